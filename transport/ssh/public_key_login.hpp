// Logging in with a key: the server is asked whether it would take the public part, then its challenge is signed.
#pragma once

#include <asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "transport/ssh/session.hpp"

namespace volley::transport {

struct Signature {
  enum class State { Done, Again, Refused };
  State state = State::Refused;
  std::string text;  // without the algorithm's name in front
};

// Called when the server wants the public part; after Again it is called anew when something has come over the wire, or
// its Signal has been woken.
using Signer = std::function<Signature(std::string_view data)>;

// libssh2's code.
[[nodiscard]] asio::awaitable<int> log_in_with_public_key(Session& session, std::string user, std::string public_part,
                                                          Signer signer, Deadline deadline);
// Whether the server would take the key; nothing is signed. Throws ConnectionLost.
[[nodiscard]] asio::awaitable<bool> takes_public_key(Session& session, std::string user, std::string public_part,
                                                     Deadline deadline);

}  // namespace volley::transport
