#include "runtime/project/module_path.hpp"

#include <algorithm>
#include <filesystem>
#include <span>

namespace volley::runtime {
namespace {

namespace fs = std::filesystem;

bool is_module_name(std::string_view name) {
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z' && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::vector<std::string> segments_of(std::string_view name) {
  std::vector<std::string> segments;
  while (true) {
    const std::size_t mark = name.find("::");
    segments.emplace_back(name.substr(0, mark));
    if (mark == std::string_view::npos) {
      return segments;
    }
    name.remove_prefix(mark + 2);
  }
}

using Extensions = std::span<const std::string_view>;
constexpr std::string_view kLanguage[] = {".pp"};
constexpr std::string_view kLanguageOrYaml[] = {".pp", ".yaml"};

// Files below `folder`, links followed once: a folder that links to a parent must not be walked for ever.
template <typename Found>
void walk(const fs::path& folder, Extensions extensions, const std::string& prefix, int depth, Found found) {
  std::error_code error;
  if (depth > 20) {
    return;
  }
  for (fs::directory_iterator item(folder, error), end; !error && item != end; item.increment(error)) {
    std::error_code ignored;
    const std::string stem = item->path().stem().string();
    if (item->is_directory(ignored) && is_module_name(stem)) {
      walk(item->path(), extensions, prefix + "::" + stem, depth + 1, found);
    } else if (std::find(extensions.begin(), extensions.end(), item->path().extension()) != extensions.end() &&
               is_module_name(stem)) {
      found(depth == 0 && stem == "init" ? prefix : prefix + "::" + stem, item->path().string());
    }
  }
}

// The same below a folder of a built-in module.
template <typename Found>
void walk_built_in(const BuiltInModules& modules, const std::string& folder, const std::string& prefix, Found found) {
  for (const std::string& file : modules.files_below(folder)) {
    const fs::path below = fs::path(file.substr(folder.size() + 1));
    std::string name = prefix;
    for (const fs::path& part : below.parent_path()) {
      name += "::" + part.string();
    }
    const bool init = below == "init.pp";
    if (below.extension() == ".pp") {
      found(init ? prefix : name + "::" + below.stem().string(), file);
    }
  }
}

// The first letter of each part of a name.
std::string with_capitals(std::string name) {
  for (std::size_t at = 0; at < name.size(); ++at) {
    const bool starts = at == 0 || (at >= 2 && name[at - 1] == ':' && name[at - 2] == ':');
    name[at] = starts && name[at] >= 'a' && name[at] <= 'z' ? static_cast<char>(name[at] - 'a' + 'A') : name[at];
  }
  return name;
}

}  // namespace

const std::map<std::string, std::string, std::less<>>& ModulePath::modules() {
  if (listed_) {
    return modules_;
  }
  listed_ = true;
  if (!options_.project_name.empty()) {
    modules_.emplace(options_.project_name, options_.project_directory);
  }
  for (const std::string& directory : options_.directories) {
    std::error_code error;
    for (fs::directory_iterator item(directory, error), end; !error && item != end; item.increment(error)) {
      std::error_code ignored;
      std::string name = item->path().filename().string();
      if (is_module_name(name) && item->is_directory(ignored)) {
        modules_.emplace(std::move(name), item->path().string());
      }
    }
  }
  for (const std::string& name : options_.built_in.names()) {
    modules_.emplace(name, BuiltInModules::directory(name));
  }
  return modules_;
}

bool ModulePath::has_file(const std::string& path) const {
  return BuiltInModules::holds(path) ? options_.built_in.is_file(path) : is_file(path);
}

std::optional<std::string> ModulePath::module_directory(std::string_view module) {
  const auto found = modules().find(module);
  return found == modules_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> ModulePath::definition_file(std::string_view name, std::string_view folder, bool has_init,
                                                       std::string_view extension) {
  const std::vector<std::string> segments = segments_of(name);
  const auto directory = module_directory(segments.front());
  if (!directory || !std::all_of(segments.begin(), segments.end(), is_module_name)) {
    return std::nullopt;
  }
  if (segments.size() == 1 && !has_init) {
    return std::nullopt;
  }
  fs::path path = fs::path(*directory) / folder;
  for (std::size_t i = 1; i < segments.size(); ++i) {
    path /= segments[i];
  }
  if (segments.size() == 1) {
    path /= "init";
  }
  path += extension;
  return has_file(path.string()) ? std::optional(path.string()) : std::nullopt;
}

std::optional<std::string> ModulePath::plan_file(std::string_view name) { return definition_file(name, "plans", true); }

std::optional<std::string> ModulePath::yaml_plan_file(std::string_view name) {
  return definition_file(name, "plans", true, ".yaml");
}

std::optional<std::string> ModulePath::function_file(std::string_view name) {
  return definition_file(name, "functions", false);
}

std::optional<std::string> ModulePath::ruby_function_file(std::string_view name) {
  const std::vector<std::string> segments = segments_of(name);
  if (!std::all_of(segments.begin(), segments.end(), is_module_name)) {
    return std::nullopt;
  }
  fs::path below;
  for (const std::string& segment : segments) {
    below /= segment;
  }
  below += ".rb";
  for (const auto& [module, directory] : modules()) {
    for (const char* folder : {"lib/puppet/functions", "lib/puppet/parser/functions"}) {
      const std::string path = (fs::path(directory) / folder / below).string();
      if ((segments.size() == 1 || segments.front() == module) && has_file(path)) {
        return path;
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> ModulePath::type_file(std::string_view name) {
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return definition_file(lower, "types", false);
}

std::optional<std::string> ModulePath::find_file(std::string_view reference) {
  std::error_code error;
  const fs::path path{std::string(reference)};
  if (path.is_absolute()) {
    return fs::exists(path, error) ? std::optional(path.string()) : std::nullopt;
  }
  const std::size_t slash = reference.find('/');
  const auto directory = module_directory(reference.substr(0, slash));
  if (!directory) {
    return std::nullopt;
  }
  const fs::path rest{slash == std::string_view::npos ? std::string() : std::string(reference.substr(slash + 1))};
  for (const fs::path& candidate : {fs::path(*directory) / "files" / rest, fs::path(*directory) / rest}) {
    if (!rest.empty() && fs::exists(candidate, error)) {
      return candidate.string();
    }
  }
  return rest.empty() ? directory : std::nullopt;
}

std::map<std::string, std::string> ModulePath::definitions(std::string_view folder, bool has_init) {
  std::map<std::string, std::string> found;
  for (const auto& [name, directory] : modules()) {
    const Extensions extensions = folder == "plans" ? Extensions(kLanguageOrYaml) : Extensions(kLanguage);
    const auto add = [&](const std::string& definition, const std::string& file) {
      found.emplace(definition == name && !has_init ? definition + "::init" : definition, file);
    };
    const fs::path below = fs::path(directory) / folder;
    if (BuiltInModules::holds(directory)) {
      walk_built_in(options_.built_in, below.string(), name, add);
    } else {
      walk(below, extensions, name, 0, add);
    }
  }
  return found;
}

std::map<std::string, std::string> ModulePath::plans() { return definitions("plans", true); }

std::map<std::string, std::string> ModulePath::functions() { return definitions("functions", false); }

std::map<std::string, std::string> ModulePath::types() {
  std::map<std::string, std::string> types;
  for (const auto& [name, file] : definitions("types", false)) {
    types.emplace(with_capitals(name), file);
  }
  return types;
}

const std::vector<std::string>& ModulePath::task_files(const std::string& module) {
  const auto [cached, added] = task_files_.try_emplace(module);
  const auto directory = added ? module_directory(module) : std::nullopt;
  if (directory && BuiltInModules::holds(*directory)) {
    cached->second = options_.built_in.files_below(*directory + "/tasks");
  } else if (directory) {
    std::error_code error;
    for (fs::directory_iterator item(fs::path(*directory) / "tasks", error), end; !error && item != end;
         item.increment(error)) {
      if (is_file(item->path())) {
        cached->second.push_back(item->path().string());
      }
    }
    std::sort(cached->second.begin(), cached->second.end());
  }
  return cached->second;
}

}  // namespace volley::runtime
