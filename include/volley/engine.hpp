// Volley as a library: run commands, tasks and plans of a project from your own program.
//
//   volley::Engine engine({.project = "/srv/ops"});
//   volley::RunReport report = engine.run_command("uptime", "web");
//   for (const auto& target : report.targets) std::cout << target.name << ": " << target.value_json << '\n';
//
// Link with volley::volley. No type of another library appears here: structured data goes in and out as JSON text.
// An Engine belongs to the thread that made it; its connections stay open until it is destroyed.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace volley {

[[nodiscard]] std::string_view version();

struct EngineOptions {
  std::string project = {};  // folder; empty: found from the working directory as the program does
  std::optional<std::string> inventory_file = {};  // instead of the project's inventory.yaml
  std::optional<std::string> module_path = {};     // folders separated by ':', instead of the project's
  std::size_t concurrency = 100;                   // most targets worked on at once
};

enum class Status { Success, Failure };

struct TargetReport {
  std::string name;
  std::string action;  // "command", "task"
  std::string object;  // the command line, the task's name
  Status status = Status::Success;
  std::string value_json;  // {"stdout": ...} of a command, the result of a task; "_error" in it when it failed
};

struct RunReport {
  bool ok = true;                     // every target succeeded
  std::vector<TargetReport> targets;  // in the order of the targets
};

struct PlanReport {
  bool ok = true;
  std::string result_json;  // what the plan returned, or the error that ended it
  // The targets that actions with `_on_error => 'drop'` have dropped: [{"target", "action", "object", "file", "line",
  // "kind", "msg"}, ...]
  std::string dropped_json = "[]";
};

// Anything that keeps a run from starting: no such plan, a broken inventory, a parameter of the wrong type. `kind` is
// that of Bolt ("bolt/unknown-plan").
class Error : public std::runtime_error {
 public:
  Error(std::string kind, const std::string& message) : std::runtime_error(message), kind_(std::move(kind)) {}
  [[nodiscard]] const std::string& kind() const { return kind_; }

 private:
  std::string kind_;
};

class Engine {
 public:
  // Throws Error when the project or the inventory cannot be used.
  explicit Engine(const EngineOptions& options);
  ~Engine();
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;

  // `targets` as --targets takes them: names, groups, globs, URIs, separated by commas.
  RunReport run_command(const std::string& command, const std::string& targets);
  RunReport run_task(const std::string& task, const std::string& targets, const std::string& parameters_json = "{}");
  // An error inside the plan is a report that is not ok; Error is thrown for a plan that does not exist.
  PlanReport run_plan(const std::string& plan, const std::string& parameters_json = "{}");

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace volley
