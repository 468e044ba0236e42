// How a plan waits until its targets answer.
#include <algorithm>

#include "runtime/execute/engine.hpp"
#include "runtime/execute/interpret.hpp"

namespace volley::runtime {
namespace {

Value gave_up(const Value& target) {
  return Value(make<const Result>(target, "wait_until_available", Value(),
                                  Hash{{"_error", error_data("puppetlabs.tasks/exception-error", "EXCEPTION",
                                                             "Timed out waiting for target", Hash{})}},
                                  Ending::Unreachable));
}

}  // namespace

Values Engine::wait_until_available(const Values& targets, const RunOptions& options, Duration limit,
                                    Duration interval) {
  const TimePoint deadline = parts_.clock.now() + limit;
  Values results(targets.size());
  std::vector<std::size_t> missing(targets.size());
  for (std::size_t position = 0; position < targets.size(); ++position) {
    missing[position] = position;
  }
  while (!missing.empty()) {
    Action probe = probe_action({}, options);
    probe.object = probe.description;
    probe.quiet = true;
    for (const std::size_t position : missing) {
      probe.targets.push_back(targets[position]);
    }
    const Values answers = executor_.run(probe);
    const bool last_round = parts_.clock.now() >= deadline;
    std::vector<std::size_t> still_missing;
    for (std::size_t at = 0; at < answers.size(); ++at) {
      const Result& result = as_result(answers[at]);
      if (result.ok()) {
        results[missing[at]] = answers[at];
        continue;
      }
      log(LogLevel::Debug, result.target_name() + " does not answer: " + result.error()->message());
      if (last_round) {
        results[missing[at]] = gave_up(targets[missing[at]]);
      } else {
        still_missing.push_back(missing[at]);
      }
    }
    missing = std::move(still_missing);
    if (!missing.empty()) {
      scheduler_.sleep_until(std::min(parts_.clock.now() + interval, deadline));
    }
  }
  return results;
}

}  // namespace volley::runtime
