#include "runtime/project/task.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kKnownKeys[] = {
    "description", "parameters",      "input_method", "supports_noop", "private",
    "remote",      "implementations", "files",        "extensions",    "puppet_task_version"};

bool is_task_name(std::string_view name) {
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool is_executable_file(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension != ".json" && extension != ".conf" && extension != ".md";
}

[[noreturn]] void refuse(std::string_view kind, std::string message) {
  throw PlanError("puppet.tasks/" + std::string(kind), std::move(message));
}

std::string metadata_text(const ModulePath& modules, const std::string& file) {
  if (const auto content = modules.built_in_content(file)) {
    return std::string(*content);
  }
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    refuse("unreadable-metadata", "Error reading metadata: " + file);
  }
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Hash read_metadata(const ModulePath& modules, const std::string& file) {
  const std::string text = metadata_text(modules, file);
  try {
    const Value data = parse_json(text);
    if (data.is_hash()) {
      return data.as_hash();
    }
  } catch (const JsonError& error) {
    refuse("unparseable-metadata", fmt::format("{}: {}", file, error.what()));
  }
  refuse("invalid-metadata", "Task metadata must be an object: " + file);
}

std::vector<std::string> text_list(const Value& value, std::string_view key, const std::string& task) {
  std::vector<std::string> texts;
  if (!value.is_undef() && !value.is_array()) {
    refuse("invalid-metadata", fmt::format("Task metadata for task {} does not specify {} as an array", task, key));
  }
  for (const Value& item : value.is_array() ? value.as_array() : Values{}) {
    texts.push_back(to_text(item));
  }
  return texts;
}

InputMethod input_method_of(const Value& value, const std::string& task) {
  if (value.is_undef()) {
    return InputMethod::Both;
  }
  const std::string name = to_text(value);
  if (name == "stdin") {
    return InputMethod::Stdin;
  }
  if (name == "environment") {
    return InputMethod::Environment;
  }
  if (name == "powershell") {
    return InputMethod::PowerShell;
  }
  if (name != "both") {
    refuse("invalid-metadata", fmt::format("Unknown input_method '{}' of task {}", name, task));
  }
  return InputMethod::Both;
}

void read_parameters(Task& task) {
  const Value given = task.metadata.get("parameters");
  if (given.is_undef()) {
    return;
  }
  if (!given.is_hash()) {
    refuse("invalid-metadata", "Task metadata for task " + task.name + " does not specify parameters as a hash");
  }
  task.parameters.emplace();
  for (const auto& [name, value] : given.as_hash()) {
    TaskParameter parameter;
    parameter.name = to_text(name);
    if (value.is_hash()) {
      const Hash& options = value.as_hash();
      if (options.get("type").is_string()) {
        parameter.type = options.get("type").as_string();
      }
      parameter.description = to_text(options.get("description"));
      if (const Value* fallback = options.find("default")) {
        parameter.default_value = *fallback;
      }
      parameter.sensitive = options.get("sensitive").truthy();
    }
    task.parameters->push_back(std::move(parameter));
  }
}

void add_implementation(Task& task, const Hash& options, const std::string& path) {
  TaskImplementation implementation;
  implementation.name = fs::path(path).filename().string();
  implementation.path = path;
  implementation.requirements = text_list(options.get("requirements"), "requirements", task.name);
  const Value own = options.get("input_method");
  implementation.input_method = input_method_of(own.is_undef() ? task.metadata.get("input_method") : own, task.name);
  implementation.files = text_list(task.metadata.get("files"), "files", task.name);
  for (std::string& file : text_list(options.get("files"), "files", task.name)) {
    implementation.files.push_back(std::move(file));
  }
  task.implementations.push_back(std::move(implementation));
}

void read_implementations(Task& task, const std::vector<std::string>& files, const std::vector<std::string>& own) {
  const Value listed = task.metadata.get("implementations");
  if (!listed.is_array()) {
    if (own.empty()) {
      refuse("no-implementation", "No source besides task metadata was found in directory " + task.module_directory +
                                      "/tasks for task " + task.name);
    }
    if (own.size() > 1) {
      refuse("multiple-implementations",
             "Multiple executables were found in directory " + task.module_directory + "/tasks for task " + task.name);
    }
    add_implementation(task, {}, own.front());
    return;
  }
  for (const Value& item : listed.as_array()) {
    const std::string name = item.is_hash() ? to_text(item.as_hash().get("name")) : std::string();
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const std::string& path) { return fs::path(path).filename() == name; });
    if (file == files.end()) {
      refuse("missing-implementation",
             fmt::format("Task metadata for task {} specifies missing implementation {}", task.name, name));
    }
    add_implementation(task, item.as_hash(), *file);
  }
}

void warn_unknown(const Task& task, std::vector<Warning>& warnings) {
  std::string unknown;
  for (const auto& [key, value] : task.metadata) {
    const std::string name = to_text(key);
    if (std::find(std::begin(kKnownKeys), std::end(kKnownKeys), name) == std::end(kKnownKeys)) {
      unknown += (unknown.empty() ? "" : ", ") + name;
    }
  }
  if (!unknown.empty()) {
    warnings.push_back(
        {"unknown_task_metadata_keys",
         fmt::format("Metadata for task '{}' contains unknown keys: {}. This could be a typo in the task "
                     "metadata or might result in incorrect behavior.",
                     task.name, unknown)});
  }
}

}  // namespace

const TaskParameter* Task::find_parameter(std::string_view parameter) const {
  if (!parameters) {
    return nullptr;
  }
  const auto found = std::find_if(parameters->begin(), parameters->end(),
                                  [&](const TaskParameter& candidate) { return candidate.name == parameter; });
  return found == parameters->end() ? nullptr : &*found;
}

std::shared_ptr<const Task> find_task(ModulePath& modules, std::string_view name, std::vector<Warning>& warnings) {
  const std::size_t mark = name.find("::");
  const std::string module(name.substr(0, mark));
  const std::string base = mark == std::string_view::npos ? "init" : std::string(name.substr(mark + 2));
  const auto directory = modules.module_directory(module);
  if (!directory || !is_task_name(base)) {
    return nullptr;
  }
  const std::vector<std::string>& files = modules.task_files(module);
  std::vector<std::string> own;
  std::string metadata_file;
  for (const std::string& file : files) {
    const fs::path path(file);
    if (path.stem() != base) {
      continue;
    }
    if (path.extension() == ".json") {
      metadata_file = file;
    } else if (is_executable_file(path)) {
      own.push_back(file);
    }
  }
  if (metadata_file.empty() && own.empty()) {
    return nullptr;
  }
  auto task = std::make_shared<Task>();
  task->name = std::string(base == "init" ? std::string_view(module) : name);
  task->module = module;
  task->module_directory = *directory;
  task->metadata = metadata_file.empty() ? Hash() : read_metadata(modules, metadata_file);
  task->description = to_text(task->metadata.get("description"));
  task->supports_noop = task->metadata.get("supports_noop").truthy();
  task->is_private = task->metadata.get("private").truthy();
  task->remote = task->metadata.get("remote").truthy();
  read_parameters(*task);
  read_implementations(*task, files, own);
  warn_unknown(*task, warnings);
  return task;
}

std::vector<std::string> task_names(ModulePath& modules) {
  std::set<std::string> names;
  for (const auto& [module, directory] : modules.modules()) {
    for (const std::string& file : modules.task_files(module)) {
      const fs::path path(file);
      const std::string stem = path.stem().string();
      if (is_task_name(stem) && (is_executable_file(path) || path.extension() == ".json")) {
        names.insert(stem == "init" ? module : module + "::" + stem);
      }
    }
  }
  return {names.begin(), names.end()};
}

void throw_unknown_task(std::string_view name, std::string_view program, std::string hint) {
  PlanError error("bolt/unknown-task",
                  fmt::format("Could not find a task named '{}'. For a list of available tasks, run '{} task show'.",
                              name, program));
  error.set_hint(std::move(hint));
  throw error;
}

const TaskImplementation* select_implementation(const Task& task, const std::set<std::string>& features) {
  for (const TaskImplementation& implementation : task.implementations) {
    const auto& needed = implementation.requirements;
    if (std::all_of(needed.begin(), needed.end(), [&](const std::string& name) { return features.contains(name); })) {
      return &implementation;
    }
  }
  return nullptr;
}

}  // namespace volley::runtime
