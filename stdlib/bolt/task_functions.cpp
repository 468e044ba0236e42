// run_task and run_task_with.
#include <fmt/format.h>

#include <array>
#include <map>
#include <memory>
#include <optional>

#include "runtime/evaluate/plain_error.hpp"
#include "runtime/execute/interpret.hpp"
#include "runtime/execute/task_action.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Action;
using runtime::Call;
using runtime::Engine;
using runtime::Hash;
using runtime::PlainError;
using runtime::Result;
using runtime::ResultSet;
using runtime::Value;
using runtime::Values;

void check_noop(const runtime::Task& task, const CallOptions& options) {
  if (options.run.noop && !task.supports_noop) {
    throw PlainError("Task does not support noop", "TASK_NO_NOOP");
  }
}

// Parameters that do not fit are a mistake in the plan, which no catch_errors hides.
Action checked_action(Engine& engine, const std::shared_ptr<const runtime::Task>& task, const Hash& parameters,
                      Values targets, const CallOptions& options) {
  try {
    return runtime::task_action(engine, task, parameters, std::move(targets), options.run);
  } catch (const runtime::PlanError& error) {
    if (error.error().kind() != "bolt/validation-error") {
      throw;
    }
    throw PlainError(error.error().message(), "TYPE_MISMATCH");
  }
}

Value run_task(Call& call) {
  Engine& engine = engine_of(call);
  const CallOptions options = read_options(call, 2);
  Values targets = engine.targets(call.arguments[1]);
  if (targets.empty()) {
    return Value(runtime::make<const ResultSet>(Values{}));
  }
  const auto task = engine.find_task(call.arguments[0].as_string());
  const Action action = checked_action(engine, task, options.others, std::move(targets), options);
  return engine.run_step(action, options.on_failure());
}

// The tasks of all targets whose parameters can be used, and results for the others.
class TargetTasks {
 public:
  TargetTasks(Call& call, const CallOptions& options)
      : call_(call),
        options_(options),
        engine_(engine_of(call)),
        task_(engine_.find_task(call.arguments[0].as_string())) {}

  void add(const Value& target) {
    const Value parameters = call_.yield(target);
    if (!parameters.is_hash()) {
      return refuse(target,
                    fmt::format("Block must return a Hash of parameters, received {}", native_class(parameters)));
    }
    try {
      actions_->emplace(name_of(target), checked_action(engine_, task_, parameters.as_hash(), {target}, options_));
      targets_.push_back(target);
    } catch (const PlainError& error) {
      refuse(target, error.what());
    }
  }

  Value run() {
    check_noop(*task_, options_);
    Action action;
    action.name = "task";
    action.function = "run_task";
    action.object = task_->name;
    action.description =
        options_.run.description.empty() ? fmt::format("task {}", task_->name) : options_.run.description;
    action.targets = targets_;
    action.call_site = options_.run.call_site;
    action.for_remote = true;
    action.job_for = [actions = actions_](const Value& target) { return actions->at(name_of(target)).job_for(target); };
    action.read = [actions = actions_](const Value& target, runtime::Outcome& outcome) {
      return actions->at(name_of(target)).read(target, outcome);
    };
    return engine_.run_step(action, options_.on_failure(), refused_);
  }

 private:
  static std::string name_of(const Value& target) { return target.as_object().to_data().as_string(); }

  void refuse(const Value& target, const std::string& message) {
    const lang::Place& place = options_.run.call_site;
    const std::string location =
        place.known() ? fmt::format(" (file: {}, line: {})", place.file(), place.position().line) : std::string();
    const Value error =
        runtime::error_data("puppetlabs.tasks/exception-error", "EXCEPTION", message + location, Hash{});
    refused_.push_back(
        Value(runtime::make<const Result>(target, "task", Value(), Hash{{"_error", error}}, runtime::Ending::Failed)));
  }

  Call& call_;
  const CallOptions& options_;
  Engine& engine_;
  std::shared_ptr<const runtime::Task> task_;
  std::shared_ptr<std::map<std::string, Action>> actions_ = std::make_shared<std::map<std::string, Action>>();
  Values targets_;
  Values refused_;
};

// Runs a task with parameters that a block gives for each target.
Value run_task_with(Call& call) {
  const CallOptions options = read_options(call, 2);
  const Values targets = engine_of(call).targets(call.arguments[1]);
  if (targets.empty()) {
    return Value(runtime::make<const ResultSet>(Values{}));
  }
  TargetTasks tasks(call, options);
  for (const Value& target : targets) {
    tasks.add(target);
  }
  return tasks.run();
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"run_task",
     {{"String[1] task_name, Boltlib::TargetSpec targets, Hash[String[1], Any] ?args", "ResultSet", run_task},
      {"String[1] task_name, Boltlib::TargetSpec targets, Optional[String] description, Hash[String[1], Any] ?args",
       "ResultSet", run_task}},
     "Runs a task on targets. Its parameters and the options _catch_errors, _on_error, _run_as, _noop, _timeout go in "
     "one hash."},
    {"run_task_with",
     {{"String[1] task_name, Boltlib::TargetSpec targets, Hash[String[1], Any] ?options, Callable[Target] &block",
       "ResultSet", run_task_with},
      {"String[1] task_name, Boltlib::TargetSpec targets, Optional[String] description, Hash[String[1], Any] ?options, "
       "Callable[Target] &block",
       "ResultSet", run_task_with}},
     "Runs a task on targets; a block gives the parameters of each. Options: _catch_errors, _on_error, _run_as, _noop, "
     "_timeout."},
});

}  // namespace

std::span<const runtime::FunctionRecord> task_functions() { return kFunctions; }

}  // namespace volley::stdlib
