// Where modules lie, and what is in them: plans, functions, types, tasks and files.
//
//   ModulePath modules({.directories = {"/p/modules", "/p/.modules"}, .project_name = "demo", .project_directory =
//   "/p"}); modules.plan_file("demo::sub::x");  // "/p/plans/sub/x.pp", or nothing
//
// Folders are listed when first asked for, and the answers kept.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/project/built_in_modules.hpp"

namespace volley::runtime {

struct ModulePathOptions {
  std::vector<std::string> directories;  // in order of precedence
  std::string project_name;              // empty: the project is no module
  std::string project_directory;
  BuiltInModules built_in = {};
};

class ModulePath {
 public:
  explicit ModulePath(ModulePathOptions options) : options_(std::move(options)) {}

  [[nodiscard]] const std::vector<std::string>& directories() const { return options_.directories; }
  // Name to folder of every module, the project included; the first on the path wins, built-in ones come last.
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& modules();
  [[nodiscard]] std::optional<std::string> module_directory(std::string_view module);

  // Files that should define that name; nothing when there is none.
  [[nodiscard]] std::optional<std::string> plan_file(std::string_view name);
  [[nodiscard]] std::optional<std::string> yaml_plan_file(std::string_view name);
  [[nodiscard]] std::optional<std::string> function_file(std::string_view name);
  [[nodiscard]] std::optional<std::string> type_file(std::string_view name);
  // Only to tell why it cannot be called. Names without a module may be defined by any.
  [[nodiscard]] std::optional<std::string> ruby_function_file(std::string_view name);
  // The content of a file that is part of the program; nothing for paths of the file system.
  [[nodiscard]] std::optional<std::string_view> built_in_content(std::string_view path) const {
    return options_.built_in.content(path);
  }
  // "MOD/REST": <mod>/files/REST when that exists, else <mod>/REST; absolute paths as they are.
  [[nodiscard]] std::optional<std::string> find_file(std::string_view reference);

  // All of a kind by qualified name, sorted, with their files.
  [[nodiscard]] std::map<std::string, std::string> plans();
  [[nodiscard]] std::map<std::string, std::string> functions();
  // With capitals, as the language writes them: "Demo::Port".
  [[nodiscard]] std::map<std::string, std::string> types();
  // The files of <module>/tasks, sorted; listed once.
  [[nodiscard]] const std::vector<std::string>& task_files(const std::string& module);

 private:
  [[nodiscard]] bool has_file(const std::string& path) const;
  [[nodiscard]] std::optional<std::string> definition_file(std::string_view name, std::string_view folder,
                                                           bool has_init, std::string_view extension = ".pp");
  [[nodiscard]] std::map<std::string, std::string> definitions(std::string_view folder, bool has_init);
  ModulePathOptions options_;
  bool listed_ = false;
  std::map<std::string, std::string, std::less<>> modules_;
  std::map<std::string, std::vector<std::string>> task_files_;
};

}  // namespace volley::runtime
