#include "cli/commands/plan_sheet.hpp"

#include "cli/commands/comment_documentation.hpp"
#include "runtime/project/project.hpp"
#include "runtime/value/text.hpp"
#include "runtime/yaml_plan/convert.hpp"
#include "runtime/yaml_plan/key_text.hpp"
#include "runtime/yaml_plan/yaml_plan.hpp"

namespace volley::cli {
namespace {

using runtime::Value;
using Plan = runtime::Loaded<lang::PlanDefinition>;

std::string source_text(const Plan& plan, const lang::Node& node) {
  const std::string_view text = plan.program->source->text();
  return std::string(text.substr(node.span.begin, node.span.end - node.span.begin));
}

PlanSheet language_sheet(const Plan& plan) {
  const Documentation documentation = documentation_above(*plan.program, *plan.definition);
  PlanSheet sheet;
  sheet.name = plan.definition->name;
  sheet.summary = documentation.summary;
  sheet.text = documentation.text;
  sheet.is_private = documentation.is_private;
  for (const lang::Parameter& declared : plan.definition->parameters) {
    PlanSheet::Parameter parameter;
    parameter.name = declared.name;
    parameter.type = declared.type == nullptr ? "Any" : source_text(plan, *declared.type);
    parameter.required = declared.default_value == nullptr;
    if (!parameter.required) {
      parameter.default_text = source_text(plan, *declared.default_value);
      parameter.default_value = Value(parameter.default_text);
    }
    const auto words = documentation.parameters.find(parameter.name);
    parameter.description = words == documentation.parameters.end() ? "" : words->second;
    sheet.parameters.push_back(std::move(parameter));
  }
  return sheet;
}

PlanSheet yaml_sheet(const runtime::YamlPlan& plan) {
  PlanSheet sheet;
  sheet.name = plan.name;
  sheet.text = plan.description;
  sheet.is_private = plan.is_private;
  for (const runtime::YamlParameter& declared : plan.parameters) {
    PlanSheet::Parameter parameter;
    parameter.name = declared.name;
    parameter.type = declared.type == nullptr ? "Any" : runtime::printed_type(*declared.type);
    parameter.required = declared.default_value == nullptr;
    if (!parameter.required) {
      const runtime::YamlNode& value = *declared.default_value;
      parameter.default_value = value.data();
      parameter.default_text = value.is_scalar() ? runtime::to_text(value.value) : runtime::inspect(value);
    }
    parameter.description = declared.description;
    sheet.parameters.push_back(std::move(parameter));
  }
  return sheet;
}

}  // namespace

std::string PlanSheet::description() const { return summary + (summary.empty() || text.empty() ? "" : "\n\n") + text; }

PlanSheet plan_sheet(Session& session, const std::string& name) {
  const Plan plan = session.engine().find_plan(name);
  if (const auto yaml = session.workspace().modules().yaml_plan_file(name)) {
    return yaml_sheet(runtime::read_yaml_plan(name, {*yaml, runtime::read_file(*yaml, "plan"), {}}));
  }
  return language_sheet(plan);
}

}  // namespace volley::cli
