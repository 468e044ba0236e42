#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/commands/name_list.hpp"
#include "cli/report/sections.hpp"
#include "cli/session.hpp"
#include "runtime/project/task.hpp"
#include "runtime/value/json.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Task;
using runtime::TaskParameter;
using runtime::Value;
using runtime::Values;

constexpr std::size_t kUsageWidth = 78;

std::vector<TaskParameter> sorted_parameters(const Task& task) {
  std::vector<TaskParameter> parameters = task.parameters.value_or(std::vector<TaskParameter>{});
  std::sort(parameters.begin(), parameters.end(),
            [](const TaskParameter& a, const TaskParameter& b) { return a.name < b.name; });
  return parameters;
}

bool is_required(const TaskParameter& parameter) {
  return !parameter.type.starts_with("Optional") && !parameter.default_value;
}

std::string usage(const Task& task) {
  std::string text = fmt::format("volley task run {} --targets <targets>", task.name);
  text += task.supports_noop ? " [--noop]" : "";
  for (const TaskParameter& parameter : sorted_parameters(task)) {
    const bool required = is_required(parameter);
    text += required ? fmt::format(" {}=<value>", parameter.name) : fmt::format(" [{}=<value>]", parameter.name);
  }
  return wrap_words(text, kUsageWidth);
}

std::string parameter_text(const Task& task) {
  std::string text;
  for (const TaskParameter& parameter : sorted_parameters(task)) {
    text += text.empty() ? "" : "\n";
    text += fmt::format("{}  {}\n", parameter.name, parameter.type);
    text += parameter.description.empty() ? "" : fmt::format("  {}\n", parameter.description);
    text += parameter.default_value ? fmt::format("  Default: {}\n", runtime::to_json(*parameter.default_value)) : "";
  }
  return text;
}

int show_one(Session& session) {
  const auto task = session.engine().find_task(session.object());
  Sections sections;
  sections.add_text(task->name, task->description.empty() ? "No description available." : task->description);
  sections.add("Usage", usage(*task));
  if (task->parameters && !task->parameters->empty()) {
    sections.add("Parameters", parameter_text(*task));
  }
  sections.add("Module", runtime::BuiltInModules::shown(task->module_directory));
  Values files;
  for (const auto& implementation : task->implementations) {
    files.push_back(Value(Hash{{"name", implementation.name}, {"path", implementation.path}}));
  }
  session.output().document(sections.text(),
                            Value(Hash{{"name", task->name},
                                       {"files", std::move(files)},
                                       {"metadata", task->metadata},
                                       {"module_dir", runtime::BuiltInModules::shown(task->module_directory)}}));
  return 0;
}

}  // namespace

int show_tasks(Session& session) {
  if (!session.arguments().operands().empty()) {
    return show_one(session);
  }
  NameList list("task");
  for (const std::string& name : runtime::task_names(session.workspace().modules())) {
    if (passes_filter(session, "tasks", name)) {
      const auto task = session.engine().find_task(name);
      if (!task->is_private) {
        list.add(name, task->description);
      }
    }
  }
  list.show(session);
  return 0;
}

}  // namespace volley::cli
