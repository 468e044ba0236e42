// One job on its way over ssh: its endpoint, its connection, and whether somebody wants it to stop.
#pragma once

#include <asio/awaitable.hpp>
#include <memory>

#include "transport/job_run.hpp"
#include "transport/output_collector.hpp"
#include "transport/ssh/pool.hpp"

namespace volley::transport {

class SshJob : public std::enable_shared_from_this<SshJob> {
 public:
  SshJob(std::shared_ptr<ConnectionPool> pool, std::shared_ptr<const SshEndpoint> endpoint, std::shared_ptr<JobRun> run,
         const std::shared_ptr<OutputStore>& store);

  [[nodiscard]] const SshEndpoint& endpoint() const { return *endpoint_; }
  // Set when the job runs as another user than the login user.
  [[nodiscard]] const std::optional<shell::Identity>& identity() const { return identity_; }
  [[nodiscard]] JobRun& run() { return *run_; }
  [[nodiscard]] OutputCollector& output() { return output_; }
  [[nodiscard]] const Interruption& interruption() const { return interruption_; }
  [[nodiscard]] asio::io_context& loop() { return pool_->loop(); }

  // A connection on which something can be started; the same as the last time unless that one has died.
  [[nodiscard]] asio::awaitable<std::shared_ptr<Connection>> connect();
  // Something starts on the target now; the time limit of the job counts from the first time.
  void begin();
  // On the event loop: ends the job at its next step.
  void end(StopReason reason);

 private:
  std::shared_ptr<ConnectionPool> pool_;
  std::shared_ptr<const SshEndpoint> endpoint_;
  std::shared_ptr<JobRun> run_;
  std::optional<shell::Identity> identity_;
  OutputCollector output_;
  Interruption interruption_;
  std::shared_ptr<ConnectionPool::Entry> entry_;
  std::weak_ptr<Connection> connection_;
  asio::steady_timer limit_;
};

}  // namespace volley::transport
