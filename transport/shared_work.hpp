// What is the same for all targets of a job, made by the first that needs it.
//
//   const std::shared_ptr<const Plan> plan = plans.get(job, "variant", [&] { return make_plan(); });
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "runtime/execute/job.hpp"

namespace volley::transport {

template <typename Content>
class SharedWork {
 public:
  // The others wait while it is made. What `build` throws concerns this target only; the next one tries again.
  template <typename Build>
  [[nodiscard]] std::shared_ptr<const Content> get(const std::shared_ptr<const runtime::Job>& job,
                                                   const std::string& variant, Build build) {
    const std::lock_guard lock(mutex_);
    if (job_.lock() != job || variant_ != variant || !content_) {
      content_ = std::make_shared<const Content>(build());
      job_ = job;
      variant_ = variant;
    }
    return content_;
  }

 private:
  std::mutex mutex_;
  std::weak_ptr<const runtime::Job> job_;
  std::string variant_;
  std::shared_ptr<const Content> content_;
};

}  // namespace volley::transport
