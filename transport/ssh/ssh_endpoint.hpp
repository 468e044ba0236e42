// The options of one ssh target, parsed once.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "runtime/execute/transport.hpp"
#include "transport/options.hpp"

namespace volley::transport {

class SshEndpoint final : public runtime::Endpoint {
 public:
  // Throws PlanError (bolt/validation-error).
  explicit SshEndpoint(const runtime::TargetAddress& address);

  std::string name;
  std::string host;
  int port;
  std::string user;
  std::optional<std::string> password;
  std::vector<std::string> key_files;   // absolute; the usual ones when none is configured
  bool key_configured = false;          // false: missing key files are no reason to complain
  std::optional<std::string> key_data;  // a private key itself
  bool use_agent = true;
  bool check_host_key = true;
  std::chrono::seconds connect_timeout{10};
  bool tty = false;
  ShellOptions shell;
  std::string unsupported;  // not empty: an option that asks for something which is not there yet

  // Endpoints with the same key can share a connection.
  [[nodiscard]] std::string connection_key() const;
};

}  // namespace volley::transport
