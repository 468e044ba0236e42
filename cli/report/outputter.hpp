// What the command line shows of a run: the Reporter of a run plus the output around it (summaries, final results,
// fatal errors). One implementation for people, one for programs.
#pragma once

#include <memory>
#include <string_view>

#include "runtime/execute/drop_ledger.hpp"
#include "runtime/execute/reporter.hpp"
#include "runtime/value/error_value.hpp"

namespace volley::cli {

struct OutputSettings {
  bool verbose = true;  // the results of each target
  bool color = true;
  bool stream = false;
  runtime::LogLevel log_level = runtime::LogLevel::Warning;
};

class Outputter : public runtime::Reporter {
 public:
  // Around a command on targets (command run, task run, ...).
  virtual void begin_command() = 0;
  virtual void end_command(const runtime::Values& results, runtime::Duration took) = 0;
  // The value of a plan, or the error that ended it, and the targets that were dropped on the way.
  virtual void plan_result(const runtime::Value& value, const runtime::DropLedger& dropped) = 0;
  virtual void plan_failure(const runtime::ErrorValue& error, const runtime::DropLedger& dropped) = 0;
  // Anything that ends the program; `in_command` when begin_command() has been called.
  virtual void fatal(const runtime::ErrorValue& error, bool in_command) = 0;
  // A document that a `show` command made: as text for people, as data for programs.
  virtual void document(std::string_view text, const runtime::Value& data) = 0;
};

// `format` is "human" or "json" (or "rainbow", shown as human).
[[nodiscard]] std::unique_ptr<Outputter> make_outputter(std::string_view format, const OutputSettings& settings);

}  // namespace volley::cli
