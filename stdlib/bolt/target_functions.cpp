#include <fmt/format.h>

#include <array>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/inventory.hpp"
#include "runtime/project/plugin.hpp"
#include "runtime/project/target_value.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::TargetValue;
using runtime::Value;
using runtime::Values;

const TargetValue& target_argument(const Call& call) {
  return static_cast<const TargetValue&>(call.arguments[0].as_object());
}

Value get_targets(Call& call) { return Value(engine_of(call).targets(call.arguments[0])); }

// As messages show what a plan has given.
std::string spec_text(const Value& spec) {
  if (!spec.is_array()) {
    return runtime::to_text(spec);
  }
  std::string text;
  for (const Value& item : spec.as_array()) {
    text += (text.empty() ? "" : ", ") + (item.is_string() ? native_inspect(item) : spec_text(item));
  }
  return "[" + text + "]";
}

[[noreturn]] void refuse_target(const std::string& kind, std::string message) {
  throw runtime::PlanError(kind, std::move(message));
}

constexpr const char* kInvalid = "bolt.inventory/validation-error";

Value get_target(Call& call) {
  runtime::Engine& engine = engine_of(call);
  const Value& spec = call.arguments[0];
  Values targets = engine.targets(spec);
  if (targets.size() == 1) {
    return targets.front();
  }
  const runtime::DroppedTarget* dropped = targets.empty() ? engine.dropped_in(spec) : nullptr;
  if (dropped != nullptr) {
    refuse_target("volley/dropped-target", fmt::format("The target {} was dropped at {}: {}", dropped->target,
                                                       dropped->location(), dropped->message));
  }
  refuse_target(kInvalid, fmt::format("'{}' refers to {} targets", spec_text(spec), targets.size()));
}

Value add_to_group(Call& call) {
  Values targets = engine_of(call).targets(call.arguments[0]);
  for (const Value& target : targets) {
    const auto& value = static_cast<const TargetValue&>(target.as_object());
    value.inventory().add_to_group(value.id(), std::string(call.arguments[1].as_string()));
  }
  return Value(std::move(targets));
}

Value remove_from_group(Call& call) {
  const Values targets = engine_of(call).targets(call.arguments[0]);
  if (targets.size() != 1) {
    refuse_target(kInvalid, fmt::format("'remove_from_group' expects a single Target, got {}", targets.size()));
  }
  const auto& value = static_cast<const TargetValue&>(targets[0].as_object());
  value.inventory().remove_from_group(value.id(), std::string(call.arguments[1].as_string()));
  return targets[0];
}

Value resolve_references(Call& call) {
  return runtime::resolve_references(call.arguments[0], engine_of(call).inventory().plugins());
}

Value dropped_targets(Call& call) { return engine_of(call).dropped().to_data(); }

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
    {"add_to_group",
     {{"Boltlib::TargetSpec targets, String[1] group", "Array[Target]", add_to_group}},
     "Makes targets members of a group, with its variables, facts and configuration."},
    {"remove_from_group",
     {{"Boltlib::TargetSpec target, String[1] group", "Target", remove_from_group}},
     "Takes a target out of a group and the groups inside of it."},
    {"resolve_references",
     {{"Data references", "Data", resolve_references}},
     "The data with what its plugin references (hashes with _plugin) stand for."},
    {"dropped_targets",
     {{"", "Array[Hash[String, Data]]", dropped_targets}},
     "The targets that actions with _on_error => drop have dropped so far: target, action, object, file, line, kind, "
     "msg."},
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
