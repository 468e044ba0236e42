// The data of a project, and of its modules, that lookup() answers from: hiera.yaml and the files that it names.
//
//   Hiera hiera({.config = "/p/hiera.yaml", .module_directory = [&](name) { return modules.module_directory(name); }});
//   std::optional<Value> port = hiera.look_up("port", merge, {variables, types});
//
// Files are read once. A value may refer to others and to variables: %{lookup('x')}, %{alias('x')}, %{variable}.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/hiera/hierarchy.hpp"
#include "runtime/type/type.hpp"

namespace volley::runtime {

struct HieraOptions {
  std::string config;  // need not be there
  std::function<std::optional<std::string>(std::string_view module)> module_directory;
};

// Where a lookup comes from: the variables that its caller sees, and the types it knows.
struct LookupScope {
  std::function<std::optional<Value>(std::string_view name)> variable;
  TypeEnvironment& types;
};

class Hiera {
 public:
  explicit Hiera(HieraOptions options) : options_(std::move(options)) {}

  // Empty when no level holds that name. Without a strategy (undef) the `lookup_options` of the data decide how levels
  // are merged. Throws EvaluationError.
  [[nodiscard]] std::optional<Value> look_up(const std::string& name, const Value& merge, const LookupScope& scope);

 private:
  friend class LookupRun;
  // nullptr: there is no such file.
  const Hierarchy* hierarchy_at(const std::string& config);
  const Hash& data_in(const DataFile& file);

  HieraOptions options_;
  std::map<std::string, std::optional<Hierarchy>> hierarchies_;
  std::map<std::string, Hash> data_;
};

}  // namespace volley::runtime
