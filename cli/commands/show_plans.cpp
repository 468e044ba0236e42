#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/commands/comment_documentation.hpp"
#include "cli/commands/name_list.hpp"
#include "cli/report/sections.hpp"
#include "cli/session.hpp"
#include "lang/diagnostic.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;
using runtime::Values;
using Plan = runtime::Loaded<lang::PlanDefinition>;

std::string source_text(const Plan& plan, const lang::Node& node) {
  const std::string_view text = plan.program->source->text();
  return std::string(text.substr(node.span.begin, node.span.end - node.span.begin));
}

std::string type_text(const Plan& plan, const lang::Parameter& parameter) {
  return parameter.type == nullptr ? "Any" : source_text(plan, *parameter.type);
}

std::vector<lang::Parameter> sorted_parameters(const Plan& plan) {
  std::vector<lang::Parameter> parameters(plan.definition->parameters.begin(), plan.definition->parameters.end());
  std::sort(parameters.begin(), parameters.end(),
            [](const lang::Parameter& a, const lang::Parameter& b) { return a.name < b.name; });
  return parameters;
}

std::string usage(const Plan& plan) {
  std::string text = fmt::format("volley plan run {}", plan.definition->name);
  for (const lang::Parameter& parameter : sorted_parameters(plan)) {
    const bool required = parameter.default_value == nullptr;
    text += required ? fmt::format(" {}=<value>", parameter.name) : fmt::format(" [{}=<value>]", parameter.name);
  }
  return wrap_words(text, 78);
}

std::string parameter_text(const Plan& plan, const Documentation& documentation) {
  std::string text;
  for (const lang::Parameter& parameter : sorted_parameters(plan)) {
    text += text.empty() ? "" : "\n";
    text += fmt::format("{}  {}\n", parameter.name, type_text(plan, parameter));
    const auto words = documentation.parameters.find(std::string(parameter.name));
    text += words == documentation.parameters.end() ? "" : fmt::format("  {}\n", words->second);
    text += parameter.default_value == nullptr
                ? ""
                : fmt::format("  Default: {}\n", source_text(plan, *parameter.default_value));
  }
  return text;
}

Value parameter_data(const Plan& plan, const Documentation& documentation) {
  Hash parameters;
  for (const lang::Parameter& parameter : plan.definition->parameters) {
    const std::string type = type_text(plan, parameter);
    Hash data{{"type", type}, {"sensitive", type.starts_with("Sensitive")}};
    if (parameter.default_value != nullptr) {
      data.set("default_value", source_text(plan, *parameter.default_value));
    }
    const auto words = documentation.parameters.find(std::string(parameter.name));
    if (words != documentation.parameters.end()) {
      data.set("description", words->second);
    }
    parameters.set(Value(parameter.name), Value(std::move(data)));
  }
  return Value(std::move(parameters));
}

Value text_or_undef(const std::string& text) { return text.empty() ? Value() : Value(text); }

int show_one(Session& session) {
  const Plan plan = session.engine().find_plan(session.object());
  const Documentation documentation = documentation_above(*plan.program, *plan.definition);
  const std::string name(plan.definition->name);
  const auto directory =
      session.workspace().modules().module_directory(std::string_view(name).substr(0, name.find("::")));
  const std::string description = documentation.description();
  Sections sections;
  sections.add_text(name, description.empty() ? "No description available." : description);
  sections.add("Usage", usage(plan));
  if (!plan.definition->parameters.empty()) {
    sections.add("Parameters", parameter_text(plan, documentation));
  }
  sections.add("Module", runtime::BuiltInModules::shown(directory.value_or("")));
  session.output().document(
      sections.text(), Value(Hash{{"name", name},
                                  {"description", text_or_undef(documentation.summary.empty() ? documentation.text
                                                                                              : documentation.summary)},
                                  {"parameters", parameter_data(plan, documentation)},
                                  {"private", documentation.is_private},
                                  {"summary", text_or_undef(documentation.summary)},
                                  {"docstring", text_or_undef(documentation.text)},
                                  {"module_dir", runtime::BuiltInModules::shown(directory.value_or(""))}}));
  return 0;
}

// A plan that cannot be loaded is still listed: `plan show NAME` says what is wrong with it.
Documentation documentation_of(Session& session, const std::string& name) {
  try {
    const Plan plan = session.engine().find_plan(name);
    return documentation_above(*plan.program, *plan.definition);
  } catch (const std::exception& error) {
    session.output().log(runtime::LogLevel::Warning,
                         fmt::format("Could not load the plan {}: {} [ID: plan_load_error]", name, error.what()));
    return {};
  }
}

}  // namespace

int show_plans(Session& session) {
  if (!session.arguments().operands().empty()) {
    return show_one(session);
  }
  NameList list("plan");
  for (const auto& [name, file] : session.workspace().modules().plans()) {
    if (passes_filter(session, "plans", name)) {
      const Documentation documentation = documentation_of(session, name);
      if (!documentation.is_private) {
        list.add(name, documentation.summary.empty() ? documentation.text : documentation.summary);
      }
    }
  }
  list.show(session);
  return 0;
}

}  // namespace volley::cli
