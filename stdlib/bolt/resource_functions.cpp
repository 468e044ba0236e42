// Resources that plans remember for targets.
#include <fmt/format.h>

#include <array>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/resource_instance.hpp"
#include "runtime/project/target_value.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::Hash;
using runtime::ResourceInstance;
using runtime::TargetValue;
using runtime::Value;
using runtime::Values;

const TargetValue& target_of(const Value& value) { return static_cast<const TargetValue&>(value.as_object()); }

// The target that a resource names itself, or the one that it is being set on.
Value own_target(Call& call, const Hash& resource) {
  const Value* named = resource.find("target");
  if (named == nullptr) {
    return call.arguments[0];
  }
  Values targets = engine_of(call).targets(*named);
  if (targets.size() != 1) {
    throw runtime::PlanError("bolt.inventory/validation-error",
                             fmt::format("'{}' refers to {} targets", runtime::to_text(*named), targets.size()));
  }
  return targets.front();
}

Value first_of(const Hash& hash, std::string_view name, std::string_view other) {
  const Value value = hash.get(name);
  return value.is_undef() ? hash.get(other) : value;
}

Value make_resource(Call& call, const Hash& given) {
  const Hash definition{{"target", own_target(call, given)},
                        {"type", first_of(given, "type", "resource_type")},
                        {"title", given.get("title")},
                        {"state", first_of(given, "state", "parameters")},
                        {"desired_state", given.get("desired_state")},
                        {"events", given.get("events")}};
  const runtime::TypePointer type = call.evaluator.environment().find_type("ResourceInstance");
  const Values arguments{Value(definition)};
  return runtime::construct(*type, arguments);
}

Value set_resource(Call& call, const Value& given) {
  const Value value = given.is_hash() ? make_resource(call, given.as_hash()) : given;
  const auto& resource = *value.as<ResourceInstance>();
  if (!strictly_equal(resource.target(), call.arguments[0])) {
    const lang::Place place = call.place();
    refuse_options(fmt::format("Cannot set resource {} for target {} on target {}. (file: {}, line: {})",
                               resource.to_string(), runtime::to_text(resource.target()),
                               runtime::to_text(call.arguments[0]), place.file(), place.position().line));
  }
  const TargetValue& target = target_of(call.arguments[0]);
  const auto data = target.inventory().set_resource(target.id(), resource.data());
  return data == resource.data() ? value : Value(runtime::make<const ResourceInstance>(call.arguments[0], data));
}

Value set_resources(Call& call) {
  Values resources;
  if (!call.arguments[1].is_array()) {
    resources.push_back(set_resource(call, call.arguments[1]));
    return Value(std::move(resources));
  }
  for (const Value& given : call.arguments[1].as_array()) {
    resources.push_back(set_resource(call, given));
  }
  return Value(std::move(resources));
}

Value resource(Call& call) {
  const TargetValue& target = target_of(call.arguments[0]);
  const auto& known = target.inventory().resources(target.id());
  const auto found = known.find(
      runtime::resource_reference(runtime::to_text(call.arguments[1]), std::string(call.arguments[2].as_string())));
  return found == known.end() ? Value()
                              : Value(runtime::make<const ResourceInstance>(call.arguments[0], found->second));
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"resource",
     {{"Target target, Type[Resource] type, String[1] title", "Optional[ResourceInstance]", resource},
      {"Target target, String[1] type, String[1] title", "Optional[ResourceInstance]", resource}},
     "The resource of a target that set_resources has remembered, or undef."},
    {"set_resources",
     {{"Target target, Hash resource", "Array[ResourceInstance]", set_resources},
      {"Target target, ResourceInstance resource", "Array[ResourceInstance]", set_resources},
      {"Target target, Array[Variant[Hash, ResourceInstance]] resources", "Array[ResourceInstance]", set_resources}},
     "Remembers resources of a target. A hash has type, title, state, desired_state, events; a resource that is known "
     "already gets the new states, and its events are added."},
});

}  // namespace

std::span<const runtime::FunctionRecord> resource_functions() { return kFunctions; }

}  // namespace volley::stdlib
