#include "runtime/project/transport_options.hpp"

#include <algorithm>
#include <map>

#include "runtime/project/yaml.hpp"

namespace volley::runtime {
namespace {

using kind::kArray;
using kind::kBoolean;
using kind::kHash;
using kind::kInteger;
using kind::kString;

constexpr std::string_view kTransports[] = {"choria", "docker", "jail", "local", "lxd",
                                            "podman", "remote", "ssh",  "winrm"};
constexpr std::string_view kLoginShells[] = {"sh", "bash", "zsh", "dash", "ksh", "powershell"};

constexpr std::string_view kHostKeyChecks[] = {"accept-new"};

constexpr ConfigKey kSshKeys[] = {
    {"batch-mode", kBoolean, "true", "Never ask for a password with native-ssh.", true},
    {"cleanup", kBoolean, "true", "Remove temporary folders.", true},
    {"connect-timeout", kInteger, "10", "Seconds until a connection counts as failed.", true, 1},
    {"copy-command", kString | kArray, "", "Copies files with native-ssh.", true},
    {"disconnect-timeout", kInteger, "5", "Seconds to wait for a connection to close.", true, 1},
    {"encryption-algorithms", kArray, "", "Ciphers to offer.", true, {}, {}, {}, kString},
    {"extensions", kArray, "", "File extensions that may run as scripts.", true, {}, {}, {}, kString},
    {"host", kString, "", "Where to connect to.", true},
    {"host-key-algorithms", kArray, "", "Host keys to accept.", true, {}, {}, {}, kString},
    {"host-key-check",
     kBoolean | kString,
     "",
     "Whether the host key must be known; accept-new learns it.",
     true,
     {},
     kHostKeyChecks},
    {"interpreters", kHash, "", "Programs by file extension.", true},
    {"kex-algorithms", kArray, "", "Key exchanges to offer.", true, {}, {}, {}, kString},
    {"load-config", kBoolean, "true", "Read the ssh configuration files.", true},
    {"login-shell", kString, "bash", "Shell of the login user.", true, {}, kLoginShells},
    {"mac-algorithms", kArray, "", "Message authentication codes to offer.", true, {}, {}, {}, kString},
    {"native-ssh", kBoolean, "", "Use the ssh program.", true},
    {"password", kString, "", "Password of the login user.", true},
    {"port", kInteger, "", "Port to connect to.", true, 0},
    {"private-key", kString | kHash, "", "Key file, or a hash with key-data.", true},
    {"proxyjump", kString, "", "Jump host.", true},
    {"run-as", kString, "", "User that commands run as.", true},
    {"run-as-command", kArray, "", "Escalation command line.", true, {}, {}, {}, kString},
    {"script-dir", kString, "", "Name of the temporary folder.", true},
    {"ssh-command", kString | kArray, "", "The ssh program.", true},
    {"sudo-executable", kString, "", "Replacement of sudo.", true},
    {"sudo-password", kString, "", "Password for the escalation.", true},
    {"tmpdir", kString, "", "Where temporary folders are made.", true},
    {"tty", kBoolean, "false", "Ask for a terminal.", true},
    {"user", kString, "", "Login user.", true},
};

constexpr ConfigKey kLocalKeys[] = {
    {"bundled-ruby", kBoolean, "", "Accepted and ignored: no Ruby is bundled.", true},
    {"cleanup", kBoolean, "true", "Remove temporary folders.", true},
    {"interpreters", kHash, "", "Programs by file extension.", true},
    {"run-as", kString, "", "User that commands run as.", true},
    {"run-as-command", kArray, "", "Escalation command line.", true, {}, {}, {}, kString},
    {"sudo-executable", kString, "", "Replacement of sudo.", true},
    {"sudo-password", kString, "", "Password for the escalation.", true},
    {"tmpdir", kString, "", "Where temporary folders are made.", true},
    {"extensions", kArray, "", "File extensions that may run as scripts.", true, {}, {}, {}, kString},
};

constexpr ConfigKey kRemoteKeys[] = {
    {"run-on", kString, "localhost", "Target that speaks for the remote device.", true},
};

constexpr ConfigKey kTransportKeys[] = {
    {"transport", kString, "ssh", "How targets are reached.", true, {}, kTransports},
    {"choria", kHash, "", "Options of the choria transport.", true},
    {"docker", kHash, "", "Options of the docker transport.", true},
    {"jail", kHash, "", "Options of the jail transport.", true},
    {"local", kHash, "", "Options of the local transport.", true, {}, {}, kLocalKeys},
    {"lxd", kHash, "", "Options of the lxd transport.", true},
    {"podman", kHash, "", "Options of the podman transport.", true},
    {"remote", kHash, "", "Options of the remote transport.", true},
    {"ssh", kHash, "", "Options of the ssh transport.", true, {}, {}, kSshKeys},
    {"winrm", kHash, "", "Options of the winrm transport.", true},
};

std::map<std::string_view, Hash> all_defaults() {
  std::map<std::string_view, Hash> defaults;
  const auto add = [&](std::string_view transport, std::span<const ConfigKey> keys) {
    for (const ConfigKey& key : keys) {
      if (!key.default_text.empty()) {
        defaults[transport].set(key.name, plain_scalar(key.default_text));
      }
    }
  };
  for (const std::string_view transport : kTransports) {
    defaults[transport];
  }
  add("ssh", kSshKeys);
  add("local", kLocalKeys);
  add("remote", kRemoteKeys);
  return defaults;
}

}  // namespace

std::span<const ConfigKey> transport_keys() { return kTransportKeys; }

bool is_transport(std::string_view name) {
  return std::find(std::begin(kTransports), std::end(kTransports), name) != std::end(kTransports);
}

const Hash& transport_defaults(std::string_view transport) {
  static const std::map<std::string_view, Hash> defaults = all_defaults();
  static const Hash none;
  const auto found = defaults.find(transport);
  return found == defaults.end() ? none : found->second;
}

}  // namespace volley::runtime
