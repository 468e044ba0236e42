// Reading the options of a target: config hashes to plain data, with an error that names the option.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/execute/transport.hpp"
#include "transport/shell/escalation.hpp"

namespace volley::transport {

// All functions throw PlanError (bolt/validation-error) when the option is there and of another type.
class OptionReader {
 public:
  explicit OptionReader(const runtime::TargetAddress& address) : address_(address) {}
  [[nodiscard]] std::optional<std::string> text(std::string_view option) const;
  [[nodiscard]] std::optional<bool> flag(std::string_view option) const;
  [[nodiscard]] std::optional<int> number(std::string_view option, int minimum) const;
  // Empty when it is not set.
  [[nodiscard]] std::vector<std::string> words(std::string_view option) const;
  // The words of a command; a String is one of them.
  [[nodiscard]] std::vector<std::string> command(std::string_view option) const;
  [[nodiscard]] bool has(std::string_view option) const;
  [[noreturn]] void refuse(std::string_view option, std::string_view expected) const;

 private:
  const runtime::TargetAddress& address_;
};

// Extension with its dot => the words in front of the path of a task.
using Interpreters = std::map<std::string, std::vector<std::string>>;

// What every transport with a shell knows about running tasks and scripts.
struct ShellOptions {
  std::string tmpdir = "/tmp";
  std::string script_dir;  // empty: a unique name
  bool cleanup = true;
  bool detach = false;  // what runs is left alone when its controller is lost
  Interpreters interpreters;
  std::optional<std::string> run_as;
  std::vector<std::string> run_as_command;
  std::string sudo_executable = "sudo";
  std::optional<std::string> sudo_password;
};

[[nodiscard]] ShellOptions read_shell_options(const runtime::TargetAddress& address);
// Who the job has to become, or nobody when the login user is asked for. `run_as` of the job wins over the option.
[[nodiscard]] std::optional<shell::Identity> identity_for(const ShellOptions& options,
                                                          const std::optional<std::string>& run_as,
                                                          const std::string& target, const std::string& login_user,
                                                          const std::optional<std::string>& login_password);
// The interpreter for a task file, empty when it is executed itself.
[[nodiscard]] std::vector<std::string> interpreter_for(const Interpreters& interpreters, std::string_view file_name);
// Where a task or script is put on the target; another one each time, unless `script-dir` says where.
[[nodiscard]] std::string working_directory(const ShellOptions& options);
// A target's own folder name below a download destination.
[[nodiscard]] std::string folder_name(std::string_view target_name);

}  // namespace volley::transport
