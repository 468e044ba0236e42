// The controller itself as a target.
//
//   EventLoops loops;
//   LocalTransport local(loops);
//   local.start(local.endpoint(address), job, {}, {}, [](runtime::Outcome outcome) { ... });
#pragma once

#include <memory>

#include "runtime/execute/transport.hpp"
#include "transport/event_loops.hpp"

namespace volley::transport {

class Guardian;
class OutputStore;

class LocalTransport final : public runtime::Transport {
 public:
  explicit LocalTransport(EventLoops& loops, runtime::OutputLimits limits = {});
  LocalTransport(EventLoops& loops, std::shared_ptr<OutputStore> store);

  [[nodiscard]] std::string_view name() const override { return "local"; }
  [[nodiscard]] std::shared_ptr<const runtime::Endpoint> endpoint(const runtime::TargetAddress& address) override;
  void start(std::shared_ptr<const runtime::Endpoint> endpoint, std::shared_ptr<const runtime::Job> job,
             runtime::OutputListener listener, std::stop_token stop, runtime::Completion done) override;

 private:
  EventLoops& loops_;
  std::shared_ptr<OutputStore> store_;
  std::shared_ptr<Guardian> guardian_;
};

}  // namespace volley::transport
