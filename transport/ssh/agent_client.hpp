// The ssh-agent, asked without holding up an event loop: it may be slow, want the user's consent, or never answer.
//
//   const auto agent = co_await AgentClient::connect(executor, socket, deadline);
//   for (const AgentIdentity& identity : co_await agent->identities(deadline)) { ... }
//   const auto signature = co_await agent->sign(identity.public_part, data, deadline);
#pragma once

#include <asio/awaitable.hpp>
#include <asio/local/stream_protocol.hpp>
#include <asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "transport/signal.hpp"

namespace volley::transport {

struct AgentIdentity {
  std::string public_part;  // as ssh sends it; its type stands in front
  std::string comment;
};

class AgentClient : public std::enable_shared_from_this<AgentClient> {
 public:
  explicit AgentClient(const asio::any_io_executor& executor) : socket_(executor), limit_(executor) {}

  // nullptr when nobody listens there. Throws OutOfDescriptors.
  [[nodiscard]] static asio::awaitable<std::shared_ptr<AgentClient>> connect(asio::any_io_executor executor,
                                                                             std::string socket, Deadline deadline);
  // Empty when it did not answer.
  [[nodiscard]] asio::awaitable<std::optional<std::vector<AgentIdentity>>> identities(Deadline deadline);
  // Without the algorithm's name in front; empty when it does not want to, or did not answer.
  [[nodiscard]] asio::awaitable<std::optional<std::string>> sign(std::string public_part, std::string data,
                                                                 Deadline deadline);

 private:
  [[nodiscard]] asio::awaitable<std::optional<std::string>> ask(std::string request, Deadline deadline);
  void close_at(Deadline deadline);

  asio::local::stream_protocol::socket socket_;
  asio::steady_timer limit_;
};

}  // namespace volley::transport
