#include "transport/ssh/pool.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>

#include "transport/descriptor_limit.hpp"
#include "transport/ssh/pauses.hpp"

namespace volley::transport {

void PoolGroup::add(const std::shared_ptr<ConnectionPool>& pool) {
  const std::lock_guard lock(mutex_);
  pools_.push_back(pool);
}

void PoolGroup::make_room() {
  const std::lock_guard lock(mutex_);
  for (const auto& entry : pools_) {
    if (const auto pool = entry.lock()) {
      asio::post(pool->loop(), [pool] { pool->close_some_idle(); });
    }
  }
}

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
      throw Stopped(StopReason::Interrupted);
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
      asio::co_spawn(loop_, connect(shared_from_this(), entry, endpoint), asio::detached);
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

asio::awaitable<void> ConnectionPool::connect(std::shared_ptr<ConnectionPool> self, std::shared_ptr<Entry> entry,
                                              std::shared_ptr<const SshEndpoint> endpoint) {
  try {
    entry->connection = co_await open(self, endpoint);
  } catch (const JobFailure& failure) {
    entry->failure = failure;
  } catch (const std::exception& failure) {
    entry->failure = connect_failure("CONNECT_ERROR", "Failed to connect to " + endpoint->name + ": " + failure.what());
  }
  entry->connecting = false;
  entry->changed.wake_all();
}

// Without a descriptor it waits for one; its time to connect has not begun then.
asio::awaitable<std::shared_ptr<Connection>> ConnectionPool::open(std::shared_ptr<ConnectionPool> self,
                                                                  std::shared_ptr<const SshEndpoint> endpoint) {
  Pauses pauses;
  while (!self->closed_) {
    try {
      std::shared_ptr<Connection> connection =
          co_await open_connection(self->loop_, endpoint, self->shared_, self->turnstile_);
      co_return connection;
    } catch (const OutOfDescriptors&) {
      // Waiting is not possible here.
    }
    if (!raise_descriptor_limit()) {
      self->group_->make_room();
      asio::steady_timer timer(self->loop_, pauses.next());
      co_await timer.async_wait(asio::use_awaitable);
    }
  }
  throw connect_failure("CONNECT_ERROR", "Failed to connect to " + endpoint->name + ": no file descriptor was free");
}

void ConnectionPool::close_some_idle() {
  constexpr int kAtOnce = 32;
  int closed = 0;
  for (auto entry = entries_.begin(); entry != entries_.end() && closed < kAtOnce; ++entry) {
    std::shared_ptr<Connection>& connection = entry->second->connection;
    if (connection && connection->idle()) {
      connection->say_goodbye();
      connection->retire();
      connection.reset();
      ++closed;
    }
  }
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
