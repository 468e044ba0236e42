// A libssh2 session over a Wire: RAII, and one way to call libssh2's functions that would block.
//
//   const int code = co_await session.call([&] { return libssh2_userauth_password(session.raw(), "u", "p"); },
//   deadline);
#pragma once

#include <libssh2.h>

#include <asio/awaitable.hpp>
#include <memory>
#include <string>

#include "runtime/execute/outcome.hpp"
#include "transport/ssh/wire.hpp"

namespace volley::transport {

class Session {
 public:
  explicit Session(std::shared_ptr<Wire> wire);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  // Says goodbye without waiting for an answer.
  ~Session();

  [[nodiscard]] LIBSSH2_SESSION* raw() const { return session_; }
  [[nodiscard]] Wire& wire() const { return *wire_; }
  [[nodiscard]] const std::shared_ptr<Wire>& shared_wire() const { return wire_; }
  // Filled in while the connection is made.
  [[nodiscard]] runtime::ConnectionDetails& details() { return details_; }
  // libssh2's words for the last error.
  [[nodiscard]] std::string last_error() const;

  // Repeats the operation until it gives something else than LIBSSH2_ERROR_EAGAIN; LIBSSH2_ERROR_TIMEOUT at the
  // deadline. Only one call of each kind of session-wide operation (login, opening a channel) may run at a time.
  template <typename Operation>
  [[nodiscard]] asio::awaitable<int> call(Operation operation, Deadline deadline) {
    for (;;) {
      const std::uint64_t consumed = wire_->bytes_consumed();
      const int code = static_cast<int>(operation());
      wire_->flush();
      if (code != LIBSSH2_ERROR_EAGAIN || wire_->bytes_consumed() != consumed) {
        // It may have read packets that others wait for.
        wire_->changed().wake_all();
      }
      if (code != LIBSSH2_ERROR_EAGAIN) {
        co_return code;
      }
      if (wire_->closed()) {
        co_return LIBSSH2_ERROR_SOCKET_DISCONNECT;
      }
      const bool woken = co_await wire_->changed().wait(deadline);
      if (!woken) {
        co_return LIBSSH2_ERROR_TIMEOUT;
      }
    }
  }

 private:
  std::shared_ptr<Wire> wire_;
  runtime::ConnectionDetails details_;
  LIBSSH2_SESSION* session_;
};

// Whether the code means that the whole connection is unusable.
[[nodiscard]] bool is_connection_error(int code);

}  // namespace volley::transport
