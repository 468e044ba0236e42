// module show, module install
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/commands/commands.hpp"
#include "cli/report/sections.hpp"
#include "cli/session.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/project/project.hpp"
#include "runtime/project/task.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::cli {
namespace {

namespace fs = std::filesystem;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

constexpr std::string_view kManagedFolder = "/.modules";
constexpr std::string_view kManagedTitle = "Project Dependencies";

struct Module {
  std::string short_name;
  std::string name;  // with its author: "puppetlabs/stdlib"
  Value version;
  std::string path;
  Hash metadata;
};

// What does not hold a metadata.json that can be read has no metadata.
Hash metadata_in(const std::string& folder) {
  const std::string file = folder + "/metadata.json";
  std::error_code error;
  if (!fs::exists(file, error)) {
    return {};
  }
  try {
    const Value data = runtime::parse_json(runtime::read_file(file, "metadata"));
    return data.is_hash() ? data.as_hash() : Hash();
  } catch (const std::exception&) {
    return {};
  }
}

Module module_at(const std::string& short_name, const std::string& path) {
  Module module{short_name, short_name, {}, path, metadata_in(path)};
  if (const Value name = module.metadata.get("name"); name.is_string()) {
    module.name = name.as_string();
    std::replace(module.name.begin(), module.name.end(), '-', '/');
  }
  module.version = module.metadata.get("version");
  return module;
}

std::vector<Module> modules_in(const std::string& directory) {
  std::map<std::string, std::string> found;
  std::error_code error;
  for (fs::directory_iterator item(directory, error), end; !error && item != end; item.increment(error)) {
    std::error_code ignored;
    const std::string name = item->path().filename().string();
    if (item->is_directory(ignored) && !name.empty() && name[0] >= 'a' && name[0] <= 'z') {
      found.emplace(name, item->path().string());
    }
  }
  std::vector<Module> modules;
  for (const auto& [name, path] : found) {
    modules.push_back(module_at(name, path));
  }
  return modules;
}

std::string table(const std::vector<std::pair<std::string, std::string>>& rows) {
  std::size_t width = 0;
  for (const auto& [name, text] : rows) {
    width = std::max(width, name.size());
  }
  std::string lines;
  for (const auto& [name, text] : rows) {
    lines += text.empty() ? name + "\n" : fmt::format("{:<{}}  {}\n", name, width + 1, text);
  }
  return lines;
}

std::string list_text(const std::vector<Module>& modules, bool managed) {
  if (modules.empty()) {
    return "(no modules installed)";
  }
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Module& module : modules) {
    const std::string missing = managed ? "(built-in)" : "(no metadata)";
    rows.emplace_back(module.name, module.version.is_undef() ? missing : runtime::to_text(module.version));
  }
  return table(rows);
}

int list_modules(Session& session) {
  Sections sections;
  Hash data;
  for (const std::string& directory : session.workspace().modules().directories()) {
    const std::vector<Module> modules = modules_in(directory);
    const bool managed = directory == session.project().path() + std::string(kManagedFolder);
    Values entries;
    for (const Module& module : modules) {
      Hash entry{{"name", module.name}, {"version", module.version}};
      if (managed) {
        entry.set("internal_module_group", kManagedTitle);
      }
      entries.push_back(Value(std::move(entry)));
    }
    sections.add(managed && !modules.empty() ? std::string(kManagedTitle) : directory, list_text(modules, managed));
    data.set(directory, Value(std::move(entries)));
  }
  sections.add("Additional information", "Use 'volley module show <MODULE>' to view details for a specific module.");
  session.output().document(sections.text(), Value(std::move(data)));
  return 0;
}

bool belongs_to(std::string_view name, std::string_view module) {
  return name == module || name.starts_with(std::string(module) + "::");
}

Values named(const std::vector<std::string>& names) {
  Values list;
  for (const std::string& name : names) {
    list.push_back(Value(name));
  }
  return list;
}

Module find_module(Session& session, const std::string& wanted) {
  std::string name = wanted;
  std::replace(name.begin(), name.end(), '-', '/');
  const std::string short_name = name.substr(name.find('/') == std::string::npos ? 0 : name.find('/') + 1);
  if (const auto path = session.workspace().modules().module_directory(short_name)) {
    Module module = module_at(short_name, *path);
    if (module.name == name || module.short_name == name) {
      return module;
    }
  }
  throw runtime::PlanError("bolt/unknown-module", fmt::format("Could not find module '{}' on the modulepath.", name));
}

std::string dependencies(const Hash& metadata) {
  const Value list = metadata.get("dependencies");
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Value& item : list.is_array() ? list.as_array() : Values()) {
    if (item.is_hash()) {
      rows.emplace_back(runtime::to_text(item.as_hash().get("name")),
                        runtime::to_text(item.as_hash().get("version_requirement")));
    }
  }
  return table(rows);
}

std::string systems(const Hash& metadata) {
  const Value list = metadata.get("operatingsystem_support");
  std::vector<std::pair<std::string, std::string>> rows;
  for (const Value& item : list.is_array() ? list.as_array() : Values()) {
    if (item.is_hash()) {
      const Value releases = item.as_hash().get("operatingsystemrelease");
      std::vector<std::string> names;
      for (const Value& release : releases.is_array() ? releases.as_array() : Values()) {
        names.push_back(runtime::to_text(release));
      }
      rows.emplace_back(runtime::to_text(item.as_hash().get("operatingsystem")),
                        fmt::format("{}", fmt::join(names, ", ")));
    }
  }
  return table(rows);
}

int show_one(Session& session) {
  const Module module = find_module(session, session.object());
  std::vector<std::string> tasks;
  for (const std::string& task : runtime::task_names(session.workspace().modules())) {
    if (belongs_to(task, module.short_name)) {
      tasks.push_back(task);
    }
  }
  std::vector<std::string> plans;
  for (const auto& [plan, file] : session.workspace().modules().plans()) {
    if (belongs_to(plan, module.short_name)) {
      plans.push_back(plan);
    }
  }
  Sections sections;
  const Value summary = module.metadata.get("summary");
  const std::string version = runtime::to_text(module.version);
  sections.add_text(module.name + (version.empty() ? "" : fmt::format(" [{}]", version)),
                    summary.is_string() ? summary.as_string() : "No description available.");
  const auto add = [&sections](std::string_view title, const std::string& text) {
    if (!text.empty()) {
      sections.add(title, text);
    }
  };
  add("Tasks", fmt::format("{}", fmt::join(tasks, "\n")));
  add("Plans", fmt::format("{}", fmt::join(plans, "\n")));
  add("Operating system support", systems(module.metadata));
  add("Dependencies", dependencies(module.metadata));
  add("Path", module.path);
  session.output().document(sections.text(), Value(Hash{{"name", module.name},
                                                        {"metadata", Value(module.metadata)},
                                                        {"path", module.path},
                                                        {"plans", named(plans)},
                                                        {"tasks", named(tasks)}}));
  return 0;
}

}  // namespace

int show_modules(Session& session) {
  return session.arguments().operands().empty() ? list_modules(session) : show_one(session);
}

int install_modules(Session& session) {
  const Value declared = session.project().setting("modules");
  if (!declared.is_array() || declared.as_array().empty()) {
    session.output().message(
        fmt::format("Project configuration file {} does not specify any module dependencies. Nothing to do.",
                    session.project().file("bolt-project.yaml")));
    return 0;
  }
  throw UsageError(
      "Modules cannot be fetched from the Forge or from git yet. Put them into the folder '.modules' or 'modules' of "
      "the project");
}

}  // namespace volley::cli
