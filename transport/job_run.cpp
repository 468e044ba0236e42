#include "transport/job_run.hpp"

#include "transport/failure.hpp"

namespace volley::transport {

JobRun::~JobRun() {
  if (done_) {
    deliver(interrupted(started_));
  }
}

runtime::Outcome JobRun::stopped(StopReason reason) const {
  return reason == StopReason::TimeLimit && job_->time_limit ? timed_out(*job_->time_limit) : interrupted(started_);
}

void JobRun::deliver(runtime::Outcome outcome) {
  const auto done = std::exchange(done_, nullptr);
  if (done) {
    done(std::move(outcome));
  }
}

}  // namespace volley::transport
