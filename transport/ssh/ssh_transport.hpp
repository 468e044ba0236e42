// Targets reached over ssh: one warm, multiplexed connection for each, kept from the first job to the end of the run.
//
//   EventLoops loops;
//   SshTransport ssh(loops);
//   ssh.start(ssh.endpoint(address), job, {}, {}, [](runtime::Outcome outcome) { ... });
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "runtime/execute/transport.hpp"
#include "transport/event_loops.hpp"
#include "transport/ssh/ssh_config.hpp"
#include "transport/ssh/user_contact.hpp"

namespace volley::transport {

class ConnectionPool;
class OutputStore;
class PoolGroup;
class ProgramCache;
class SharedSsh;

class SshTransport final : public runtime::Transport {
 public:
  explicit SshTransport(EventLoops& loops, runtime::OutputLimits limits = {}, UserContact user = {});
  SshTransport(EventLoops& loops, std::shared_ptr<OutputStore> store, UserContact user = {});
  // Ends what still runs, and says goodbye to all servers without waiting for them.
  ~SshTransport() override;

  [[nodiscard]] std::string_view name() const override { return "ssh"; }
  [[nodiscard]] std::shared_ptr<const runtime::Endpoint> endpoint(const runtime::TargetAddress& address) override;
  [[nodiscard]] runtime::Carrier carrier(const runtime::Endpoint& endpoint) const override;
  void start(std::shared_ptr<const runtime::Endpoint> endpoint, std::shared_ptr<const runtime::Job> job,
             runtime::OutputListener listener, std::stop_token stop, runtime::Completion done) override;

 private:
  [[nodiscard]] std::shared_ptr<ConnectionPool> pool_for(asio::io_context& loop);

  EventLoops& loops_;
  std::shared_ptr<OutputStore> store_;
  std::shared_ptr<SharedSsh> shared_;
  std::shared_ptr<PoolGroup> group_;
  std::shared_ptr<ProgramCache> programs_;
  std::optional<SshConfig> config_;  // read when it is first needed
  std::mutex mutex_;
  std::map<asio::io_context*, std::shared_ptr<ConnectionPool>> pools_;
};

}  // namespace volley::transport
