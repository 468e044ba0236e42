// Loads plans, functions and type aliases from the files of the module path, and checks that each file holds the
// definition that its path promises.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/evaluate/environment.hpp"

namespace volley::runtime {

class ModulePath;

class DefinitionFiles final : public DefinitionLoader {
 public:
  explicit DefinitionFiles(ModulePath& modules) : modules_(modules) {}

  // All three: empty when no module has such a file; ParseError for one that is wrong; EvaluationError without a place
  // (PlanError for a plan) when it defines something else.
  Loaded<lang::FunctionDefinition> load_function(std::string_view name) override;
  Loaded<lang::PlanDefinition> load_plan(std::string_view name) override;
  Loaded<lang::TypeAlias> load_type(std::string_view name) override;
  std::vector<std::string> function_names() override;
  std::vector<std::string> type_names() override;
  std::optional<std::string> foreign_function(std::string_view name) override;

 private:
  [[nodiscard]] lang::ProgramPointer parse_file(const std::string& path);

  ModulePath& modules_;
  std::unordered_map<std::string, lang::ProgramPointer> programs_;
};

}  // namespace volley::runtime
