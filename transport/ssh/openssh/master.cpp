#include "transport/ssh/openssh/master.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <asio/use_awaitable.hpp>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "transport/failure.hpp"
#include "transport/shell/quote.hpp"
#include "transport/ssh/handshake.hpp"
#include "transport/ssh/pauses.hpp"

namespace volley::transport {

namespace {

using Words = std::vector<std::string>;

void add_option(Words& words, const std::string& name, const std::string& value) {
  words.push_back("-o");
  words.push_back(name + "=" + value);
}

void add_algorithms(Words& words, const SshEndpoint& endpoint) {
  const AlgorithmLists& lists = endpoint.algorithms;
  for (const auto& [name, list] :
       {std::pair("Ciphers", &lists.encryption), std::pair("HostKeyAlgorithms", &lists.host_key),
        std::pair("KexAlgorithms", &lists.kex), std::pair("MACs", &lists.mac)}) {
    if (list->empty()) {
      continue;
    }
    const bool with_defaults = std::find(list->begin(), list->end(), "defaults") != list->end();
    std::string text;
    for (const std::string& one : *list) {
      text += one == "defaults" ? "" : (text.empty() ? "" : ",") + one;
    }
    if (!text.empty()) {
      add_option(words, name, (with_defaults ? "^" : "") + text);
    }
  }
}

void add_host_key_options(Words& words, const SshEndpoint& endpoint) {
  switch (endpoint.host_keys) {
    case HostKeyPolicy::Strict: add_option(words, "StrictHostKeyChecking", "yes"); break;
    case HostKeyPolicy::AcceptNew: add_option(words, "StrictHostKeyChecking", "accept-new"); break;
    case HostKeyPolicy::Off:
      add_option(words, "StrictHostKeyChecking", "no");
      add_option(words, "UserKnownHostsFile", "/dev/null");
      add_option(words, "GlobalKnownHostsFile", "/dev/null");
      break;
  }
}

// The ssh program takes the home folder from the user database, everything else here from $HOME. Where they differ, it
// is told.
void add_home(Words& words, const SshEndpoint& endpoint) {
  const char* home = std::getenv("HOME");
  const passwd* user = ::getpwuid(::geteuid());
  if (home == nullptr || *home == '\0' || user == nullptr || std::string_view(user->pw_dir) == home) {
    return;
  }
  const std::string folder = std::string(home) + "/.ssh/";
  if (endpoint.load_config && ::access((folder + "config").c_str(), R_OK) == 0) {
    words.insert(words.end(), {"-F", folder + "config"});
  }
  if (endpoint.host_keys != HostKeyPolicy::Off) {
    add_option(words, "UserKnownHostsFile", "\"" + folder + "known_hosts\" \"" + folder + "known_hosts2\"");
  }
  if (!endpoint.key_configured) {
    for (const std::string& key : endpoint.key_files) {
      if (::access(key.c_str(), R_OK) == 0) {
        words.insert(words.end(), {"-i", key});
      }
    }
  }
}

// What is the same for the target and for the hosts on the way to it.
Words common_options(const SshEndpoint& endpoint) {
  Words words;
  if (!endpoint.load_config) {
    words = {"-F", "none"};
    add_option(words, "IdentityAgent", "none");
  }
  if (endpoint.program.batch) {
    add_option(words, "BatchMode", "yes");
  }
  add_option(words, "ConnectTimeout", std::to_string(endpoint.connect_timeout.count()));
  add_option(words, "LogLevel", "ERROR");
  add_host_key_options(words, endpoint);
  add_home(words, endpoint);
  if (endpoint.key_configured) {
    for (const std::string& key : endpoint.key_files) {
      words.push_back("-i");
      words.push_back(key);
    }
  }
  return words;
}

struct Hop {
  std::string user;
  std::string host;
  std::string port;
};

Hop parse_hop(std::string text) {
  if (text.starts_with("ssh://")) {
    text.erase(0, 6);
  }
  Hop hop;
  if (const std::size_t at = text.rfind('@'); at != std::string::npos) {
    hop.user = text.substr(0, at);
    text.erase(0, at + 1);
  }
  const std::size_t bracket = text.rfind(']');
  const std::size_t colon = text.rfind(':');
  const bool has_port =
      colon != std::string::npos && (bracket == std::string::npos ? text.find(':') == colon : colon > bracket);
  if (has_port) {
    hop.port = text.substr(colon + 1);
    text.resize(colon);
  }
  if (text.starts_with('[') && text.ends_with(']')) {
    text = text.substr(1, text.size() - 2);
  }
  hop.host = text;
  return hop;
}

std::string escape_percent(const std::string& text) {
  std::string result;
  for (const char c : text) {
    result += c == '%' ? "%%" : std::string(1, c);
  }
  return result;
}

// Not ssh's own -J: that would leave the key and the policy for host keys to chance for the hosts on the way.
std::string proxy_command(const SshEndpoint& endpoint) {
  Words hops;
  std::string rest = endpoint.proxyjump;
  for (std::size_t comma = rest.find(','); comma != std::string::npos; comma = rest.find(',')) {
    hops.push_back(rest.substr(0, comma));
    rest.erase(0, comma + 1);
  }
  hops.push_back(rest);
  std::string inner;  // the proxy command of the hop itself
  for (std::size_t i = 0; i < hops.size(); ++i) {
    const Hop hop = parse_hop(hops[i]);
    Words words = endpoint.program.ssh;
    const Words options = common_options(endpoint);
    words.insert(words.end(), options.begin(), options.end());
    add_option(words, "ControlPath", "none");
    if (!hop.user.empty()) {
      add_option(words, "User", hop.user);
    }
    if (!hop.port.empty()) {
      add_option(words, "Port", hop.port);
    }
    if (!inner.empty()) {
      add_option(words, "ProxyCommand", inner);
    }
    std::string text = escape_percent(shell::join(words));
    inner = text + " -W '[%h]:%p' -- " + shell::escape(hop.host);
  }
  return inner;
}

std::string last_line(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
    text.pop_back();
  }
  const std::size_t line = text.rfind('\n');
  return line == std::string::npos ? text : text.substr(line + 1);
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// A server with too many logins in progress drops connections without a word (MaxStartups). Whoever is on the way there
// and has something to say means more than that.
bool was_dropped(std::string_view messages) {
  bool dropped = false;
  while (!messages.empty()) {
    const std::string line(messages.substr(0, messages.find('\n')));
    messages.remove_prefix(std::min(line.size() + 1, messages.size()));
    const bool before_banner = contains(line, "kex_exchange_identification:") || contains(line, "banner exchange:");
    dropped = dropped || before_banner;
    if (!before_banner && !contains(line, "Connection closed by") && !contains(line, "Connection reset by") &&
        line.find_first_not_of(" \r") != std::string::npos) {
      return false;
    }
  }
  return dropped;
}

// Behind a proxy, a way that does not exist looks the same.
constexpr int kAttemptsByProxy = 5;

JobFailure login_failure(const SshEndpoint& endpoint, const BoundProcess& process) {
  const std::string& messages = process.messages();
  if (contains(messages, "Host key verification failed") || contains(messages, "host key is known for") ||
      contains(messages, "REMOTE HOST IDENTIFICATION HAS CHANGED")) {
    std::string place;
    for (const std::string_view mark : {"Offending ", "revoked"}) {
      if (const std::size_t at = messages.find(mark); at != std::string::npos && place.empty()) {
        place = ": " + messages.substr(at, messages.find_first_of("\r\n", at) - at);
      }
    }
    return connect_failure("HOST_KEY_ERROR", "Host key verification failed for " + endpoint.name + place);
  }
  const std::string reason = last_line(messages);
  if (contains(messages, "Permission denied (") || contains(messages, "Too many authentication failures")) {
    return connect_failure(
        "AUTH_ERROR", "Authentication failed for user " + endpoint.user + "@" + endpoint.host + " (" + reason + ")");
  }
  return connect_failure("CONNECT_ERROR", "Failed to connect to " + endpoint.name + ": " +
                                              (reason.empty() ? "the ssh program ended" : reason));
}

// False: it ended before it was ready.
asio::awaitable<bool> wait_until_ready(const Master& master, Deadline deadline) {
  constexpr std::chrono::milliseconds kLook{8};
  while (!master.process->ended()) {
    if (::access(master.socket.c_str(), F_OK) == 0) {
      co_return true;
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      co_return false;
    }
    co_await master.process->changed().wait(std::min(after(kLook), deadline));
  }
  co_return false;
}

}  // namespace

std::vector<std::string> program_options(const SshEndpoint& endpoint) {
  Words words = common_options(endpoint);
  if (endpoint.user_given) {
    add_option(words, "User", endpoint.user);
  }
  if (endpoint.port_given) {
    add_option(words, "Port", std::to_string(endpoint.port));
  }
  add_algorithms(words, endpoint);
  if (!endpoint.proxyjump.empty()) {
    add_option(words, "ProxyCommand", proxy_command(endpoint));
  }
  return words;
}

std::vector<std::string> master_command(const SshEndpoint& endpoint, const std::string& socket) {
  Words words = endpoint.program.ssh;
  const Words options = program_options(endpoint);
  words.insert(words.end(), options.begin(), options.end());
  add_option(words, "ControlMaster", "yes");
  add_option(words, "ControlPersist", "no");
  add_option(words, "ControlPath", socket);
  add_option(words, "ServerAliveInterval", "15");
  add_option(words, "ServerAliveCountMax", "4");
  add_option(words, "ClearAllForwardings", "yes");
  add_option(words, "PermitLocalCommand", "no");
  words.insert(words.end(), {"-N", "-T", "--", endpoint.program_host});
  return words;
}

asio::awaitable<Master> start_master(asio::io_context& loop, const SshEndpoint& endpoint, std::string socket) {
  const Deadline deadline = after(endpoint.connect_timeout);
  const std::vector<std::string> command = master_command(endpoint, socket);
  Pauses pauses;
  for (int attempt = 1;; ++attempt) {
    const auto started = std::chrono::steady_clock::now();
    Master master{BoundProcess::start(loop, command), socket, {}};
    const bool ready = co_await wait_until_ready(master, deadline);
    if (ready) {
      master.details.trust = endpoint.host_keys == HostKeyPolicy::Off ? "not checked (host-key-check: false)"
                                                                      : "known by " + endpoint.program.ssh.front();
      master.details.login = "by " + endpoint.program.ssh.front();
      master.details.connect = std::chrono::steady_clock::now() - started;
      co_return master;
    }
    if (!master.process->ended()) {
      throw connect_failure("CONNECT_ERROR", timeout_message(endpoint));
    }
    const Deadline next = after(pauses.next());
    const std::string& messages = master.process->messages();
    const bool hopeless = attempt >= kAttemptsByProxy && endpoint.by_proxy;
    if (next >= deadline || hopeless || !was_dropped(messages)) {
      throw login_failure(endpoint, *master.process);
    }
    asio::steady_timer timer(loop, next);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

}  // namespace volley::transport
