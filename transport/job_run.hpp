// One job on its way through a transport: what to do, whom to tell, and the promise to tell them exactly once.
#pragma once

#include <memory>
#include <stop_token>
#include <utility>

#include "runtime/execute/job.hpp"
#include "runtime/execute/outcome.hpp"
#include "runtime/execute/transport.hpp"
#include "transport/failure.hpp"

namespace volley::transport {

class JobRun {
 public:
  JobRun(std::shared_ptr<const runtime::Job> job, runtime::OutputListener listener, std::stop_token stop,
         runtime::Completion done)
      : job_(std::move(job)), listener_(std::move(listener)), stop_(std::move(stop)), done_(std::move(done)) {}
  JobRun(const JobRun&) = delete;
  JobRun& operator=(const JobRun&) = delete;
  // A run that is dropped with its event loop still answers.
  ~JobRun();

  [[nodiscard]] const runtime::Job& job() const { return *job_; }
  [[nodiscard]] const std::shared_ptr<const runtime::Job>& shared_job() const { return job_; }
  [[nodiscard]] const runtime::OutputListener& listener() const { return listener_; }
  [[nodiscard]] const std::stop_token& stop() const { return stop_; }

  // The outcome of a job that was ended.
  [[nodiscard]] runtime::Outcome stopped(StopReason reason) const;

  // From here on the end of this job cannot be known without seeing it.
  void mark_started() { started_ = true; }
  [[nodiscard]] bool started() const { return started_; }

  void deliver(runtime::Outcome outcome);

 private:
  std::shared_ptr<const runtime::Job> job_;
  runtime::OutputListener listener_;
  std::stop_token stop_;
  runtime::Completion done_;
  bool started_ = false;
};

}  // namespace volley::transport
