#include "transport/ssh/ssh_endpoint.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

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

std::string unsupported_option(const OptionReader& reader) {
  if (reader.flag("native-ssh").value_or(false)) {
    return "the option 'native-ssh' is not supported yet";
  }
  if (reader.has("proxyjump")) {
    return "the option 'proxyjump' is not supported yet";
  }
  if (reader.text("login-shell").value_or("") == "powershell") {
    return "the login-shell 'powershell' is not supported yet";
  }
  return {};
}

}  // namespace

SshEndpoint::SshEndpoint(const TargetAddress& address) : name(address.name) {
  const OptionReader reader(address);
  host = !address.host.empty() ? address.host : reader.text("host").value_or(address.name);
  port = address.port ? *address.port : reader.number("port", 0).value_or(kDefaultPort);
  if (port < 1 || port > kLargestPort) {
    reader.refuse("port", "an Integer from 1 to 65535");
  }
  user = address.user ? *address.user : reader.text("user").value_or("");
  if (user.empty()) {
    user = current_user();
  }
  password = address.password ? address.password : reader.text("password");
  read_private_key(*this, address);
  use_agent = reader.flag("load-config").value_or(true);
  check_host_key = reader.flag("host-key-check").value_or(true);
  connect_timeout = std::chrono::seconds(reader.number("connect-timeout", 1).value_or(10));
  tty = reader.flag("tty").value_or(false);
  shell = read_shell_options(address);
  unsupported = unsupported_option(reader);
}

std::string SshEndpoint::connection_key() const {
  std::string key = user + "@" + host + ":" + std::to_string(port) + (check_host_key ? " strict" : " any");
  for (const std::string& file : key_files) {
    key += '\0' + file;
  }
  key += '\0' + key_data.value_or("") + '\0' + password.value_or("");
  return key;
}

}  // namespace volley::transport
