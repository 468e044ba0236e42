#include "transport/ssh/ssh_job.hpp"

namespace volley::transport {

SshJob::SshJob(std::shared_ptr<ConnectionPool> pool, std::shared_ptr<const SshEndpoint> endpoint,
               std::shared_ptr<JobRun> run, runtime::OutputLimits limits)
    : pool_(std::move(pool)),
      endpoint_(std::move(endpoint)),
      run_(std::move(run)),
      output_(limits, run_->listener()),
      entry_(pool_->entry(*endpoint_)) {}

asio::awaitable<std::shared_ptr<Connection>> SshJob::connect() {
  std::shared_ptr<Connection> connection = co_await pool_->connection(entry_, endpoint_, interruption_);
  connection_ = connection;
  co_return connection;
}

void SshJob::interrupt() {
  interruption_.requested = true;
  entry_->changed.wake_all();
  if (const auto connection = connection_.lock()) {
    connection->changed().wake_all();
  }
}

}  // namespace volley::transport
