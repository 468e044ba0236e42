#include "transport/ssh/ssh_transport.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/post.hpp>
#include <functional>

#include "transport/ssh/jobs.hpp"
#include "transport/ssh/openssh/installed.hpp"
#include "transport/ssh/pool.hpp"
#include "transport/ssh/ssh_job.hpp"

namespace volley::transport {

namespace {

asio::awaitable<void> run_job(std::shared_ptr<ConnectionPool> pool, std::shared_ptr<const SshEndpoint> endpoint,
                              std::shared_ptr<JobRun> run, std::shared_ptr<ProgramCache> programs,
                              std::shared_ptr<OutputStore> store) {
  const auto job = std::make_shared<SshJob>(pool, endpoint, run, store);
  const std::stop_callback on_stop(run->stop(), [weak = std::weak_ptr(job), &loop = pool->loop()] {
    asio::post(loop, [weak] {
      if (const auto job = weak.lock()) {
        job->end(StopReason::Interrupted);
      }
    });
  });
  runtime::Outcome outcome = co_await perform(job, programs);
  run->deliver(std::move(outcome));
}

}  // namespace

SshTransport::SshTransport(EventLoops& loops, runtime::OutputLimits limits, UserContact user)
    : SshTransport(loops, std::make_shared<OutputStore>(limits), std::move(user)) {}

SshTransport::SshTransport(EventLoops& loops, std::shared_ptr<OutputStore> store, UserContact user)
    : loops_(loops),
      store_(std::move(store)),
      shared_(std::make_shared<SharedSsh>(std::move(user))),
      group_(std::make_shared<PoolGroup>()),
      programs_(std::make_shared<ProgramCache>()) {}

SshTransport::~SshTransport() {
  loops_.run_on_each([this](asio::io_context& loop) {
    std::shared_ptr<ConnectionPool> pool;
    {
      const std::lock_guard lock(mutex_);
      const auto found = pools_.find(&loop);
      if (found == pools_.end()) {
        return;
      }
      pool = found->second;
    }
    pool->close_all();
  });
}

std::shared_ptr<const runtime::Endpoint> SshTransport::endpoint(const runtime::TargetAddress& address) {
  if (!config_) {
    config_ = SshConfig::of_this_user();
  }
  return std::make_shared<const SshEndpoint>(address, *config_);
}

runtime::Carrier SshTransport::carrier(const runtime::Endpoint& endpoint) const {
  const auto& ssh = static_cast<const SshEndpoint&>(endpoint);
  if (!ssh.unsupported.empty()) {
    return {"", ssh.unsupported};
  }
  const std::string& program = ssh.program.ssh.front();
  if (!ssh.program_reason.empty() && !is_installed(program)) {
    return {"", ssh.program_reason + ", and the program '" + program + "' was not found"};
  }
  return ssh.program_reason.empty() ? runtime::Carrier{"libssh2", "built in"}
                                    : runtime::Carrier{program, ssh.program_reason};
}

std::shared_ptr<ConnectionPool> SshTransport::pool_for(asio::io_context& loop) {
  const std::lock_guard lock(mutex_);
  std::shared_ptr<ConnectionPool>& pool = pools_[&loop];
  if (!pool) {
    pool = std::make_shared<ConnectionPool>(loop, shared_, group_);
    group_->add(pool);
  }
  return pool;
}

void SshTransport::start(std::shared_ptr<const runtime::Endpoint> endpoint, std::shared_ptr<const runtime::Job> job,
                         runtime::OutputListener listener, std::stop_token stop, runtime::Completion done) {
  auto ssh = std::static_pointer_cast<const SshEndpoint>(std::move(endpoint));
  if (ssh->program.command_ignored) {
    shared_->warn("native_ssh_disabled", "native-ssh must be true to use ssh-command");
  }
  asio::io_context& loop = loops_.loop_for(ssh->connection_key());
  auto run = std::make_shared<JobRun>(std::move(job), std::move(listener), std::move(stop), std::move(done));
  asio::co_spawn(loop, run_job(pool_for(loop), std::move(ssh), std::move(run), programs_, store_), asio::detached);
}

}  // namespace volley::transport
