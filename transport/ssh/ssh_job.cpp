#include "transport/ssh/ssh_job.hpp"

namespace volley::transport {

SshJob::SshJob(std::shared_ptr<ConnectionPool> pool, std::shared_ptr<const SshEndpoint> endpoint,
               std::shared_ptr<JobRun> run, const std::shared_ptr<OutputStore>& store)
    : pool_(std::move(pool)),
      endpoint_(std::move(endpoint)),
      run_(std::move(run)),
      identity_(
          identity_for(endpoint_->shell, run_->job().run_as, endpoint_->name, endpoint_->user, endpoint_->password)),
      output_(store, endpoint_->name, run_->listener()),
      entry_(pool_->entry(*endpoint_)),
      limit_(pool_->loop()) {}

asio::awaitable<std::shared_ptr<Connection>> SshJob::connect() {
  std::shared_ptr<Connection> connection = co_await pool_->connection(entry_, endpoint_, interruption_);
  connection_ = connection;
  co_return connection;
}

void SshJob::begin() {
  const auto& limit = run_->job().time_limit;
  if (!run_->started() && limit) {
    limit_.expires_after(*limit);
    limit_.async_wait([weak = weak_from_this()](const asio::error_code& error) {
      const auto self = weak.lock();
      if (!error && self) {
        self->end(StopReason::TimeLimit);
      }
    });
  }
  run_->mark_started();
}

void SshJob::end(StopReason reason) {
  if (interruption_.reason != StopReason::None) {
    return;
  }
  interruption_.reason = reason;
  entry_->changed.wake_all();
  if (const auto connection = connection_.lock()) {
    connection->changed().wake_all();
  }
}

}  // namespace volley::transport
