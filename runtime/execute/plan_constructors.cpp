#include "runtime/execute/plan_constructors.hpp"

#include <array>

#include "lang/parser.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/apply_result.hpp"
#include "runtime/execute/container_result.hpp"
#include "runtime/execute/engine.hpp"
#include "runtime/project/resource_instance.hpp"
#include "runtime/project/target_value.hpp"
#include "runtime/type/object_instance.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

using Attributes = ObjectInstance;

Value attribute(const Attributes& given, std::string_view name) { return *given.find(name); }

Hash hash_attribute(const Attributes& given, std::string_view name) {
  const Value value = attribute(given, name);
  return value.is_hash() ? value.as_hash() : Hash{};
}

Value make_target(const Attributes& given, const Environment& environment) {
  Engine* engine = environment.engine();
  if (engine == nullptr) {
    throw EvaluationError("Target.new needs a plan run; it cannot be used in a bare snippet");
  }
  Hash definition;
  for (const auto& [name, value] : given.attributes()) {
    const std::string key(name.as_string());
    if (!value.is_undef() && key != "resources" && key != "safe_name") {
      definition.set(Value(key == "target_alias" ? std::string("alias") : key), value);
    }
  }
  if (!definition.contains("uri") && !definition.contains("name")) {
    throw PlanError("bolt.inventory/validation-error", "Target must have either a name or uri");
  }
  return engine->make_target(definition);
}

Value make_result(const Attributes& given, const Environment& /*environment*/) {
  return Value(make<const Result>(attribute(given, "target"), "action", Value(), hash_attribute(given, "value")));
}

Value make_result_set(const Attributes& given, const Environment& /*environment*/) {
  return Value(make<const ResultSet>(attribute(given, "results").as_array()));
}

Value make_apply_result(const Attributes& given, const Environment& /*environment*/) {
  const Value error = attribute(given, "error");
  return Value(make<const ApplyResult>(attribute(given, "target"), attribute(given, "report"),
                                       error.is_object() ? error.as_object().to_data() : error,
                                       attribute(given, "catalog")));
}

Value make_container_result(const Attributes& given, const Environment& /*environment*/) {
  return Value(make<const ContainerResult>(hash_attribute(given, "value"), Value()));
}

Value make_resource(const Attributes& given, const Environment& /*environment*/) {
  auto data = std::make_shared<ResourceData>();
  data->type = capitalized_type(to_text(attribute(given, "type")));
  data->title = attribute(given, "title").as_string();
  data->state = hash_attribute(given, "state");
  data->desired_state = hash_attribute(given, "desired_state");
  if (const Value events = attribute(given, "events"); events.is_array()) {
    data->events = events.as_array();
  }
  return Value(make<const ResourceInstance>(attribute(given, "target"), std::move(data)));
}

struct Made {
  std::string_view type;
  // The attributes in the order of the arguments.
  std::string_view definition;
  Value (*make)(const Attributes& given, const Environment& environment);
};

constexpr auto kMade = std::to_array<Made>({
    {"Target",
     R"({attributes => {
           uri => {type => Optional[String[1]], kind => given_or_derived},
           name => {type => Optional[String[1]], kind => given_or_derived},
           safe_name => {type => Optional[String[1]], kind => given_or_derived},
           target_alias => {type => Optional[Variant[String[1], Array[String[1]]]], kind => given_or_derived},
           config => {type => Optional[Hash[String[1], Data]], kind => given_or_derived},
           facts => {type => Optional[Hash[String[1], Data]], kind => given_or_derived},
           vars => {type => Optional[Hash[String[1], Data]], kind => given_or_derived},
           features => {type => Optional[Array[String[1]]], kind => given_or_derived},
           plugin_hooks => {type => Optional[Hash[String[1], Data]], kind => given_or_derived},
           resources => {type => Optional[Hash[String[1], ResourceInstance]], kind => given_or_derived}}})",
     make_target},
    {"Result", "{attributes => {target => Target, value => Hash[String[1], Data]}}", make_result},
    {"ResultSet", "{attributes => {results => Array[Variant[Result, ApplyResult]]}}", make_result_set},
    {"ApplyResult",
     R"({attributes => {
           report => Hash[String[1], Data],
           target => Target,
           error => {type => Optional[Error], value => undef},
           catalog => {type => Optional[Hash], value => undef}}})",
     make_apply_result},
    {"ContainerResult", "{attributes => {value => Hash[String[1], Data]}}", make_container_result},
    {"ResourceInstance",
     R"({attributes => {
           target => Target,
           type => Variant[String[1], Type[Resource]],
           title => String[1],
           state => {type => Optional[Hash[String[1], Data]], value => undef},
           desired_state => {type => Optional[Hash[String[1], Data]], value => undef},
           events => {type => Optional[Array[Hash[String[1], Data]]], value => undef}}})",
     make_resource},
});

// The types of plans by name, without their constructors: a definition that mentions them must not keep them alive.
class PlanTypeNames final : public TypeEnvironment {
 public:
  TypePointer find_type(std::string_view name) override {
    for (const Made& made : kMade) {
      if (made.type == name) {
        return object_type(std::string(name));
      }
    }
    return {};
  }
};

Pointer<const ObjectType> definition_of(const Made& made) {
  return runtime::make<const ObjectType>(std::string(made.type), [text = made.definition] {
    const auto source = std::make_shared<const lang::Source>("<type>", "Object[" + std::string(text) + "]");
    const lang::ProgramPointer program = lang::parse_type_expression(source);
    PlanTypeNames names;
    return parameter_from_node(*object_initializer(*program->body), source, names);
  });
}

}  // namespace

ObjectConstructor plan_constructor(std::string_view type, const Environment& environment) {
  for (const Made& made : kMade) {
    if (made.type == type) {
      return [&made, &environment, definition = definition_of(made)](std::span<const Value> arguments) {
        const Value given = construct_object(*definition, arguments);
        return made.make(*given.as<ObjectInstance>(), environment);
      };
    }
  }
  return {};
}

}  // namespace volley::runtime
