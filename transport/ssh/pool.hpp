// The warm connections of a run, on one event loop: at most one for each endpoint, made when it is first needed, kept
// until the transport ends, and replaced when it has died.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "transport/failure.hpp"
#include "transport/ssh/open_connection.hpp"

namespace volley::transport {

class ConnectionPool;

// The pools of all event loops: where one lacks descriptors, all give up connections that nobody uses.
class PoolGroup {
 public:
  void add(const std::shared_ptr<ConnectionPool>& pool);
  // Any thread; takes effect soon.
  void make_room();

 private:
  std::mutex mutex_;
  std::vector<std::weak_ptr<ConnectionPool>> pools_;
};

class ConnectionPool : public std::enable_shared_from_this<ConnectionPool> {
 public:
  struct Entry {
    explicit Entry(const asio::any_io_executor& executor) : changed(executor) {}
    std::shared_ptr<Connection> connection;
    bool connecting = false;
    std::size_t attempt = 0;
    std::optional<JobFailure> failure;  // of the last attempt
    Signal changed;
  };

  ConnectionPool(asio::io_context& loop, std::shared_ptr<SharedSsh> shared, std::shared_ptr<PoolGroup> group)
      : loop_(loop),
        shared_(std::move(shared)),
        turnstile_(std::make_shared<Turnstile>(loop.get_executor())),
        group_(std::move(group)) {}

  [[nodiscard]] std::shared_ptr<Entry> entry(const SshEndpoint& endpoint);
  // A living connection; throws JobFailure or Stopped. Jobs that come while it is being made wait for the same.
  [[nodiscard]] asio::awaitable<std::shared_ptr<Connection>> connection(std::shared_ptr<Entry> entry,
                                                                        std::shared_ptr<const SshEndpoint> endpoint,
                                                                        const Interruption& interruption);
  void close_all();
  // Closes some of the connections that no job uses; a next job makes them anew.
  void close_some_idle();
  [[nodiscard]] asio::io_context& loop() { return loop_; }

 private:
  static asio::awaitable<void> connect(std::shared_ptr<ConnectionPool> self, std::shared_ptr<Entry> entry,
                                       std::shared_ptr<const SshEndpoint> endpoint);
  static asio::awaitable<std::shared_ptr<Connection>> open(std::shared_ptr<ConnectionPool> self,
                                                           std::shared_ptr<const SshEndpoint> endpoint);

  asio::io_context& loop_;
  std::shared_ptr<SharedSsh> shared_;
  std::shared_ptr<Turnstile> turnstile_;
  std::shared_ptr<PoolGroup> group_;
  std::map<std::string, std::shared_ptr<Entry>> entries_;
  bool closed_ = false;
};

}  // namespace volley::transport
