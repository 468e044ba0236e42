#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "runtime/evaluate/closure.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/target_parameter.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::Engine;
using runtime::ErrorValue;
using runtime::EvaluationError;
using runtime::Hash;
using runtime::PlanError;
using runtime::Value;

// Names that a plan passes on as targets are made known to the inventory before the plan runs.
void register_targets(Engine& engine, const runtime::Loaded<lang::PlanDefinition>& plan, const Hash& parameters) {
  for (const lang::Parameter& parameter : plan.definition->parameters) {
    const Value given = parameters.get(parameter.name);
    if ((given.is_string() || given.is_array()) && runtime::takes_targets(parameter)) {
      static_cast<void>(engine.targets(given));
    }
  }
}

Value run_plan_with(Call& call, const Hash& parameters, const CallOptions& options) {
  Engine& engine = engine_of(call);
  const std::string name(call.arguments[0].as_string());
  register_targets(engine, engine.find_plan(name), parameters);
  Value value;
  const auto run = [&] { value = engine.run_plan(name, parameters, call.place()); };
  try {
    if (options.run.run_as) {
      engine.with_run_as(*options.run.run_as, run);
    } else {
      run();
    }
    return value;
  } catch (const PlanError& error) {
    if (!options.catch_errors) {
      throw;
    }
    return error.value();
  }
}

Value run_plan(Call& call) {
  const CallOptions options = read_options(call, 1);
  return run_plan_with(call, options.others, options);
}

// run_plan(name, targets, parameters): the targets fill the plan's parameter `targets` or `nodes`.
Value run_plan_on_targets(Call& call) {
  const CallOptions options = read_options(call, 2);
  Hash parameters = options.others;
  const auto known = runtime::target_parameters(engine_of(call).find_plan(call.arguments[0].as_string()));
  if (known.nodes && known.targets) {
    throw EvaluationError(
        "A plan with both a $nodes and $targets parameter cannot have either parameter specified as the second "
        "positional argument to run_plan().");
  }
  const std::string name = known.targets ? "targets" : "nodes";
  if ((known.nodes || known.targets) && parameters.get(name).truthy()) {
    throw EvaluationError(fmt::format(
        "A plan's '{0}' parameter can be specified as the second positional argument to run_plan(), but in that case "
        "'{0}' must not be specified in the named arguments hash.",
        name));
  }
  parameters.set(name, call.arguments[1]);
  return run_plan_with(call, parameters, options);
}

std::string text_at(const Call& call, std::size_t position, std::string_view fallback) {
  return call.has(position) && call.arguments[position].is_string() ? std::string(call.arguments[position].as_string())
                                                                    : std::string(fallback);
}

Value fail_plan(Call& call) {
  const Hash details = call.has(2) && call.arguments[2].is_hash() ? call.arguments[2].as_hash() : Hash{};
  throw PlanError(
      runtime::make<const ErrorValue>(text_at(call, 1, "bolt/plan-failure"), std::string(call.arguments[0].as_string()),
                                      Value(details), text_at(call, 3, "")),
      call.place());
}

Value fail_plan_with_error(Call& call) {
  const auto* error = call.arguments[0].as<ErrorValue>();
  const Hash details = error->details().is_hash() ? error->details().as_hash() : Hash{};
  throw PlanError(runtime::make<const ErrorValue>(error->kind(), error->message(), Value(details), error->issue_code()),
                  call.place());
}

bool listed(const Call& call, const std::string& kind) {
  if (!call.has(0)) {
    return true;
  }
  const auto& kinds = call.arguments[0].as_array();
  return std::any_of(kinds.begin(), kinds.end(), [&](const Value& wanted) { return wanted.as_string() == kind; });
}

// What the block fails on has to become the error that is asked for, so nothing in it drops targets unasked.
Value yield_raising(Call& call) {
  Engine* engine = call.evaluator.environment().engine();
  if (engine == nullptr || !engine->drops_failed()) {
    return call.yield(std::span<const Value>());
  }
  Value result;
  engine->with_dropping(false, [&] { result = call.yield(std::span<const Value>()); });
  return result;
}

Value catch_errors(Call& call) {
  try {
    return yield_raising(call);
  } catch (const PlanError& error) {
    if (!listed(call, error.error().kind())) {
      throw;
    }
    return error.value();
  }
}

Value without_default_logging(Call& call) {
  Value result;
  engine_of(call).without_default_logging([&] { result = call.yield(std::span<const Value>()); });
  return result;
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"run_plan",
     {{"String plan_name, Hash ?args", "Boltlib::PlanResult", run_plan},
      {"String plan_name, Boltlib::TargetSpec targets, Hash ?args", "Boltlib::PlanResult", run_plan_on_targets}},
     "Runs another plan; its parameters and the options _catch_errors, _run_as go in one hash."},
    {"fail_plan",
     {{"String[1] msg, String[1] ?kind, Hash[String[1], Any] ?details, String[1] ?issue_code", "Any", fail_plan},
      {"Error error", "Any", fail_plan_with_error}},
     "Ends the plan with an error."},
    {"catch_errors",
     {{"Array[String[1]] ?error_types, Callable[0, 0] &block", "Any", catch_errors}},
     "Runs a block; an error of an action or plan in it becomes the value. Kinds that are listed are caught, others "
     "not."},
    {"without_default_logging",
     {{"Callable[0, 0] &block", "Any", without_default_logging}},
     "Runs a block without the Starting and Finished lines of its actions."},
});

}  // namespace

std::span<const runtime::FunctionRecord> plan_functions() { return kFunctions; }

}  // namespace volley::stdlib
