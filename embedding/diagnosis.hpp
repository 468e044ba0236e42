// Whether targets can be worked on, and if not, why and what to do: connects, logs in, asks the system what it is, and
// runs a small script in the temporary folder.
//
//   for (const TargetDiagnosis& target : diagnose(workspace, ids, {.concurrency = 100}))
//     if (!target.usable()) ...
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "embedding/workspace.hpp"
#include "runtime/execute/outcome.hpp"
#include "runtime/execute/transport.hpp"

namespace volley::embedding {

struct Problem {
  bool fatal = true;  // false: worth knowing, but the work can go on
  std::string message;
  std::string advice;  // what to do about it; may be empty
};

struct TargetDiagnosis {
  std::string name;
  std::string transport;
  runtime::Carrier carrier;
  std::shared_ptr<const runtime::ConnectionDetails> connection;  // nullptr: none was made, or none is needed
  std::string user;                                              // as the target calls who runs the jobs
  std::string system;                                            // "Linux 6.1.0 x86_64"
  std::string release;                                           // "Debian GNU/Linux 12 (bookworm)"
  std::string tmpdir;
  bool runs_scripts = false;                    // one was written into `tmpdir`, and ran
  std::optional<std::chrono::nanoseconds> run;  // one command on the warm connection
  std::vector<Problem> problems;

  [[nodiscard]] bool usable() const;
};

struct DiagnosisOptions {
  std::size_t concurrency = 100;
  std::stop_token stop = {};
};

// In the order of `ids`. Nothing that is wrong with a target is an exception.
[[nodiscard]] std::vector<TargetDiagnosis> diagnose(Workspace& workspace, const std::vector<runtime::TargetId>& ids,
                                                    const DiagnosisOptions& options);

// What carries the jobs of a target, without connecting. Throws PlanError when it is configured wrongly.
[[nodiscard]] runtime::Carrier carrier_of(Workspace& workspace, runtime::TargetId id);

}  // namespace volley::embedding
