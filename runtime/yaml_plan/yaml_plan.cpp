#include "runtime/yaml_plan/yaml_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/text.hpp"
#include "runtime/yaml_plan/key_text.hpp"
#include "runtime/yaml_plan/step_check.hpp"

namespace volley::runtime {
namespace {

constexpr std::string_view kPlanKeys[] = {"parameters", "private", "steps", "return", "version", "description"};
constexpr std::string_view kParameterKeys[] = {"type", "default", "description"};

class Reader {
 public:
  Reader(std::string name, const YamlInput& input) {
    plan_.name = std::move(name);
    plan_.source = std::make_shared<const lang::Source>(input.name, input.text);
    plan_.root = std::make_shared<const YamlNode>(parse_yaml_tree(input));
  }

  YamlPlan read() {
    const YamlNode& root = *plan_.root;
    if (!root.is_map()) {
      refuse(root, fmt::format("The data loaded from {} does not contain an object - its type is {}",
                               plan_.source->name(), ruby_class(root)));
    }
    if (const YamlNode* description = root.find("description"); description != nullptr && description->counts()) {
      plan_.description = to_text(description->data());
    }
    read_parameters();
    read_visibility();
    if (const std::string unknown = inspect_keys(keys_besides(root, kPlanKeys)); !unknown.empty()) {
      refuse(root, fmt::format("Plan contains illegal key(s) {}", unknown));
    }
    read_steps();
    plan_.result = root.find("return");
    return std::move(plan_);
  }

 private:
  [[noreturn]] void refuse(const YamlNode& node, std::string message) const {
    refuse_yaml_plan({plan_.source, {node.offset, node.offset}}, std::move(message));
  }

  void read_visibility() {
    const YamlNode* visibility = plan_.root->find("private");
    if (visibility == nullptr || visibility->data().is_undef()) {
      return;
    }
    if (!visibility->is_scalar() || !visibility->value.is_boolean()) {
      refuse(*visibility,
             fmt::format("Plan {} key 'private' must be a boolean, received: {}", plan_.name, inspect(*visibility)));
    }
    plan_.has_visibility = true;
    plan_.is_private = visibility->value.as_boolean();
  }

  void read_parameters() {
    const YamlNode* parameters = plan_.root->find("parameters");
    if (parameters == nullptr) {
      return;
    }
    if (!parameters->is_map()) {
      refuse(*parameters, "Plan parameters must be a Hash");
    }
    for (std::size_t at = 0; at + 1 < parameters->items.size(); at += 2) {
      read_parameter(parameters->items[at], parameters->items[at + 1]);
    }
  }

  void read_parameter(const YamlNode& key, const YamlNode& definition) {
    if (!key.is_text() || !is_variable_name(key.text)) {
      refuse(key, fmt::format("Invalid parameter name {}", inspect(key)));
    }
    YamlParameter parameter;
    parameter.name = key.text;
    parameter.offset = key.offset;
    if (definition.counts() && !definition.is_map()) {
      refuse(definition, fmt::format("Plan parameter {} must be a Hash", inspect(key)));
    }
    if (const std::string unknown = inspect_keys(keys_besides(definition, kParameterKeys)); !unknown.empty()) {
      refuse(definition, fmt::format("Plan parameter {} contains illegal key(s) {}", inspect(key), unknown));
    }
    parameter.type = definition.find("type");
    if (parameter.type != nullptr && !parameter.type->is_text()) {
      parameter.type = parameter.type->counts() ? parameter.type : nullptr;
      if (parameter.type != nullptr) {
        refuse(*parameter.type, fmt::format("The type of the plan parameter {} must be a String", inspect(key)));
      }
    }
    parameter.default_value = definition.find("default");
    if (parameter.default_value != nullptr && parameter.default_value->data().is_undef()) {
      parameter.default_value = nullptr;
    }
    if (const YamlNode* description = definition.find("description"); description != nullptr && description->counts()) {
      parameter.description = to_text(description->data());
    }
    plan_.parameters.push_back(std::move(parameter));
  }

  void read_steps() {
    const YamlNode* steps = plan_.root->find("steps");
    if (steps == nullptr || !steps->is_sequence()) {
      refuse(steps == nullptr ? *plan_.root : *steps, "Plan must specify an array of steps");
    }
    std::set<std::string> names;
    for (const YamlParameter& parameter : plan_.parameters) {
      names.insert(parameter.name);
    }
    for (const YamlNode& body : steps->items) {
      YamlStep step;
      step.body = &body;
      step.number = plan_.steps.size() + 1;
      if (!body.is_map()) {
        refuse(body, fmt::format("Parse error in step number {}: Plan step must be an object with valid step keys.",
                                 step.number));
      }
      check_step(plan_.source, step);
      if (!step.name.empty() && !names.insert(step.name).second) {
        refuse_step(plan_.source, step, fmt::format("Duplicate step name or parameter detected: \"{}\"", step.name));
      }
      plan_.steps.push_back(std::move(step));
    }
  }

  YamlPlan plan_;
};

}  // namespace

YamlPlan read_yaml_plan(std::string name, const YamlInput& input) { return Reader(std::move(name), input).read(); }

void refuse_yaml_plan(const lang::Place& place, std::string message) {
  lang::Place in_yaml = place;
  if (place.known() && !place.written()) {
    const std::uint32_t begin = place.source->original_offset(place.span.begin);
    in_yaml = {place.source->original(), {begin, begin}};
  }
  throw PlanError(make<const ErrorValue>("bolt/invalid-plan", std::move(message)), in_yaml);
}

}  // namespace volley::runtime
