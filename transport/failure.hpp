// The failures that transports report, with the kinds, codes and words that plans rely on.
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

#include "runtime/execute/outcome.hpp"

namespace volley::transport {

// The job could not be done. Thrown inside transports only; the outermost coroutine makes an Outcome of it.
class JobFailure : public std::runtime_error {
 public:
  JobFailure(runtime::Ending ending, std::string kind, std::string issue_code, const std::string& message)
      : std::runtime_error(message), ending_(ending), kind_(std::move(kind)), issue_code_(std::move(issue_code)) {}
  [[nodiscard]] const std::string& issue_code() const { return issue_code_; }
  [[nodiscard]] runtime::Outcome outcome() const {
    return runtime::Outcome::failure(ending_, kind_, issue_code_, what());
  }

 private:
  runtime::Ending ending_;
  std::string kind_;
  std::string issue_code_;
};

// No file descriptor is to be had: whoever needs one waits until one is free. Thrown inside transports only.
class OutOfDescriptors : public std::exception {};

// Why a job is ended before its time.
enum class StopReason { None, Interrupted, TimeLimit };

// Ends a job that is to stop. Thrown inside transports only.
class Stopped : public std::exception {
 public:
  explicit Stopped(StopReason reason) : reason_(reason) {}
  [[nodiscard]] StopReason reason() const { return reason_; }

 private:
  StopReason reason_;
};

// "CONNECT_ERROR", "AUTH_ERROR", "HOST_KEY_ERROR": no connection, nothing was started.
[[nodiscard]] JobFailure connect_failure(std::string issue_code, const std::string& message);
// A file or directory could not be handled: "TMPDIR_ERROR", "WRITE_ERROR", "MV_ERROR", ...
[[nodiscard]] JobFailure file_failure(std::string issue_code, const std::string& message);
// Anything else that went wrong, such as a program that does not exist.
[[nodiscard]] JobFailure exception_failure(const std::string& message);
// Another user could not be had: "NO_PASSWORD", "BAD_PASSWORD", "SUDO_DENIED", "ESCALATE_ERROR".
[[nodiscard]] JobFailure escalate_failure(const std::string& message, std::string issue_code);

[[nodiscard]] runtime::Outcome interrupted(bool started);
[[nodiscard]] runtime::Outcome timed_out(std::chrono::milliseconds limit);

// What exit code 126 deserves to have added to stderr and the merged output.
[[nodiscard]] std::string_view noexec_hint();

}  // namespace volley::transport
