// What a transport hands back for one target: plain bytes and numbers, so that it may cross threads.
//
// The evaluator's thread turns an Outcome into a Result (runtime/execute/result.hpp); nothing here is a Value.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace volley::runtime {

// How the work on one target ended. Every job ends in exactly one of these.
enum class Ending {
  Completed,    // it ran to its end; the exit code says how
  Failed,       // it could not be done (no permission, no such file, escalation refused)
  Unreachable,  // no connection; nothing was started on the target
  TimedOut,     // a time limit ended it
  Unknown,      // it had started, and its end was not seen (connection lost, interrupted)
};

enum class OutputStream { Output, Error };

// Bounds on the output of jobs. What does not fit into memory goes into files.
struct OutputLimits {
  std::size_t bytes = 64UL << 20U;  // of one job, stdout and stderr together, that stay in memory as a whole
  std::size_t kept = 1UL << 20U;    // of a job that prints more: of each stream the beginning, and the end
  std::size_t total = 1UL << 30U;   // memory of all jobs together
  std::size_t file = 1UL << 30U;    // of one job at all; the process is ended when it prints more
};

struct Outcome {
  Ending ending = Ending::Completed;
  std::optional<int> exit_code;  // empty when a signal ended the process, or it did not complete
  std::string standard_output;
  std::string standard_error;
  std::string merged_output;  // both, in order of arrival
  bool output_limit_reached = false;
  // Where all of it is, when only the beginning and the end are here.
  std::vector<std::string> output_files;
  // Lives as long as the output takes memory.
  std::shared_ptr<const void> memory;

  // For every ending but Completed: Bolt's kind ("puppetlabs.tasks/connect-error"), its issue code ("AUTH_ERROR") and
  // a sentence for people.
  std::string kind;
  std::string issue_code;
  std::string message;

  // Where a download was put (absolute, on the controller); empty otherwise.
  std::string downloaded_to;

  // The temporary directory that `cleanup: false` left on the target; empty when there is none.
  std::string kept_directory;

  [[nodiscard]] static Outcome failure(Ending ending, std::string kind, std::string issue_code, std::string message) {
    Outcome outcome;
    outcome.ending = ending;
    outcome.kind = std::move(kind);
    outcome.issue_code = std::move(issue_code);
    outcome.message = std::move(message);
    return outcome;
  }
};

}  // namespace volley::runtime
