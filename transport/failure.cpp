#include "transport/failure.hpp"

namespace volley::transport {

using runtime::Ending;

JobFailure connect_failure(std::string issue_code, const std::string& message) {
  return {Ending::Unreachable, "puppetlabs.tasks/connect-error", std::move(issue_code), message};
}

JobFailure file_failure(std::string issue_code, const std::string& message) {
  return {Ending::Failed, "puppetlabs.tasks/task_file_error", std::move(issue_code), message};
}

JobFailure exception_failure(const std::string& message) {
  return {Ending::Failed, "puppetlabs.tasks/exception-error", "EXCEPTION", message};
}

JobFailure escalate_failure(const std::string& message, std::string issue_code) {
  return {Ending::Failed, "puppetlabs.tasks/escalate-error", std::move(issue_code), message};
}

runtime::Outcome interrupted(bool started) {
  return runtime::Outcome::failure(
      started ? Ending::Unknown : Ending::Failed, "puppetlabs.tasks/exception-error", "INTERRUPTED",
      started ? "interrupted: it had started, and how it ended is not known" : "interrupted before it started");
}

runtime::Outcome timed_out(std::chrono::milliseconds limit) {
  std::string seconds = std::to_string(std::chrono::duration<double>(limit).count());
  seconds.erase(seconds.find_last_not_of('0') + 1);
  if (seconds.ends_with('.')) {
    seconds.pop_back();
  }
  return runtime::Outcome::failure(
      Ending::TimedOut, "volley/timeout", "TIMEOUT",
      "Timed out after " + seconds + (seconds == "1" ? " second" : " seconds") + ": what ran was ended");
}

std::string_view noexec_hint() {
  return "\n\nThis might be caused by the default tmpdir being mounted using 'noexec'. See "
         "http://pup.pt/task-failure for details and workarounds.";
}

}  // namespace volley::transport
