#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/task_action.hpp"
#include "runtime/project/module_path.hpp"
#include "runtime/project/task.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"
#include "stdlib/bolt/file_reference.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::Engine;
using runtime::EvaluationError;
using runtime::ResultSet;
using runtime::Value;
using runtime::Values;

Value run_command(Call& call) {
  Engine& engine = engine_of(call);
  const CallOptions options = read_options(call, 2);
  return engine.run_step(runtime::command_action(std::string(call.arguments[0].as_string()),
                                                 engine.targets(call.arguments[1]), options.run),
                         options.catch_errors);
}

std::vector<std::string> script_arguments(const CallOptions& options) {
  std::vector<std::string> words;
  const Value given = options.others.get("arguments");
  if (given.is_undef()) {
    return words;
  }
  if (!given.is_array()) {
    throw EvaluationError(
        fmt::format("Option 'arguments' must be an Array, got {}", runtime::general_type_name(given)));
  }
  std::transform(given.as_array().begin(), given.as_array().end(), std::back_inserter(words), runtime::to_text);
  return words;
}

Value run_script(Call& call) {
  Engine& engine = engine_of(call);
  const CallOptions options = read_options(call, 2);
  if (options.others.contains("pwsh_params")) {
    throw EvaluationError("The option 'pwsh_params' of run_script is not supported yet");
  }
  const std::string script(call.arguments[0].as_string());
  return engine.run_step(runtime::script_action(script, find_file(engine, script), script_arguments(options),
                                                engine.targets(call.arguments[1]), options.run),
                         options.catch_errors);
}

// Parameters that do not fit are a mistake in the plan, which no catch_errors hides.
runtime::Action checked_task_action(Engine& engine, const std::string& name, Values targets,
                                    const CallOptions& options) {
  const auto task = engine.find_task(name);
  try {
    return runtime::task_action(engine, task, options.others, std::move(targets), options.run);
  } catch (const runtime::PlanError& error) {
    if (error.error().kind() != "bolt/validation-error") {
      throw;
    }
    throw EvaluationError(error.error().message(), "TYPE_MISMATCH");
  }
}

Value run_task(Call& call) {
  Engine& engine = engine_of(call);
  CallOptions options = read_options(call, 2);
  Values targets = engine.targets(call.arguments[1]);
  if (targets.empty()) {
    return Value(runtime::make<const ResultSet>(Values{}));
  }
  return engine.run_step(
      checked_task_action(engine, std::string(call.arguments[0].as_string()), std::move(targets), options),
      options.catch_errors);
}

// The parameters of one target, or why they cannot be used.
struct TargetAction {
  std::optional<runtime::Action> action;
  std::string problem;
};

TargetAction target_action(Call& call, Engine& engine, const CallOptions& options, const Value& target) {
  const Value given = call.yield(target);
  if (!given.is_hash()) {
    return {std::nullopt, fmt::format("The block of run_task_with must return a Hash of parameters, got {}",
                                      runtime::general_type_name(given))};
  }
  try {
    const auto task = engine.find_task(call.arguments[0].as_string());
    return {runtime::task_action(engine, task, given.as_hash(), {target}, options.run), {}};
  } catch (const runtime::PlanError& error) {
    return {std::nullopt, error.error().message()};
  }
}

// Runs a task with parameters that a block gives for each target.
Value run_task_with(Call& call) {
  Engine& engine = engine_of(call);
  const CallOptions options = read_options(call, 2);
  const Values targets = engine.targets(call.arguments[1]);
  const std::string_view task = call.arguments[0].as_string();
  static_cast<void>(engine.find_task(task));
  auto actions = std::make_shared<std::map<std::string, TargetAction>>();
  for (const Value& target : targets) {
    actions->emplace(target.as_object().to_string(), target_action(call, engine, options, target));
  }
  runtime::Action action;
  action.name = "task";
  action.function = "run_task_with";
  action.object = task;
  action.description = options.run.description.empty() ? fmt::format("task {}", task) : options.run.description;
  action.targets = targets;
  action.call_site = options.run.call_site;
  action.for_remote = true;
  action.job_for = [actions](const Value& target) -> runtime::JobOrOutcome {
    const TargetAction& own = actions->at(target.as_object().to_string());
    return own.action ? own.action->job_for(target)
                      : runtime::Outcome::failure(runtime::Ending::Failed, "bolt/validation-error", "", own.problem);
  };
  action.read = [actions](const Value& target, runtime::Outcome& outcome) {
    return actions->at(target.as_object().to_string()).action->read(target, outcome);
  };
  return engine.run_step(action, options.catch_errors);
}

runtime::Duration seconds_option(const CallOptions& options, std::string_view name, double fallback) {
  const Value given = options.others.get(name);
  if (!given.is_undef() && !given.is_number()) {
    throw EvaluationError(
        fmt::format("Option '{}' expects a Numeric value, got {}", name, runtime::general_type_name(given)));
  }
  const std::chrono::duration<double> seconds(given.is_undef() ? fallback : given.as_number());
  return std::chrono::duration_cast<runtime::Duration>(seconds);
}

Value wait_until_available(Call& call) {
  Engine& engine = engine_of(call);
  CallOptions options = read_options(call, 1);
  if (const Value description = options.others.get("description"); description.is_string()) {
    options.run.description = description.as_string();
  }
  runtime::Action action = runtime::probe_action(engine.targets(call.arguments[0]), options.run);
  const runtime::Duration limit = seconds_option(options, "wait_time", 120);
  const runtime::Duration interval = seconds_option(options, "retry_interval", 1);
  return engine.run_step_with(action, options.catch_errors, [&] {
    return engine.wait_until_available(action.targets, options.run, limit, interval);
  });
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"run_command",
     {{"String[1] command, Boltlib::TargetSpec targets, Hash[String[1], Any] ?options", "ResultSet", run_command},
      {"String[1] command, Boltlib::TargetSpec targets, String description, Hash[String[1], Any] ?options", "ResultSet",
       run_command}},
     "Runs a command line on targets. Options: _catch_errors, _run_as, _env_vars, _timeout."},
    {"run_script",
     {{"String[1] script, Boltlib::TargetSpec targets, Hash[String[1], Any] ?options", "ResultSet", run_script},
      {"String[1] script, Boltlib::TargetSpec targets, String description, Hash[String[1], Any] ?options", "ResultSet",
       run_script}},
     "Copies a script to targets and runs it. Options: arguments, _catch_errors, _run_as, _env_vars, _timeout."},
    {"run_task",
     {{"String[1] task_name, Boltlib::TargetSpec targets, Hash[String[1], Any] ?args", "ResultSet", run_task},
      {"String[1] task_name, Boltlib::TargetSpec targets, Optional[String] description, Hash[String[1], Any] ?args",
       "ResultSet", run_task}},
     "Runs a task on targets. Its parameters and the options _catch_errors, _run_as, _noop, _timeout go in one hash."},
    {"run_task_with",
     {{"String[1] task_name, Boltlib::TargetSpec targets, Hash[String[1], Any] ?options, Callable[Target] &block",
       "ResultSet", run_task_with},
      {"String[1] task_name, Boltlib::TargetSpec targets, Optional[String] description, Hash[String[1], Any] ?options, "
       "Callable[Target] &block",
       "ResultSet", run_task_with}},
     "Runs a task on targets; a block gives the parameters of each. Options: _catch_errors, _run_as, _noop, _timeout."},
    {"wait_until_available",
     {{"Boltlib::TargetSpec targets, Hash[String[1], Any] ?options", "ResultSet", wait_until_available}},
     "Waits until all targets answer. Options: description, wait_time (120 s), retry_interval (1 s), _catch_errors."},
});

}  // namespace

std::span<const runtime::FunctionRecord> action_functions() { return kFunctions; }

}  // namespace volley::stdlib
