#include "transport/mock/mock_transport.hpp"

#include "transport/failure.hpp"

namespace volley::transport {

namespace {

struct MockEndpoint final : runtime::Endpoint {
  explicit MockEndpoint(std::string target) : name(std::move(target)) {}
  std::string name;
};

void deliver(JobRun& run, const runtime::Outcome& outcome) {
  if (run.stop().stop_requested()) {
    run.deliver(interrupted(run.started()));
    return;
  }
  if (run.listener() && !outcome.standard_output.empty()) {
    run.listener()(runtime::OutputStream::Output, outcome.standard_output);
  }
  if (run.listener() && !outcome.standard_error.empty()) {
    run.listener()(runtime::OutputStream::Error, outcome.standard_error);
  }
  run.deliver(outcome);
}

}  // namespace

std::shared_ptr<const runtime::Endpoint> MockTransport::endpoint(const runtime::TargetAddress& address) {
  return std::make_shared<const MockEndpoint>(address.name);
}

void MockTransport::start(std::shared_ptr<const runtime::Endpoint> endpoint, std::shared_ptr<const runtime::Job> job,
                          runtime::OutputListener listener, std::stop_token stop, runtime::Completion done) {
  const auto mock = std::static_pointer_cast<const MockEndpoint>(std::move(endpoint));
  const auto run = std::make_shared<JobRun>(job, std::move(listener), std::move(stop), std::move(done));
  if (run->stop().stop_requested()) {
    run->deliver(interrupted(false));
    return;
  }
  run->mark_started();
  MockAnswer answer = handler_(mock->name, *job);
  if (delivery_ == Delivery::AtOnce) {
    deliver(*run, answer.outcome);
    return;
  }
  if (job->time_limit && answer.takes > *job->time_limit) {
    answer = {timed_out(*job->time_limit), *job->time_limit};
  }
  const std::lock_guard lock(mutex_);
  pending_.emplace(now_ + answer.takes, Pending{run, std::move(answer.outcome)});
}

bool MockTransport::deliver_next() {
  Pending next;
  {
    const std::lock_guard lock(mutex_);
    if (pending_.empty()) {
      return false;
    }
    const auto first = pending_.begin();
    now_ = first->first;
    next = std::move(first->second);
    pending_.erase(first);
  }
  deliver(*next.run, next.outcome);
  return true;
}

std::chrono::milliseconds MockTransport::now() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

}  // namespace volley::transport
