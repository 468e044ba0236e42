// Who is told what happens during a run: the seam between execution and whatever shows it (a terminal, JSON, a test).
//
// All calls come on the evaluator's thread, in the order of events. Text that came from targets is passed on as it
// is: who prints it on a terminal has to escape it.
#pragma once

#include <string>
#include <string_view>

#include "runtime/evaluate/environment.hpp"
#include "runtime/execute/clock.hpp"
#include "runtime/execute/container_result.hpp"
#include "runtime/execute/outcome.hpp"
#include "runtime/execute/result.hpp"

namespace volley::runtime {

// An action of a plan as its Starting and Finished lines name it.
struct Step {
  std::string description;  // "command 'uptime'", or the plan author's own words
  const Values& targets;
};

class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void plan_started(std::string_view /*name*/) {}
  virtual void plan_finished(std::string_view /*name*/, Duration /*took*/) {}
  virtual void step_started(const Step& /*step*/) {}
  virtual void step_finished(const Step& /*step*/, std::size_t /*failures*/, Duration /*took*/) {}
  virtual void container_started(std::string_view /*image*/) {}
  virtual void container_finished(const ContainerResult& /*result*/) {}
  virtual void target_started(std::string_view /*target*/) {}
  virtual void target_finished(const Result& /*result*/) {}
  // One line of output as it arrives (streaming), without its line break.
  virtual void output_line(std::string_view /*target*/, OutputStream /*stream*/, std::string_view /*line*/) {}
  // out::message and out::verbose.
  virtual void message(std::string_view /*text*/) {}
  virtual void verbose(std::string_view /*text*/) {}
  virtual void log(LogLevel /*level*/, std::string_view /*text*/) {}
};

}  // namespace volley::runtime
