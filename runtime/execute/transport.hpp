// The seam between orchestration and the ways to reach a target (ssh, local, mock).
//
// The executor asks a transport for the Endpoint of each target once (on the evaluator's thread: it reads Values), then
// starts Jobs on endpoints. start() returns at once; `done` is called exactly once for each job, from any thread.
// Whatever happens on a target comes back as an Outcome, never as an exception.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/execute/job.hpp"
#include "runtime/execute/outcome.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {

// The connection data of one target as the inventory has merged it.
struct TargetAddress {
  std::string name;  // what results and errors call it (without password)
  std::string host;  // may be empty (local)
  std::optional<int> port;
  std::optional<std::string> user;
  std::optional<std::string> password;
  Hash config;                 // config.<transport> of the target: "connect-timeout" => 10, ...
  std::string base_directory;  // relative paths in the config start here
};

// One target as its transport sees it: its options, parsed once. Constant and safe to share between threads.
class Endpoint {
 public:
  virtual ~Endpoint() = default;
};

// Called with output as it arrives (for --stream), from any thread. May be empty.
using OutputListener = std::function<void(OutputStream, std::string_view)>;
using Completion = std::function<void(Outcome)>;

// What carries the jobs of an endpoint: the library or program, and why that one.
struct Carrier {
  std::string name;  // empty: none, its jobs will fail
  std::string reason;
};

class Transport {
 public:
  virtual ~Transport() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  // What tasks may require of a target of this transport ("shell").
  [[nodiscard]] virtual std::vector<std::string> features() const { return {"shell"}; }
  // Throws EvaluationError or PlanError (kind bolt/validation-error) when an option cannot be used.
  [[nodiscard]] virtual std::shared_ptr<const Endpoint> endpoint(const TargetAddress& address) = 0;
  [[nodiscard]] virtual Carrier carrier(const Endpoint& /*endpoint*/) const { return {std::string(name()), ""}; }
  // A stop request ends a job that has started as Unknown and one that has not as Failed ("interrupted").
  virtual void start(std::shared_ptr<const Endpoint> endpoint, std::shared_ptr<const Job> job, OutputListener listener,
                     std::stop_token stop, Completion done) = 0;
};

}  // namespace volley::runtime
