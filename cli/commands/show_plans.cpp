// plan show
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/commands/name_list.hpp"
#include "cli/commands/plan_sheet.hpp"
#include "cli/report/sections.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;

std::vector<PlanSheet::Parameter> sorted_parameters(const PlanSheet& plan) {
  std::vector<PlanSheet::Parameter> parameters = plan.parameters;
  std::sort(parameters.begin(), parameters.end(),
            [](const PlanSheet::Parameter& a, const PlanSheet::Parameter& b) { return a.name < b.name; });
  return parameters;
}

std::string usage(const PlanSheet& plan) {
  std::string text = fmt::format("volley plan run {}", plan.name);
  for (const PlanSheet::Parameter& parameter : sorted_parameters(plan)) {
    text += fmt::format(fmt::runtime(parameter.required ? " {}=<value>" : " [{}=<value>]"), parameter.name);
  }
  return wrap_words(text, 78);
}

std::string parameter_text(const PlanSheet& plan) {
  std::string text;
  for (const PlanSheet::Parameter& parameter : sorted_parameters(plan)) {
    text += text.empty() ? "" : "\n";
    text += fmt::format("{}  {}\n", parameter.name, parameter.type);
    text += parameter.description.empty() ? "" : fmt::format("  {}\n", parameter.description);
    text += parameter.required ? "" : fmt::format("  Default: {}\n", parameter.default_text);
  }
  return text;
}

Value parameter_data(const PlanSheet& plan) {
  Hash parameters;
  for (const PlanSheet::Parameter& parameter : plan.parameters) {
    Hash data{{"type", parameter.type}, {"sensitive", parameter.type.starts_with("Sensitive")}};
    if (!parameter.required) {
      data.set("default_value", parameter.default_value);
    }
    if (!parameter.description.empty()) {
      data.set("description", parameter.description);
    }
    parameters.set(parameter.name, Value(std::move(data)));
  }
  return Value(std::move(parameters));
}

Value text_or_undef(const std::string& text) { return text.empty() ? Value() : Value(text); }

int show_one(Session& session) {
  const PlanSheet plan = plan_sheet(session, session.object());
  const auto directory =
      session.workspace().modules().module_directory(std::string_view(plan.name).substr(0, plan.name.find("::")));
  const std::string description = plan.description();
  Sections sections;
  sections.add_text(plan.name, description.empty() ? "No description available." : description);
  sections.add("Usage", usage(plan));
  if (!plan.parameters.empty()) {
    sections.add("Parameters", parameter_text(plan));
  }
  const std::string shown_directory = runtime::BuiltInModules::shown(directory.value_or(""));
  sections.add("Module", shown_directory);
  session.output().document(sections.text(), Value(Hash{{"name", plan.name},
                                                        {"description", text_or_undef(plan.headline())},
                                                        {"parameters", parameter_data(plan)},
                                                        {"private", plan.is_private},
                                                        {"summary", text_or_undef(plan.summary)},
                                                        {"docstring", text_or_undef(plan.text)},
                                                        {"module_dir", shown_directory}}));
  return 0;
}

// A plan that cannot be loaded is still listed: `plan show NAME` says what is wrong with it.
PlanSheet listed_sheet(Session& session, const std::string& name) {
  try {
    return plan_sheet(session, name);
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
      const PlanSheet plan = listed_sheet(session, name);
      if (!plan.is_private) {
        list.add(name, plan.headline());
      }
    }
  }
  list.show(session);
  return 0;
}

}  // namespace volley::cli
