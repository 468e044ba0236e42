#include <fmt/format.h>

#include <array>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/inventory.hpp"
#include "runtime/project/target_value.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::TargetValue;
using runtime::Value;
using runtime::Values;

const TargetValue& target_argument(const Call& call) {
  return static_cast<const TargetValue&>(call.arguments[0].as_object());
}

Value get_targets(Call& call) { return Value(engine_of(call).targets(call.arguments[0])); }

Value get_target(Call& call) {
  Values targets = engine_of(call).targets(call.arguments[0]);
  if (targets.size() != 1) {
    const std::string spec =
        call.arguments[0].is_string() ? std::string(call.arguments[0].as_string()) : "the argument";
    throw EvaluationError(fmt::format("'{}' refers to {} targets", spec, targets.size()));
  }
  return targets.front();
}

Value facts(Call& call) { return target_argument(call).target().facts; }

Value vars(Call& call) { return target_argument(call).target().vars; }

Value add_facts(Call& call) {
  const TargetValue& target = target_argument(call);
  target.inventory().add_facts(target.id(), call.arguments[1].as_hash());
  return call.arguments[0];
}

Value set_var(Call& call) {
  const TargetValue& target = target_argument(call);
  target.inventory().set_variable(target.id(), std::string(call.arguments[1].as_string()), call.arguments[2]);
  return call.arguments[0];
}

Value set_feature(Call& call) {
  const TargetValue& target = target_argument(call);
  target.inventory().set_feature(target.id(), std::string(call.arguments[1].as_string()),
                                 !call.has(2) || call.arguments[2].truthy());
  return call.arguments[0];
}

Value set_config(Call& call) {
  const TargetValue& target = target_argument(call);
  std::vector<std::string> path;
  if (call.arguments[1].is_array()) {
    for (const Value& key : call.arguments[1].as_array()) {
      path.emplace_back(key.as_string());
    }
  } else if (!call.arguments[1].as_string().empty()) {
    path.emplace_back(call.arguments[1].as_string());
  }
  target.inventory().set_config(target.id(), path, call.arguments[2]);
  engine_of(call).forget_route(target.inventory().name(target.id()));
  return call.arguments[0];
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"get_targets",
     {{"Boltlib::TargetSpec names", "Array[Target]", get_targets}},
     "The targets that a specification means."},
    {"get_target", {{"Boltlib::TargetSpec name", "Target", get_target}}, "The one target that a specification means."},
    {"facts", {{"Target target", "Hash[String, Data]", facts}}, "The facts of a target."},
    {"vars", {{"Target target", "Hash[String, Data]", vars}}, "The variables of a target."},
    {"add_facts", {{"Target target, Hash facts", "Target", add_facts}}, "Adds facts to a target, deeply merged."},
    {"set_var", {{"Target target, String key, Data value", "Target", set_var}}, "Sets a variable of a target."},
    {"set_feature",
     {{"Target target, String feature, Boolean ?value", "Target", set_feature}},
     "Says that a target has a feature, or (false) has not."},
    {"set_config",
     {{"Target target, Variant[String, Array[String]] key_or_key_path, Any value", "Target", set_config}},
     "Changes the configuration of a target."},
});

}  // namespace

std::span<const runtime::FunctionRecord> target_functions() { return kFunctions; }

}  // namespace volley::stdlib
