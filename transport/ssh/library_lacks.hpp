// The target wants something that the ssh library cannot do, but the system's ssh program may.
#pragma once

#include <stdexcept>
#include <string>

#include "transport/failure.hpp"

namespace volley::transport {

class LibraryLacks : public std::runtime_error {
 public:
  // `failure` is what to report if there is no other way.
  LibraryLacks(const std::string& reason, JobFailure failure)
      : std::runtime_error(reason), failure_(std::move(failure)) {}
  [[nodiscard]] const JobFailure& failure() const { return failure_; }

 private:
  JobFailure failure_;
};

}  // namespace volley::transport
