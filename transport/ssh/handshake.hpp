// From a host name to an encrypted session with a server that is who it should be.
#pragma once

#include <asio/awaitable.hpp>
#include <memory>

#include "transport/ssh/known_hosts.hpp"
#include "transport/ssh/learned_hosts.hpp"
#include "transport/ssh/session.hpp"
#include "transport/ssh/ssh_endpoint.hpp"

namespace volley::transport {

// Whom hosts are believed to be.
struct HostKeys {
  KnownHosts known = KnownHosts::of_this_user();
  LearnedHosts learned;
};

// Throws JobFailure: CONNECT_ERROR or HOST_KEY_ERROR. Starts again when a busy server drops the connection before it
// has said anything.
[[nodiscard]] asio::awaitable<std::unique_ptr<Session>> connect_session(asio::any_io_executor executor,
                                                                        const SshEndpoint& endpoint,
                                                                        HostKeys& host_keys, Deadline deadline);

// "ssh-ed25519 SHA256:..."
[[nodiscard]] std::string host_key_text(const Session& session);
[[nodiscard]] std::string timeout_message(const SshEndpoint& endpoint);

}  // namespace volley::transport
