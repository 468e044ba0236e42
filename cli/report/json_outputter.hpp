// The output for programs: one JSON document on stdout, everything else on stderr.
#pragma once

#include "cli/report/log_output.hpp"
#include "cli/report/outputter.hpp"
#include "cli/report/terminal_text.hpp"

namespace volley::cli {

class JsonOutputter final : public Outputter {
 public:
  explicit JsonOutputter(const OutputSettings& settings);

  void target_finished(const runtime::Result& result) override;
  void message(std::string_view text) override;
  void verbose(std::string_view text) override;
  void log(runtime::LogLevel level, std::string_view text) override;

  void begin_command() override;
  void end_command(const runtime::Values& results, runtime::Duration took) override;
  void plan_result(const runtime::Value& value, const runtime::DropLedger& dropped) override;
  void plan_failure(const runtime::ErrorValue& error, const runtime::DropLedger& dropped) override;
  void fatal(const runtime::ErrorValue& error, bool in_command) override;
  void document(std::string_view text, const runtime::Value& data) override;

 private:
  OutputSettings settings_;
  LogOutput log_;
  TerminalText output_text_;
  TerminalText error_text_;
  bool in_items_ = false;
  bool first_item_ = true;
};

}  // namespace volley::cli
