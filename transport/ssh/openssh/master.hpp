// The system's ssh program as the holder of a connection: it logs in, then waits at a control socket for sessions.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>

#include "transport/ssh/openssh/bound_process.hpp"
#include "transport/ssh/openssh/control_directory.hpp"
#include "transport/ssh/ssh_endpoint.hpp"

namespace volley::transport {

struct Master {
  std::shared_ptr<BoundProcess> process;
  std::string socket;
  runtime::ConnectionDetails details;
};

// The options of ssh and scp that the endpoint's own options mean, without the program and the host.
[[nodiscard]] std::vector<std::string> program_options(const SshEndpoint& endpoint);
[[nodiscard]] std::vector<std::string> master_command(const SshEndpoint& endpoint, const std::string& socket);

// Throws JobFailure: CONNECT_ERROR, AUTH_ERROR or HOST_KEY_ERROR. Starts again when a busy server drops the connection
// before it has said anything.
[[nodiscard]] asio::awaitable<Master> start_master(asio::io_context& loop, const SshEndpoint& endpoint,
                                                   std::string socket);

}  // namespace volley::transport
