// The tables of configuration keys.
#include "runtime/project/project.hpp"
#include "runtime/project/transport_options.hpp"

namespace volley::runtime {
namespace {

using kind::kArray;
using kind::kBoolean;
using kind::kHash;
using kind::kInteger;
using kind::kString;

constexpr std::string_view kFormats[] = {"human", "json", "rainbow"};
constexpr std::string_view kLogLevels[] = {"debug", "info", "notice", "warning", "err", "alert", "emerg", "crit"};

constexpr ConfigKey kApplyKeys[] = {
    {"evaltrace", kBoolean, "false", "Trace the application of resources."},
    {"log_level", kString, "notice", "Level of apply's log.", false, {}, kLogLevels},
    {"show_diff", kBoolean, "false", "Show differences of files."},
    {"trace", kBoolean, "false", "Print stack traces."},
};
constexpr ConfigKey kFutureKeys[] = {{"script_interpreter", kBoolean, "", "Run scripts with the interpreters option."},
                                     {"file_paths", kBoolean, "", "Accepted and ignored."}};
constexpr ConfigKey kCacheKeys[] = {{"ttl", kInteger, "", "Seconds that answers of plugins are kept.", false, 0}};

constexpr ConfigKey kProjectKeys[] = {
    {"analytics", kBoolean, "", "Accepted; nothing is ever sent."},
    {"apply-settings", kHash, "", "Settings of apply.", false, {}, {}, kApplyKeys},
    {"color", kBoolean, "true", "Colour on terminals."},
    {"compile-concurrency", kInteger, "", "Catalogs compiled at a time.", false, 1},
    {"concurrency", kInteger, "100", "Targets worked on at a time.", false, 1},
    {"disable-warnings", kArray, "", "IDs of warnings to leave out.", false, {}, {}, {}, kString},
    {"format", kString, "human", "Output format.", false, {}, kFormats},
    {"future", kHash, "", "Behaviour of coming versions.", false, {}, {}, kFutureKeys},
    {"hiera-config", kString, "hiera.yaml", "Where Hiera is configured."},
    {"log", kHash, "", "Log files and their levels."},
    {"module-install", kHash, "", "Where modules come from."},
    {"modulepath", kArray | kString, "", "Module directories.", false, {}, {}, {}, kString},
    {"modules", kArray, "", "Modules that the project needs.", false, {}, {}, {}, kString | kHash},
    {"name", kString, "", "Name of the project as a module."},
    {"plans", kArray, "", "Plans to show.", false, {}, {}, {}, kString},
    {"plugin-cache", kHash, "", "Caching of plugin answers.", false, {}, {}, kCacheKeys},
    {"plugin-hooks", kHash, "", "Plugins by hook.", true},
    {"plugins", kHash, "", "Options of plugins.", true},
    {"policies", kArray, "", "Policies to show.", false, {}, {}, {}, kString},
    {"puppetdb", kHash, "", "PuppetDB connection.", true},
    {"puppetdb-instances", kHash, "", "PuppetDB connections by name.", true},
    {"rerunfile", kString, ".rerun.json", "Where the outcome of the last run is kept."},
    {"save-rerun", kBoolean, "true", "Keep the outcome of the last run."},
    {"spinner", kBoolean, "true", "Show a spinner."},
    {"stream", kBoolean, "false", "Print output as it arrives."},
    {"tasks", kArray, "", "Tasks to show.", false, {}, {}, {}, kString},
    {"trusted-external-command", kString, "", "Command for trusted facts."},
};

std::vector<ConfigKey> make_defaults_keys() {
  constexpr std::string_view kProjectOnly[] = {"apply-settings",
                                               "future",
                                               "hiera-config",
                                               "modulepath",
                                               "modules",
                                               "name",
                                               "plans",
                                               "policies",
                                               "rerunfile",
                                               "tasks",
                                               "trusted-external-command"};
  std::vector<ConfigKey> keys;
  for (const ConfigKey& key : kProjectKeys) {
    bool project_only = false;
    for (const std::string_view name : kProjectOnly) {
      project_only = project_only || name == key.name;
    }
    if (!project_only) {
      keys.push_back(key);
    }
  }
  keys.push_back({"inventory-config", kHash, "", "Transport options of all targets.", false, {}, {}, transport_keys()});
  return keys;
}

}  // namespace

std::span<const ConfigKey> project_keys() { return kProjectKeys; }

std::span<const ConfigKey> defaults_keys() {
  static const std::vector<ConfigKey> keys = make_defaults_keys();
  return keys;
}

}  // namespace volley::runtime
