#include "runtime/project/project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/merge.hpp"
#include "runtime/project/plugin.hpp"
#include "runtime/project/transport_options.hpp"
#include "runtime/project/yaml.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kReservedNames[] = {"boltlib", "ctrl", "dir", "file", "log", "out", "prompt", "system"};

bool has_directory(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool has_file(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

std::string find_directory(const ProjectLocation& location) {
  const std::string& given = location.environment.empty() ? location.option : location.environment;
  const fs::path start = fs::path(location.working_directory).lexically_normal();
  if (!given.empty()) {
    fs::path path = (start / given).lexically_normal();
    if (!path.has_filename()) {
      path = path.parent_path();
    }
    if (!has_directory(path)) {
      throw PlanError("bolt/project-error", "Could not find project at " + path.string());
    }
    return has_directory(path / "Boltdir") ? (path / "Boltdir").string() : path.string();
  }
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (has_directory(folder / "Boltdir")) {
      return (folder / "Boltdir").string();
    }
    if (has_file(folder / "bolt-project.yaml")) {
      return folder.string();
    }
    if (folder == folder.parent_path()) {
      break;
    }
  }
  return location.home.empty() ? "/etc/puppetlabs/bolt" : (fs::path(location.home) / ".puppetlabs/bolt").string();
}

void check_world_writable(const std::string& path) {
  std::error_code error;
  const fs::perms permissions = fs::status(path, error).permissions();
  if (!error && (permissions & fs::perms::others_write) != fs::perms::none) {
    throw PlanError("bolt/world-writable-error",
                    "Project directory '" + path +
                        "' is world-writable which poses a security risk. Set BOLT_PROJECT='" + path +
                        "' to force the use of this project directory.");
  }
}

bool in_table(std::span<const ConfigKey> keys, std::string_view name) {
  return std::any_of(keys.begin(), keys.end(), [&](const ConfigKey& key) { return key.name == name; });
}

Warning unknown_key(const std::string& key, const std::string& file, bool is_project) {
  if (is_transport(key) || key == "transport") {
    return is_project
               ? Warning{"project_transport_config",
                         fmt::format("Transport configuration isn't supported in {}. Ignoring option '{}'.", file, key)}
               : Warning{"unsupported_inventory_config",
                         fmt::format("Unsupported option '{}' at {}. Use 'inventory-config'.", key, file)};
  }
  if (!is_project && in_table(project_keys(), key)) {
    return {"unsupported_project_config", fmt::format("Unsupported project option '{}' at {}.", key, file)};
  }
  return {"unknown_option", fmt::format("Unknown option '{}' at {}.", key, file)};
}

Hash load_config(const std::string& file, bool is_project, std::vector<Warning>& warnings) {
  if (!has_file(file)) {
    return {};
  }
  const Value data = parse_yaml({file, read_file(file, "configuration file"), "configuration file at " + file});
  if (data.is_undef()) {
    return {};
  }
  if (!data.is_hash()) {
    throw PlanError("bolt/parse-error", "Could not parse configuration file at " + file + ": it must be a hash");
  }
  SchemaReport report;
  check_keys(data.as_hash(), is_project ? project_keys() : defaults_keys(), "", report);
  throw_if_invalid(report, file);
  for (const std::string& key : report.unknown) {
    warnings.push_back(unknown_key(key, file, is_project));
  }
  Hash known;
  for (const auto& [key, value] : data.as_hash()) {
    if (in_table(is_project ? project_keys() : defaults_keys(), to_text(key))) {
      known.set(key, resolve_references(value));
    }
  }
  return known;
}

Value joined(const Value& base, const Value& over) {
  Values all = base.as_array();
  all.insert(all.end(), over.as_array().begin(), over.as_array().end());
  return Value(std::move(all));
}

// How a setting of a higher level meets the same one below it.
Value merge_setting(std::string_view key, const Value& base, const Value& over) {
  if (base.is_array() && over.is_array() && key == "disable-warnings") {
    return joined(base, over);
  }
  if (base.is_boolean() && over.is_boolean() && key == "analytics") {
    return Value(base.as_boolean() && over.as_boolean());
  }
  if (!base.is_hash() || !over.is_hash()) {
    return over;
  }
  return key == "inventory-config" ? Value(deep_merge(base.as_hash(), over.as_hash()))
                                   : Value(shallow_merge(base.as_hash(), over.as_hash()));
}

void merge_config(Hash& base, const Hash& over) {
  for (const auto& [key, value] : over) {
    const Value* old = base.find(key);
    base.set(key, old == nullptr ? value : merge_setting(to_text(key), *old, value));
  }
}

}  // namespace

std::string read_file(const std::string& path, std::string_view subject) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream || has_directory(path)) {
    throw PlanError("bolt/file-error",
                    fmt::format("Could not read {}: {}: {}", subject, path, std::generic_category().message(errno)));
  }
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

Project Project::discover(const ProjectLocation& location) {
  Project project;
  project.path_ = find_directory(location);
  if (location.environment.empty()) {
    check_world_writable(project.path_);
  }
  project.load(location);
  return project;
}

void Project::load(const ProjectLocation& location) {
  for (const ConfigKey& key : project_keys()) {
    if (!key.default_text.empty()) {
      config_.set(key.name, plain_scalar(key.default_text));
    }
  }
  Hash hook;
  hook.set("plugin", "openvox_bootstrap");
  hook.set("stop_service", true);
  config_.set("plugin-hooks", Value(Hash{{"puppet_library", Value(std::move(hook))}}));
  merge_config(config_, load_config(location.system_defaults, false, warnings_));
  if (!location.home.empty()) {
    merge_config(config_, load_config(location.home + "/.puppetlabs/etc/bolt/bolt-defaults.yaml", false, warnings_));
  }
  merge_config(config_, load_config(file("bolt-project.yaml"), true, warnings_));
  check_name();
}

void Project::check_name() {
  const Value given = config_.get("name");
  if (!given.is_string()) {
    if (has_directory(file("plans")) || has_directory(file("tasks")) || has_directory(file("files"))) {
      warnings_.push_back(
          {"missing_project_name",
           "No project name is specified in bolt-project.yaml. Project-level content will not be available."});
    }
    return;
  }
  name_ = given.as_string();
  const bool valid = !name_.empty() && name_[0] >= 'a' && name_[0] <= 'z' &&
                     name_.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  if (!valid) {
    throw PlanError(
        "bolt/validation-error",
        fmt::format("Invalid project name '{}' in bolt-project.yaml; project name must begin with a lowercase "
                    "letter and can include lowercase letters, numbers, and underscores.",
                    name_));
  }
  if (std::find(std::begin(kReservedNames), std::end(kReservedNames), name_) != std::end(kReservedNames)) {
    throw PlanError("bolt/validation-error",
                    fmt::format("The project '{}' will not be loaded. The project name conflicts with a built-in Bolt "
                                "module of the same name.",
                                name_));
  }
}

bool Project::warning_disabled(std::string_view id) const {
  const Value disabled = config_.get("disable-warnings");
  return disabled.is_array() &&
         std::any_of(disabled.as_array().begin(), disabled.as_array().end(),
                     [&](const Value& item) { return item.is_string() && item.as_string() == id; });
}

Hash Project::inventory_config() const {
  const Value config = config_.get("inventory-config");
  return config.is_hash() ? config.as_hash() : Hash{};
}

std::string Project::file(std::string_view name) const { return (fs::path(path_) / name).lexically_normal().string(); }

std::string Project::rerun_file() const { return file(to_text(config_.get("rerunfile"))); }

ModulePathOptions Project::module_path(const std::vector<std::string>& override_directories) const {
  ModulePathOptions options{override_directories, name_, path_};
  const Value configured = config_.get("modulepath");
  if (options.directories.empty() && configured.is_array()) {
    for (const Value& directory : configured.as_array()) {
      options.directories.push_back(file(to_text(directory)));
    }
  } else if (options.directories.empty() && configured.is_string()) {
    std::string_view rest = configured.as_string();
    while (!rest.empty()) {
      const std::size_t colon = rest.find(':');
      options.directories.push_back(file(rest.substr(0, colon)));
      rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    }
  }
  if (options.directories.empty()) {
    options.directories.push_back(file("modules"));
  }
  options.directories.push_back(file(".modules"));
  return options;
}

}  // namespace volley::runtime
