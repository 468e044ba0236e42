// Logging in: configured or usual keys, the agent, the password, keyboard-interactive with the password, keys whose
// passphrase the user has to give.
#pragma once

#include <asio/awaitable.hpp>

#include "transport/ssh/session.hpp"
#include "transport/ssh/shared_keys.hpp"
#include "transport/ssh/ssh_endpoint.hpp"

namespace volley::transport {

// Throws JobFailure AUTH_ERROR when nothing is accepted, ConnectionLost when the connection ends meanwhile.
// The deadline is moved on by what the user takes to answer.
[[nodiscard]] asio::awaitable<void> authenticate(Session& session, const SshEndpoint& endpoint, SharedKeys& shared,
                                                 Deadline& deadline);

}  // namespace volley::transport
