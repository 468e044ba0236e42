#include "transport/ssh/pool.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>

namespace volley::transport {

std::shared_ptr<ConnectionPool::Entry> ConnectionPool::entry(const SshEndpoint& endpoint) {
  std::shared_ptr<Entry>& entry = entries_[endpoint.connection_key()];
  if (!entry) {
    entry = std::make_shared<Entry>(loop_.get_executor());
  }
  return entry;
}

asio::awaitable<std::shared_ptr<Connection>> ConnectionPool::connection(std::shared_ptr<Entry> entry,
                                                                        std::shared_ptr<const SshEndpoint> endpoint,
                                                                        const Interruption& interruption) {
  for (;;) {
    interruption.check();
    if (closed_) {
      throw Interrupted();
    }
    if (entry->connection) {
      if (entry->connection->alive()) {
        co_return entry->connection;
      }
      entry->connection->retire();
      entry->connection.reset();
    }
    if (!entry->connecting) {
      entry->connecting = true;
      entry->failure.reset();
      ++entry->attempt;
      asio::co_spawn(loop_, connect(loop_, entry, endpoint, shared_, turnstile_), asio::detached);
    }
    const std::size_t attempt = entry->attempt;
    while (entry->connecting && entry->attempt == attempt) {
      co_await entry->changed.wait();
      interruption.check();
    }
    if (entry->attempt == attempt && entry->failure) {
      throw JobFailure(*entry->failure);
    }
  }
}

asio::awaitable<void> ConnectionPool::connect(asio::io_context& loop, std::shared_ptr<Entry> entry,
                                              std::shared_ptr<const SshEndpoint> endpoint,
                                              std::shared_ptr<SharedSsh> shared, std::shared_ptr<Turnstile> turnstile) {
  try {
    entry->connection = co_await open_connection(loop, endpoint, shared, turnstile);
  } catch (const JobFailure& failure) {
    entry->failure = failure;
  } catch (const std::exception& failure) {
    entry->failure = connect_failure("CONNECT_ERROR", "Failed to connect to " + endpoint->name + ": " + failure.what());
  }
  entry->connecting = false;
  entry->changed.wake_all();
}

void ConnectionPool::close_all() {
  closed_ = true;
  for (const auto& [key, entry] : entries_) {
    if (entry->connection) {
      entry->connection->say_goodbye();
      entry->connection->retire();
      entry->connection.reset();
    }
    entry->changed.wake_all();
  }
}

}  // namespace volley::transport
