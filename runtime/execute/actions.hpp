// The actions of Bolt's commands and plan functions, ready for the executor. Whatever is the same for all targets
// (the command line, a script's content, its job) is made here once and shared.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/execute/action.hpp"

namespace volley::runtime {

class ModulePath;

struct RunOptions {
  std::string description;  // of the plan's author; empty: the usual one
  std::optional<std::string> run_as;
  bool noop = false;
  EnvironmentVariables environment;  // commands and scripts
  std::optional<TimeLimit> time_limit;
  lang::Place call_site;  // unknown from the command line
};

[[nodiscard]] Action command_action(std::string command, Values targets, const RunOptions& options);

// `shown` is how the user named the script, `path` the file. Throws PlanError (bolt/file-error) when it cannot be read.
[[nodiscard]] Action script_action(const std::string& shown, const std::string& path,
                                   std::vector<std::string> arguments, Values targets, const RunOptions& options);

// `shown` is how the user named the source, `path` the absolute file or folder.
[[nodiscard]] Action upload_action(const std::string& shown, std::string path, std::string destination, Values targets,
                                   const RunOptions& options);

// Content that becomes a file on the targets.
[[nodiscard]] Action download_action(std::string source, std::string destination, Values targets,
                                     const RunOptions& options);

// One question "are you there?" to each target.
[[nodiscard]] Action probe_action(Values targets, const RunOptions& options);

// The whole content of a file of the controller. Throws PlanError (bolt/file-error).
[[nodiscard]] SharedContent read_file_content(const std::string& path);
// The same for a file of a module, which may be a built-in one.
[[nodiscard]] SharedContent read_module_file(const ModulePath& modules, const std::string& path);

}  // namespace volley::runtime
