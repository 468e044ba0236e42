// Logging in: configured or usual keys, the agent, the password, keyboard-interactive with the password.
#pragma once

#include <asio/awaitable.hpp>

#include "transport/ssh/private_keys.hpp"
#include "transport/ssh/session.hpp"
#include "transport/ssh/ssh_endpoint.hpp"

namespace volley::transport {

// Throws JobFailure AUTH_ERROR when nothing is accepted, ConnectionLost when the connection ends meanwhile.
[[nodiscard]] asio::awaitable<void> authenticate(Session& session, const SshEndpoint& endpoint, PrivateKeys& keys,
                                                 Deadline deadline);

}  // namespace volley::transport
