// A transport without targets, for tests: a function answers each job, and time is only a number.
//
//   MockTransport mock([](const std::string& target, const runtime::Job& job) { return MockAnswer{outcome, 20ms}; });
//   ... start jobs ...
//   while (mock.deliver_next()) {}   // in the order of virtual time
//
// With Delivery::AtOnce every answer is delivered before start() returns.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "runtime/execute/transport.hpp"
#include "transport/job_run.hpp"

namespace volley::transport {

struct MockAnswer {
  runtime::Outcome outcome;
  std::chrono::milliseconds takes{0};
};

class MockTransport final : public runtime::Transport {
 public:
  enum class Delivery { AtOnce, InVirtualTime };
  using Handler = std::function<MockAnswer(const std::string& target, const runtime::Job& job)>;

  explicit MockTransport(Handler handler, Delivery delivery = Delivery::InVirtualTime)
      : handler_(std::move(handler)), delivery_(delivery) {}

  [[nodiscard]] std::string_view name() const override { return "mock"; }
  [[nodiscard]] std::shared_ptr<const runtime::Endpoint> endpoint(const runtime::TargetAddress& address) override;
  void start(std::shared_ptr<const runtime::Endpoint> endpoint, std::shared_ptr<const runtime::Job> job,
             runtime::OutputListener listener, std::stop_token stop, runtime::Completion done) override;

  // Advances the clock to the next answer and delivers it; false when there is none. A job whose stop token was
  // triggered meanwhile ends as interrupted.
  bool deliver_next();
  [[nodiscard]] std::chrono::milliseconds now() const;

 private:
  struct Pending {
    std::shared_ptr<JobRun> run;
    runtime::Outcome outcome;
  };
  Handler handler_;
  Delivery delivery_;
  mutable std::mutex mutex_;
  std::chrono::milliseconds now_{0};
  std::multimap<std::chrono::milliseconds, Pending> pending_;  // equal times keep their order
};

}  // namespace volley::transport
