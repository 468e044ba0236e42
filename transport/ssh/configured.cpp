#include "transport/ssh/configured.hpp"

#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <sstream>

namespace volley::transport {

namespace {

std::string home_folder() {
  const char* home = std::getenv("HOME");
  return home == nullptr ? "" : home;
}

std::string local_user() {
  const char* user = std::getenv("USER");
  return user == nullptr ? "" : user;
}

// %h %n %p %r %u %d %%; other tokens stay as they are.
std::string expand(const std::string& text, const SshEndpoint& endpoint) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%' || i + 1 == text.size()) {
      result += text[i];
      continue;
    }
    switch (text[++i]) {
      case 'h': result += endpoint.host; break;
      case 'n': result += endpoint.program_host; break;
      case 'p': result += std::to_string(endpoint.port); break;
      case 'r': result += endpoint.user; break;
      case 'u': result += local_user(); break;
      case 'd': result += home_folder(); break;
      case '%': result += '%'; break;
      default: result += std::string("%") + text[i];
    }
  }
  return result;
}

std::string expand_path(const std::string& text, const SshEndpoint& endpoint) {
  const std::string path = expand(text, endpoint);
  return path.starts_with("~/") ? home_folder() + path.substr(1) : path;
}

// "a,b", "^a" (first), "+a" (last); taking some away is left to ssh.
void use_algorithms(std::vector<std::string>& list, std::string text, std::string& reason) {
  if (!list.empty() || text.empty()) {
    return;
  }
  const char mark = text.front();
  if (mark == '-') {
    reason = "the ssh configuration takes algorithms away";
    return;
  }
  if (mark == '+' || mark == '^') {
    text.erase(0, 1);
  }
  std::istringstream stream(text);
  for (std::string one; std::getline(stream, one, ',');) {
    list.push_back(one);
  }
  if (mark == '+') {
    list.insert(list.begin(), "defaults");
  } else if (mark == '^') {
    list.emplace_back("defaults");
  }
}

void use_host_key_policy(SshEndpoint& endpoint, const HostSettings& settings, std::string& reason) {
  const std::string files = settings.value("userknownhostsfile");
  if (!endpoint.host_key_check_given) {
    const std::string strict = settings.value("stricthostkeychecking");
    const bool lax = strict == "no" || strict == "off" || strict == "accept-new";
    if (lax) {
      endpoint.host_keys = files == "/dev/null" ? HostKeyPolicy::Off : HostKeyPolicy::AcceptNew;
    }
  }
  endpoint.hash_known_hosts = settings.flag("hashknownhosts");
  const bool usual = (files.empty() || files == "~/.ssh/known_hosts" || endpoint.host_keys == HostKeyPolicy::Off) &&
                     settings.value("hostkeyalias").empty() && settings.value("globalknownhostsfile").empty();
  if (!usual) {
    reason = "the ssh configuration names files of known hosts, or names for hosts in them";
  }
}

void use_identities(SshEndpoint& endpoint, const HostSettings& settings) {
  if (!endpoint.key_configured && !settings.identity_files.empty()) {
    endpoint.key_files.clear();
    for (const std::string& file : settings.identity_files) {
      endpoint.key_files.push_back(expand_path(file, endpoint));
    }
  }
  endpoint.identities_only = settings.flag("identitiesonly");
  const std::string agent = settings.value("identityagent");
  if (agent == "none") {
    endpoint.use_agent = false;
  } else if (!agent.empty() && agent != "SSH_AUTH_SOCK") {
    endpoint.agent_socket = expand_path(agent, endpoint);
  }
  if (!settings.value("certificatefile").empty()) {
    endpoint.login_lack = "the ssh library knows no certificates";
  } else if (settings.flag("gssapiauthentication") && std::getenv("KRB5CCNAME") != nullptr) {
    endpoint.login_lack = "the ssh library knows no GSSAPI";
  } else if (!settings.value("pkcs11provider").empty()) {
    endpoint.login_lack = "the ssh library knows no PKCS#11";
  }
}

bool is_set(const std::string& value) { return !value.empty() && value != "none"; }

}  // namespace

void apply_ssh_config(SshEndpoint& endpoint, const SshConfig& config) {
  const HostSettings settings = config.settings_for(endpoint.host, endpoint.user_given ? endpoint.user : "");
  if (const std::string user = settings.value("user"); !endpoint.user_given && !user.empty()) {
    endpoint.user = user;
  }
  if (const std::string text = settings.value("port"); !endpoint.port_given && !text.empty()) {
    std::from_chars(text.data(), text.data() + text.size(), endpoint.port);
  }
  if (const std::string name = settings.value("hostname"); !name.empty()) {
    endpoint.host = expand(name, endpoint);
  }
  use_identities(endpoint, settings);
  std::string reason;
  use_host_key_policy(endpoint, settings, reason);
  use_algorithms(endpoint.algorithms.encryption, settings.value("ciphers"), reason);
  use_algorithms(endpoint.algorithms.host_key, settings.value("hostkeyalgorithms"), reason);
  use_algorithms(endpoint.algorithms.kex, settings.value("kexalgorithms"), reason);
  use_algorithms(endpoint.algorithms.mac, settings.value("macs"), reason);
  if (settings.undecided) {
    reason = "the ssh configuration has a Match that only ssh can decide";
  } else if (is_set(settings.value("proxycommand"))) {
    reason = "the ssh configuration has a ProxyCommand";
    endpoint.by_proxy = true;
  } else if (is_set(settings.value("proxyjump"))) {
    reason = "the ssh configuration has a ProxyJump";
    endpoint.by_proxy = true;
  }
  if (endpoint.program_reason.empty()) {
    endpoint.program_reason = reason;
  }
}

}  // namespace volley::transport
