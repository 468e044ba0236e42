#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/fatal_error.hpp"
#include "cli/session.hpp"
#include "embedding/plan_parameters.hpp"
#include "lang/parser.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/target_parameter.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;

using Plan = runtime::Loaded<lang::PlanDefinition>;

// --targets fills `targets` or `nodes` of the plan.
void add_targets(Session& session, const Plan& plan, Hash& parameters) {
  if (!session.arguments().has("targets") && !session.arguments().has("rerun")) {
    return;
  }
  const runtime::TargetParameters known = runtime::target_parameters(plan);
  if (known.targets && known.nodes) {
    session.output().log(runtime::LogLevel::Warning,
                         "Plan parameters include both 'nodes' and 'targets' with type 'TargetSpec', neither will be "
                         "populated with the value for --targets. [ID: nodes_targets_parameters]");
    return;
  }
  const std::string name = runtime::target_parameter(plan);
  if (name.empty()) {
    return;
  }
  if (parameters.contains(name)) {
    throw UsageError(
        fmt::format("A plan's '{0}' parameter can be specified using the --targets option, but in that case "
                    "it must not be specified as a separate {0}=<value> parameter nor included in the JSON "
                    "data passed in the --params option",
                    name));
  }
  std::string text;
  for (const Value& target : session.targets()) {
    text += (text.empty() ? "" : ",") + std::string(target.as_object().to_data().as_string());
  }
  parameters.set(name, text);
}

void remember(Session& session, const Value& value) {
  if (const auto* set = value.as<runtime::ResultSet>()) {
    session.save_rerun(set->results());
  } else {
    session.forget_rerun();
  }
}

int fail(Session& session, const runtime::ErrorValue& error) {
  session.output().plan_failure(error, session.engine().dropped());
  remember(session, error.details().is_hash() ? error.details().as_hash().get("result_set") : Value());
  return 1;
}

int interrupted(Session& session, runtime::Values results) {
  const std::size_t count = results.size();
  session.output().log(runtime::LogLevel::Error, "Interrupted: the plan was stopped");
  Hash details;
  if (count > 0) {
    details.set("result_set", Value(runtime::make<const runtime::ResultSet>(std::move(results))));
  }
  return fail(session, *runtime::make<const runtime::ErrorValue>("volley/interrupted", "The plan was interrupted",
                                                                 Value(std::move(details))));
}

}  // namespace

int run_plan(Session& session) {
  runtime::Engine& engine = session.engine();
  const bool document = session.has_parameter_document();
  const Hash given = document ? session.parameter_document() : session.parameter_texts();
  const Plan plan = engine.find_plan(session.object());
  Hash parameters = embedding::plan_parameters(
      engine, plan, given, document ? embedding::ParameterForm::Data : embedding::ParameterForm::Text);
  add_targets(session, plan, parameters);
  try {
    Value value;
    session.run_interruptibly([&] { value = engine.run_plan(session.object(), parameters, {}); });
    session.output().plan_result(value, engine.dropped());
    remember(session, value);
    return 0;
  } catch (runtime::Interrupted& stopped) {
    return interrupted(session, std::move(stopped.results));
  } catch (const UsageError&) {
    throw;
  } catch (...) {
    return fail(session, *describe_exception(std::current_exception()));
  }
}

}  // namespace volley::cli
