#include "cli/doctor/machine.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <volley/engine.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "cli/memory_limit.hpp"
#include "embedding/diagnosis.hpp"
#include "embedding/libraries.hpp"
#include "transport/ssh/login_sources.hpp"

namespace volley::cli {
namespace {

namespace fs = std::filesystem;
using runtime::Value;
using runtime::Values;

constexpr std::string_view kProgram = "Volley";
constexpr std::string_view kLimits = "Limits";
constexpr std::string_view kSsh = "Ssh";
constexpr std::string_view kProject = "Project";
constexpr std::string_view kInventory = "Inventory";
// Files that are open besides the connections.
constexpr std::size_t kReservedFiles = 64;

Values list_of(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

std::size_t open_files_limit() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

bool others_can_write(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && (status.st_mode & S_IWOTH) != 0;
}

void warn_if_open(const std::string& what, const std::string& path, Findings& findings) {
  if (others_can_write(path)) {
    findings.warning(fmt::format("Every user of this machine can write to {} {}", what, path),
                     fmt::format("Whoever changes it decides what you run. Take the right away: chmod o-w '{}'", path));
  }
}

std::string described(const transport::UsualKey& key) {
  return fmt::format("{}{}{}{}", key.path, key.readable ? "" : " (cannot be read)", key.rsa ? " (RSA)" : "",
                     key.encrypted ? " (with a passphrase)" : "");
}

void examine_keys(Findings& findings) {
  Values keys;
  for (const transport::UsualKey& key : transport::usual_key_files()) {
    keys.emplace_back(described(key));
    if (!key.readable) {
      findings.warning(fmt::format("The key {} cannot be read", key.path), "Check who owns it and its permissions.");
    } else if (key.open_to_others) {
      findings.warning(fmt::format("Other users can read the private key {}", key.path),
                       fmt::format("Make it yours alone: chmod 600 '{}'", key.path));
    }
    if (key.encrypted) {
      findings.warning(
          fmt::format("The key {} has a passphrase", key.path),
          fmt::format("It is asked for in each run, unless an ssh-agent has the key: ssh-add '{}'", key.path));
    }
  }
  findings.fact(kSsh, "usual keys", Value(std::move(keys)));
}

void examine_agent(Findings& findings) {
  const transport::Agent agent = transport::ssh_agent();
  findings.fact(kSsh, "agent", agent.socket.empty() ? "none (SSH_AUTH_SOCK is not set)" : agent.socket);
  if (agent.socket.empty()) {
    return;
  }
  findings.fact(kSsh, "agent keys", Value(list_of(agent.identities)));
  if (!agent.problem.empty()) {
    findings.warning(fmt::format("The ssh-agent cannot be asked: {}", agent.problem),
                     "Start one (eval $(ssh-agent)), or unset SSH_AUTH_SOCK.");
  }
}

void examine_known_hosts(Findings& findings) {
  Values files;
  for (const transport::KnownHostsFile& file : transport::known_hosts_files()) {
    const std::string state = !file.exists     ? "not there"
                              : !file.readable ? "cannot be read"
                                               : fmt::format("{} entries", file.lines);
    files.emplace_back(fmt::format("{} ({})", file.path, state));
    if (file.exists && !file.readable) {
      findings.warning(fmt::format("{} cannot be read", file.path), "Hosts that only it knows will be refused.");
    }
    if (file.open_to_others) {
      findings.warning(fmt::format("Other users can write to {}", file.path),
                       fmt::format("They could vouch for any host. chmod go-w '{}'", file.path));
    }
  }
  findings.fact(kSsh, "known hosts", Value(std::move(files)));
}

std::vector<std::string> defaults_files() {
  const char* home = std::getenv("HOME");
  return {runtime::ProjectLocation{}.system_defaults,
          std::string(home == nullptr ? "" : home) + "/.puppetlabs/etc/bolt/bolt-defaults.yaml"};
}

}  // namespace

void examine_program(Findings& findings) {
  findings.fact(kProgram, "version", std::string(version()));
  findings.fact(kProgram, "libraries", Value(list_of(embedding::linked_libraries())));
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  const auto number = [](rlim_t limit) {
    return limit == RLIM_INFINITY ? Value("any number") : Value(static_cast<std::int64_t>(limit));
  };
  findings.fact(kLimits, "open files", number(files.rlim_cur));
  findings.fact(kLimits, "open files most", number(files.rlim_max));
  std::ifstream meminfo("/proc/meminfo");
  findings.fact(kLimits, "free memory", fmt::format("{} MiB", available_memory(meminfo) >> 20U));
}

void examine_ssh(Findings& findings) {
  examine_keys(findings);
  examine_agent(findings);
  examine_known_hosts(findings);
}

void examine_project(const runtime::Project& project, Findings& findings) {
  findings.fact(kProject, "folder", project.path());
  findings.fact(kProject, "name", project.name().empty() ? "none" : project.name());
  std::vector<std::string> read;
  std::vector<std::string> candidates = defaults_files();
  candidates.push_back(project.file("bolt-project.yaml"));
  for (const std::string& file : candidates) {
    std::error_code ignored;
    if (fs::exists(file, ignored)) {
      read.push_back(file);
      warn_if_open("the configuration file", file, findings);
    }
  }
  findings.fact(kProject, "configuration", Value(list_of(read)));
  findings.fact(kProject, "modules", Value(list_of(project.module_path().directories)));
  for (const std::string& directory : project.module_path().directories) {
    warn_if_open("the module folder", directory, findings);
  }
  warn_if_open("the project's folder", project.path(), findings);
}

void examine_inventory(embedding::Workspace& workspace, const std::string& source, Findings& findings) {
  std::error_code ignored;
  const bool there = fs::exists(source, ignored);
  findings.fact(kInventory, "source", there ? source : source + " (not there)");
  if (there) {
    warn_if_open("the inventory", source, findings);
  }
  const std::vector<runtime::TargetId> ids = workspace.inventory()->group_targets("all");
  std::map<std::string, std::size_t> carriers;
  std::size_t wrong = 0;
  for (const runtime::TargetId id : ids) {
    try {
      const runtime::Carrier carrier = embedding::carrier_of(workspace, id);
      const std::string name = carrier.name.empty() ? "none" : carrier.name;
      ++carriers[carrier.reason.empty() ? name : fmt::format("{} ({})", name, carrier.reason)];
    } catch (const std::exception& error) {
      if (++wrong == 1) {
        findings.warning(fmt::format("The target {} cannot be used: {}", workspace.inventory()->name(id), error.what()),
                         "Correct its configuration; 'volley inventory show --detail' shows what it is.");
      }
    }
  }
  findings.fact(kInventory, "targets", static_cast<std::int64_t>(ids.size()));
  Values texts;
  for (const auto& [carrier, count] : carriers) {
    texts.emplace_back(fmt::format("{}: {}", carrier, count));
  }
  findings.fact(kInventory, "carriers", Value(std::move(texts)));
  if (wrong > 1) {
    findings.warning(fmt::format("{} more targets cannot be used", wrong - 1), "");
  }
  const std::size_t files = open_files_limit();
  if (ids.size() + kReservedFiles > files) {
    findings.warning(fmt::format("{} open files are too few for {} targets in one run", files, ids.size()),
                     fmt::format("Each connection is one: ulimit -n {}", ids.size() + kReservedFiles));
  }
}

}  // namespace volley::cli
