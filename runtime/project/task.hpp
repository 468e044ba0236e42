// Tasks: executables of modules with metadata beside them.
//
//   if (auto task = find_task(modules, "demo::ok", warnings)) ...
//   Hash input = check_parameters(*task, given, environment);         // defaults filled in, or an error
//   const TaskImplementation* how = select_implementation(*task, features);
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/project/module_path.hpp"
#include "runtime/project/schema.hpp"
#include "runtime/type/type.hpp"

namespace volley::runtime {

enum class InputMethod { Both, Stdin, Environment, PowerShell };

struct TaskParameter {
  std::string name;
  std::string type = "Any";
  std::string description;
  std::optional<Value> default_value;
  bool sensitive = false;
};

struct TaskImplementation {
  std::string name;  // of the file: "ok.sh"
  std::string path;
  std::vector<std::string> requirements;  // features that a target must have
  InputMethod input_method = InputMethod::Both;
  std::vector<std::string> files;  // "mod/files/x", "mod/lib/dir/"; those of the task included
};

struct Task {
  std::string name;
  std::string module;
  std::string module_directory;
  Hash metadata;  // as read
  std::string description;
  std::optional<std::vector<TaskParameter>> parameters;  // nothing: any are accepted
  bool supports_noop = false;
  bool is_private = false;
  bool remote = false;
  std::vector<TaskImplementation> implementations;

  [[nodiscard]] const TaskParameter* find_parameter(std::string_view parameter) const;
};

// nullptr when there is no such task. Throws PlanError of the puppet.tasks/* kinds for broken ones.
[[nodiscard]] std::shared_ptr<const Task> find_task(ModulePath& modules, std::string_view name,
                                                    std::vector<Warning>& warnings);
// Names of all tasks, sorted.
[[nodiscard]] std::vector<std::string> task_names(ModulePath& modules);
// PlanError of kind bolt/unknown-task.
[[noreturn]] void throw_unknown_task(std::string_view name, std::string_view program, std::string hint);

// The first one whose requirements the features meet; nullptr for none.
[[nodiscard]] const TaskImplementation* select_implementation(const Task& task, const std::set<std::string>& features);

// `given` with defaults. Throws PlanError of kind bolt/validation-error that lists everything wrong.
[[nodiscard]] Hash check_parameters(const Task& task, const Hash& given, TypeEnvironment& environment);
// NAME=VALUE of the command line: JSON, unless the declared type wants the text itself.
[[nodiscard]] Value command_line_value(const std::string& text, const Type* type);
[[nodiscard]] Hash convert_parameters(const Task& task, const Hash& texts, TypeEnvironment& environment);

}  // namespace volley::runtime
