// Which carrier a target gets: the ssh library, which is cheap, or the system's ssh program, where the library cannot.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "transport/failure.hpp"
#include "transport/ssh/carrier.hpp"
#include "transport/ssh/library_connection.hpp"
#include "transport/ssh/openssh/control_directory.hpp"
#include "transport/ssh/openssh/turnstile.hpp"
#include "transport/ssh/user_contact.hpp"

namespace volley::transport {

// What all connections of a run share. Safe to use from all event loops.
class SharedSsh {
 public:
  explicit SharedSsh(UserContact user)
      : keys(std::move(user.ask_passphrase)), notice_(std::move(user.notice)), warning_(std::move(user.warning)) {}
  SharedKeys keys;

  // Throws JobFailure.
  [[nodiscard]] std::string new_control_socket();
  // Tells the user, once for each reason.
  void note(const std::string& reason);
  void warn(const std::string& id, const std::string& text);

 private:
  std::function<void(std::string)> notice_;
  std::function<void(std::string, std::string)> warning_;
  std::mutex mutex_;
  std::set<std::string> noted_;
  std::unique_ptr<ControlDirectory> directory_;
};

// Throws JobFailure (connect-error).
[[nodiscard]] asio::awaitable<std::shared_ptr<Connection>> open_connection(asio::io_context& loop,
                                                                           std::shared_ptr<const SshEndpoint> endpoint,
                                                                           std::shared_ptr<SharedSsh> shared,
                                                                           std::shared_ptr<Turnstile> turnstile);

}  // namespace volley::transport
