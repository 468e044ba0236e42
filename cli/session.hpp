// One command at work: its arguments, the output, and (made on first use) the project with its inventory, modules,
// transports and engine.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/options/option_parser.hpp"
#include "cli/report/outputter.hpp"
#include "cli/terminal_prompter.hpp"
#include "embedding/workspace.hpp"
#include "runtime/value/hash.hpp"

namespace volley::cli {

class Session {
 public:
  // `in_command` is set while results are being written, so that a fatal error can close the document.
  Session(const Arguments& arguments, const runtime::Project& project, Outputter& output, bool& in_command);
  ~Session();

  [[nodiscard]] const Arguments& arguments() const { return arguments_; }
  [[nodiscard]] const std::string& object() const { return arguments_.operands().front(); }
  [[nodiscard]] const runtime::Project& project() const { return project_; }
  [[nodiscard]] Outputter& output() const { return output_; }
  [[nodiscard]] embedding::Workspace& workspace();
  [[nodiscard]] runtime::Engine& engine() { return workspace().engine(); }

  // The targets that --targets or --rerun name; those of group `all` when neither is given.
  [[nodiscard]] std::vector<runtime::TargetId> target_ids();
  [[nodiscard]] runtime::Values targets();
  // The --targets texts joined with ','; "@file" and "-" are read.
  [[nodiscard]] std::string target_text();

  // --params or the name=value operands, as given.
  [[nodiscard]] bool has_parameter_document() const { return arguments_.has("params"); }
  [[nodiscard]] runtime::Hash parameter_document() const;
  [[nodiscard]] runtime::Hash parameter_texts() const;

  // Whether the project's list of globs under `setting` (tasks, plans) lets a name be listed.
  [[nodiscard]] bool is_listed(std::string_view setting, const std::string& name);

  // Runs an action as the whole command: items, summary, rerun file. Answers the exit status.
  int run_action(const std::function<runtime::Action(runtime::Values targets)>& make_action);

  // Runs `body` with Ctrl-C handed to the engine.
  void run_interruptibly(const std::function<void()>& body);

  void save_rerun(const runtime::Values& results);
  void forget_rerun();

 private:
  const Arguments& arguments_;
  const runtime::Project& project_;
  Outputter& output_;
  bool& in_command_;
  TerminalPrompter prompter_;
  std::unique_ptr<embedding::Workspace> workspace_;
};

// The text of an argument that may be "@FILE" or "-" (stdin). Throws UsageError when it cannot be read.
[[nodiscard]] std::string read_argument(const std::string& argument);

}  // namespace volley::cli
