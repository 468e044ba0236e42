// Logging in with the keys of an ssh-agent.
#pragma once

#include <asio/awaitable.hpp>

#include "transport/ssh/login_attempts.hpp"
#include "transport/ssh/private_keys.hpp"
#include "transport/ssh/ssh_endpoint.hpp"

namespace volley::transport {

// Throws ConnectionLost, OutOfDescriptors.
[[nodiscard]] asio::awaitable<bool> log_in_by_agent(Session& session, const SshEndpoint& endpoint, PrivateKeys& keys,
                                                    LoginAttempts& attempts, Deadline deadline);

}  // namespace volley::transport
