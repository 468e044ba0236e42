// The warm connections of a run, on one event loop: at most one for each endpoint, made when it is first needed, kept
// until the transport ends, and replaced when it has died.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "transport/failure.hpp"
#include "transport/ssh/open_connection.hpp"

namespace volley::transport {

class ConnectionPool {
 public:
  struct Entry {
    explicit Entry(const asio::any_io_executor& executor) : changed(executor) {}
    std::shared_ptr<Connection> connection;
    bool connecting = false;
    std::size_t attempt = 0;
    std::optional<JobFailure> failure;  // of the last attempt
    Signal changed;
  };

  ConnectionPool(asio::io_context& loop, std::shared_ptr<SharedSsh> shared)
      : loop_(loop), shared_(std::move(shared)), turnstile_(std::make_shared<Turnstile>(loop.get_executor())) {}

  [[nodiscard]] std::shared_ptr<Entry> entry(const SshEndpoint& endpoint);
  // A living connection; throws JobFailure or Interrupted. Jobs that come while it is being made wait for the same.
  [[nodiscard]] asio::awaitable<std::shared_ptr<Connection>> connection(std::shared_ptr<Entry> entry,
                                                                        std::shared_ptr<const SshEndpoint> endpoint,
                                                                        const Interruption& interruption);
  void close_all();
  [[nodiscard]] asio::io_context& loop() { return loop_; }

 private:
  static asio::awaitable<void> connect(asio::io_context& loop, std::shared_ptr<Entry> entry,
                                       std::shared_ptr<const SshEndpoint> endpoint, std::shared_ptr<SharedSsh> shared,
                                       std::shared_ptr<Turnstile> turnstile);

  asio::io_context& loop_;
  std::shared_ptr<SharedSsh> shared_;
  std::shared_ptr<Turnstile> turnstile_;
  std::map<std::string, std::shared_ptr<Entry>> entries_;
  bool closed_ = false;
};

}  // namespace volley::transport
