#include "transport/ssh/ssh_endpoint.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <string_view>

#include "runtime/evaluate/error.hpp"
#include "transport/ssh/configured.hpp"

namespace volley::transport {

using runtime::TargetAddress;
using runtime::Value;

namespace {

constexpr int kDefaultPort = 22;
constexpr int kLargestPort = 65535;

std::string current_user() {
  std::array<char, 256> name{};
  if (getlogin_r(name.data(), name.size()) == 0) {
    return name.data();
  }
  if (const char* user = std::getenv("USER"); user != nullptr && *user != '\0') {
    return user;
  }
  const passwd* entry = getpwuid(geteuid());
  return entry == nullptr ? "root" : entry->pw_name;
}

std::string home_directory() {
  const char* home = std::getenv("HOME");
  return home == nullptr ? "" : home;
}

std::string absolute_path(const std::string& path, const std::string& base) {
  if (path == "~" || path.starts_with("~/")) {
    return home_directory() + path.substr(1);
  }
  return path.starts_with('/') ? path : base + "/" + path;
}

void read_private_key(SshEndpoint& endpoint, const TargetAddress& address) {
  const OptionReader reader(address);
  if (!reader.has("private-key")) {
    for (const char* name : {"id_ed25519", "id_ecdsa", "id_rsa"}) {
      endpoint.key_files.push_back(home_directory() + "/.ssh/" + name);
    }
    return;
  }
  endpoint.key_configured = true;
  const Value* key = address.config.find("private-key");
  if (key->is_string()) {
    endpoint.key_files.push_back(absolute_path(std::string(key->as_string()), address.base_directory));
    return;
  }
  const Value* data = key->is_hash() ? key->as_hash().find("key-data") : nullptr;
  if (data == nullptr || !data->is_string()) {
    reader.refuse("private-key", "a String or a Hash with the key 'key-data'");
  }
  endpoint.key_data = data->as_string();
}

// What ends up on a command line of the ssh program, and through it in a shell.
bool is_harmless(const std::string& text) {
  return !text.starts_with('-') && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view("_.-@:[],/%+=~").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

void read_host_key_policy(SshEndpoint& endpoint, const TargetAddress& address) {
  const OptionReader reader(address);
  if (!reader.has("host-key-check")) {
    return;
  }
  endpoint.host_key_check_given = true;
  const Value* value = address.config.find("host-key-check");
  if (value->is_string() && value->as_string() == "accept-new") {
    endpoint.host_keys = HostKeyPolicy::AcceptNew;
  } else if (value->is_boolean()) {
    endpoint.host_keys = value->as_boolean() ? HostKeyPolicy::Strict : HostKeyPolicy::Off;
  } else {
    reader.refuse("host-key-check", "a Boolean or 'accept-new'");
  }
}

[[noreturn]] void refuse_combination(const std::string& message) {
  throw runtime::PlanError("bolt/validation-error", message);
}

void read_program(SshEndpoint& endpoint, const OptionReader& reader) {
  SshProgram& program = endpoint.program;
  program.wanted = reader.flag("native-ssh").value_or(false);
  program.batch = reader.flag("batch-mode").value_or(true);
  if (!program.wanted) {
    program.command_ignored = reader.has("ssh-command");
    return;
  }
  if (!endpoint.load_config) {
    refuse_combination("Cannot use native SSH transport with load-config set to false");
  }
  if (endpoint.key_data) {
    refuse_combination("Cannot use native SSH transport with private-key set to key-data");
  }
  if (!program.batch && !reader.has("ssh-command")) {
    refuse_combination("Must set ssh-command when batch-mode is set to false");
  }
  if (const std::vector<std::string> words = reader.command("ssh-command"); !words.empty()) {
    program.ssh = words;
  }
  if (const std::vector<std::string> words = reader.command("copy-command"); !words.empty()) {
    program.copy = words;
  }
  endpoint.program_reason = "the option 'native-ssh' asks for it";
}

void read_proxyjump(SshEndpoint& endpoint, const OptionReader& reader) {
  endpoint.proxyjump = reader.text("proxyjump").value_or("");
  if (!is_harmless(endpoint.proxyjump)) {
    reader.refuse("proxyjump", "[user@]host[:port]");
  }
  endpoint.by_proxy = !endpoint.proxyjump.empty();
  if (endpoint.by_proxy && endpoint.program_reason.empty()) {
    endpoint.program_reason = "the ssh library has no jump hosts";
  }
}

std::string unsupported_option(const OptionReader& reader) {
  if (reader.text("login-shell").value_or("") == "powershell") {
    return "the login-shell 'powershell' is not supported yet";
  }
  return {};
}

}  // namespace

SshEndpoint::SshEndpoint(const TargetAddress& address, const SshConfig& config) : name(address.name) {
  const OptionReader reader(address);
  host = !address.host.empty() ? address.host : reader.text("host").value_or(address.name);
  port = address.port ? *address.port : reader.number("port", 0).value_or(kDefaultPort);
  if (port < 1 || port > kLargestPort) {
    reader.refuse("port", "an Integer from 1 to 65535");
  }
  port_given = address.port || reader.has("port");
  user = address.user ? *address.user : reader.text("user").value_or("");
  user_given = !user.empty();
  if (user.empty()) {
    user = current_user();
  }
  password = address.password ? address.password : reader.text("password");
  read_private_key(*this, address);
  load_config = reader.flag("load-config").value_or(true);
  use_agent = load_config;
  read_host_key_policy(*this, address);
  connect_timeout = std::chrono::seconds(reader.number("connect-timeout", 1).value_or(10));
  tty = reader.flag("tty").value_or(false);
  shell = read_shell_options(address);
  algorithms = {reader.words("encryption-algorithms"), reader.words("host-key-algorithms"),
                reader.words("kex-algorithms"), reader.words("mac-algorithms")};
  read_program(*this, reader);
  read_proxyjump(*this, reader);
  program_host = host;
  if (load_config && !config.empty()) {
    apply_ssh_config(*this, config);
  }
  unsupported = unsupported_option(reader);
}

std::string SshEndpoint::connection_key() const {
  std::string key = user + "@" + host + ":" + std::to_string(port) + " " + std::to_string(static_cast<int>(host_keys));
  for (const std::string& file : key_files) {
    key += '\0' + file;
  }
  key += '\0' + program_host + '\0' + agent_socket + '\0' + proxyjump + '\0' + program_reason;
  for (const auto* list :
       {&algorithms.encryption, &algorithms.host_key, &algorithms.kex, &algorithms.mac, &program.ssh}) {
    for (const std::string& word : *list) {
      key += '\0' + word;
    }
    key += '\1';
  }
  key += '\0' + key_data.value_or("") + '\0' + password.value_or("");
  return key;
}

}  // namespace volley::transport
