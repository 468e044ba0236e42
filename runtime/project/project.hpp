// The project that a run works in: where it is, its configuration, and the modules and inventory that follow from it.
//
//   Project project = Project::discover({.option = path, .working_directory = cwd, .environment = getenv_project});
//   ModulePath modules(project.module_path());
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/project/module_path.hpp"
#include "runtime/project/schema.hpp"

namespace volley::runtime {

struct ProjectLocation {
  std::string option;       // --project; empty: not given
  std::string environment;  // $BOLT_PROJECT; wins when given
  std::string working_directory;
  std::string home;  // empty: none
  std::string system_defaults = "/etc/puppetlabs/bolt/bolt-defaults.yaml";
};

class Project {
 public:
  // Throws PlanError (bolt/project-error, bolt/validation-error, bolt/parse-error).
  [[nodiscard]] static Project discover(const ProjectLocation& location);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::string& name() const { return name_; }  // empty: none
  [[nodiscard]] const std::vector<Warning>& warnings() const { return warnings_; }

  // All settings of bolt-project.yaml over those of the defaults files, with defaults filled in.
  [[nodiscard]] const Hash& config() const { return config_; }
  [[nodiscard]] Value setting(std::string_view key) const { return config_.get(key); }
  // What counts more than the files: an option of the command line.
  void override_setting(std::string_view key, const Value& value) { config_.set(key, value); }
  [[nodiscard]] bool warning_disabled(std::string_view id) const;
  // `inventory-config` of the defaults files: what all targets have before the inventory speaks.
  [[nodiscard]] Hash inventory_config() const;

  // `name` made absolute from the project's folder.
  [[nodiscard]] std::string file(std::string_view name) const;
  [[nodiscard]] std::string inventory_file() const { return file("inventory.yaml"); }
  [[nodiscard]] std::string rerun_file() const;
  // With the directories of --modulepath instead of the configured ones when given.
  [[nodiscard]] ModulePathOptions module_path(const std::vector<std::string>& override_directories = {}) const;

 private:
  void load(const ProjectLocation& location);
  void check_name();

  std::string path_;
  std::string name_;
  Hash config_;
  std::vector<Warning> warnings_;
};

// The keys of bolt-project.yaml and bolt-defaults.yaml.
[[nodiscard]] std::span<const ConfigKey> project_keys();
[[nodiscard]] std::span<const ConfigKey> defaults_keys();

// The whole text of a file; PlanError of kind bolt/file-error, "Could not read SUBJECT: REASON".
[[nodiscard]] std::string read_file(const std::string& path, std::string_view subject);

}  // namespace volley::runtime
