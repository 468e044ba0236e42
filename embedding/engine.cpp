#include <volley/engine.hpp>

#include "embedding/plan_parameters.hpp"
#include "embedding/run_error.hpp"
#include "embedding/workspace.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/task_action.hpp"
#include "runtime/project/target_spec.hpp"
#include "runtime/value/json.hpp"

namespace volley {
namespace {

using runtime::Hash;
using runtime::Value;

// What keeps a run from starting leaves as the one exception of the public face.
template <typename Body>
decltype(auto) translated(const Body& body) {
  try {
    return body();
  } catch (...) {
    const auto error = embedding::run_error(std::current_exception());
    throw Error(error->kind(), error->message());
  }
}

std::optional<std::string> given(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

embedding::WorkspaceOptions workspace_options(const EngineOptions& options) {
  embedding::WorkspaceOptions workspace;
  workspace.project = given(options.project);
  workspace.inventory_file = options.inventory_file;
  workspace.module_path = options.module_path;
  workspace.executor.concurrency = options.concurrency;
  workspace.concurrency_given = true;
  return workspace;
}

Hash parse_parameters(const std::string& text) {
  const auto refuse = [](std::string_view reason) {
    return runtime::PlanError("bolt/validation-error",
                              "Unable to parse the parameters as JSON: " + std::string(reason));
  };
  Value parsed;
  try {
    parsed = runtime::parse_json(text);
  } catch (const runtime::JsonError& error) {
    throw refuse(error.what());
  }
  if (!parsed.is_hash()) {
    throw refuse("it must be an object of names and values");
  }
  return parsed.as_hash();
}

TargetReport target_report(const runtime::Action& action, const runtime::Result& result) {
  return {result.target_name(), result.action(), action.object, result.ok() ? Status::Success : Status::Failure,
          runtime::to_json(result.value_as_value())};
}

RunReport run_report(const runtime::Action& action, const runtime::Values& results) {
  RunReport report;
  for (const Value& value : results) {
    report.targets.push_back(target_report(action, runtime::as_result(value)));
    report.ok = report.ok && report.targets.back().status == Status::Success;
  }
  return report;
}

}  // namespace

struct Engine::Implementation {
  runtime::Reporter silent;  // a library has no terminal: everything worth telling is in the reports
  embedding::Workspace workspace;

  explicit Implementation(const EngineOptions& options) : workspace(workspace_options(options), silent) {
    static_cast<void>(workspace.inventory());  // what is wrong with it is told at once
  }

  [[nodiscard]] runtime::Values targets(const std::string& text) {
    return workspace.target_values(
        runtime::resolve_targets(*workspace.inventory(), text, runtime::SpecSyntax::CommandLine));
  }

  RunReport run(const runtime::Action& action) {
    runtime::Engine& engine = workspace.engine();
    runtime::Values results;
    engine.run([&] { results = engine.executor().run(action); });
    return run_report(action, results);
  }
};

Engine::Engine(const EngineOptions& options)
    : implementation_(translated([&] { return std::make_unique<Implementation>(options); })) {}

Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

RunReport Engine::run_command(const std::string& command, const std::string& targets) {
  return translated(
      [&] { return implementation_->run(runtime::command_action(command, implementation_->targets(targets), {})); });
}

RunReport Engine::run_task(const std::string& task, const std::string& targets, const std::string& parameters_json) {
  return translated([&] {
    const Hash parameters = parse_parameters(parameters_json);
    runtime::Engine& engine = implementation_->workspace.engine();
    return implementation_->run(
        runtime::task_action(engine, engine.find_task(task), parameters, implementation_->targets(targets), {}));
  });
}

PlanReport Engine::run_plan(const std::string& plan, const std::string& parameters_json) {
  runtime::Engine& engine = translated([&]() -> runtime::Engine& { return implementation_->workspace.engine(); });
  const Hash parameters = translated([&] {
    return embedding::plan_parameters(engine, engine.find_plan(plan), parse_parameters(parameters_json),
                                      embedding::ParameterForm::Data);
  });
  try {
    Value result;
    engine.run([&] { result = engine.run_plan(plan, parameters, {}); });
    return {true, runtime::to_json(result), runtime::to_json(engine.dropped().to_data())};
  } catch (...) {
    return {false, runtime::to_json(embedding::run_error(std::current_exception())->to_data()),
            runtime::to_json(engine.dropped().to_data())};
  }
}

}  // namespace volley
