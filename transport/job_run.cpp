#include "transport/job_run.hpp"

#include "transport/failure.hpp"

namespace volley::transport {

JobRun::~JobRun() {
  if (done_) {
    deliver(interrupted(started_));
  }
}

void JobRun::deliver(runtime::Outcome outcome) {
  const auto done = std::exchange(done_, nullptr);
  if (done) {
    done(std::move(outcome));
  }
}

}  // namespace volley::transport
