// What a transport hands back for one target: plain bytes and numbers, so that it may cross threads.
//
// The evaluator's thread turns an Outcome into a Result (runtime/execute/result.hpp); nothing here is a Value.
#pragma once

#include <chrono>
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
  std::size_t bytes = 64UL << 20U;   // of one job, stdout and stderr together, that stay in memory as a whole
  std::size_t kept = 1UL << 20U;     // of a job that prints more: of each stream the beginning, and the end
  std::size_t total = 256UL << 20U;  // memory of all jobs together
  std::size_t file = 1UL << 30U;     // of one job at all; the process is ended when it prints more
};

// How a connection came about, for diagnosis. All text is for people; what a transport has no word for is empty.
struct ConnectionDetails {
  std::string address;   // "192.0.2.7:22"
  std::string server;    // what it says it is: "SSH-2.0-OpenSSH_9.2"
  std::string host_key;  // "ssh-ed25519 SHA256:..."
  std::string trust;     // why the host key was accepted
  std::string login;     // what the server let us in with: "key /home/me/.ssh/id_ed25519"
  std::chrono::nanoseconds resolve{};
  std::chrono::nanoseconds connect{};
  std::chrono::nanoseconds handshake{};
  std::chrono::nanoseconds authenticate{};
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

  // Of a probe that reached its target over a connection; empty otherwise.
  std::shared_ptr<const ConnectionDetails> connection;

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
