// The options of one ssh target, parsed once.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "runtime/execute/transport.hpp"
#include "transport/options.hpp"
#include "transport/ssh/ssh_config.hpp"

namespace volley::transport {

enum class HostKeyPolicy { Strict, AcceptNew, Off };

// Names as ssh has them, the first preferred; empty: whatever is usual. "defaults" stands for that, too.
struct AlgorithmLists {
  std::vector<std::string> encryption;
  std::vector<std::string> host_key;
  std::vector<std::string> kex;
  std::vector<std::string> mac;
};

// How the system's ssh program is called.
struct SshProgram {
  bool wanted = false;  // the user wants it for every connection (`native-ssh`)
  std::vector<std::string> ssh{"ssh"};
  std::vector<std::string> copy{"scp", "-r"};
  bool batch = true;
  bool command_ignored = false;  // one is given, but the library makes the connections
};

class SshEndpoint final : public runtime::Endpoint {
 public:
  // Throws PlanError (bolt/validation-error).
  explicit SshEndpoint(const runtime::TargetAddress& address, const SshConfig& config = SshConfig());

  std::string name;
  std::string host;
  int port;
  std::string user;
  std::optional<std::string> password;
  std::vector<std::string> key_files;   // absolute; the usual ones when none is configured
  bool key_configured = false;          // false: missing key files are no reason to complain
  std::optional<std::string> key_data;  // a private key itself
  bool use_agent = true;
  bool user_given = false;  // false: what the ssh program thinks is as good
  bool port_given = false;
  bool load_config = true;
  HostKeyPolicy host_keys = HostKeyPolicy::Strict;
  bool host_key_check_given = false;
  bool hash_known_hosts = false;
  AlgorithmLists algorithms;
  bool identities_only = false;  // of the agent's, only those that key files name
  std::string agent_socket;      // empty: $SSH_AUTH_SOCK
  std::string login_lack;        // not empty: a way to log in that only the ssh program knows
  std::string program_host;      // what the ssh program is to call it: the name before ssh_config changed it
  SshProgram program;
  std::string proxyjump;       // empty, or "user@host:port", several of them separated by commas
  bool by_proxy = false;       // there are others on the way
  std::string program_reason;  // not empty: why only the ssh program can reach it
  std::chrono::seconds connect_timeout{10};
  bool tty = false;
  ShellOptions shell;
  std::string unsupported;  // not empty: an option that asks for something which is not there yet

  // Endpoints with the same key can share a connection.
  [[nodiscard]] std::string connection_key() const;
};

}  // namespace volley::transport
