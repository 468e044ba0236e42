// The output for people, line by line as Bolt prints it.
#pragma once

#include <string>

#include "cli/report/log_output.hpp"
#include "cli/report/outputter.hpp"
#include "cli/report/terminal_text.hpp"

namespace volley::cli {

class HumanOutputter final : public Outputter {
 public:
  explicit HumanOutputter(const OutputSettings& settings);

  void plan_started(std::string_view name) override;
  void plan_finished(std::string_view name, runtime::Duration took) override;
  void step_started(const runtime::Step& step) override;
  void step_finished(const runtime::Step& step, std::size_t failures, runtime::Duration took) override;
  void container_started(std::string_view image) override;
  void container_finished(const runtime::ContainerResult& result) override;
  void target_started(std::string_view target) override;
  void target_finished(const runtime::Result& result) override;
  void output_line(std::string_view target, runtime::OutputStream stream, std::string_view line) override;
  void message(std::string_view text) override;
  void verbose(std::string_view text) override;
  void log(runtime::LogLevel level, std::string_view text) override;

  void begin_command() override {}
  void end_command(const runtime::Values& results, runtime::Duration took) override;
  void plan_result(const runtime::Value& value, const runtime::DropLedger& dropped) override;
  void plan_failure(const runtime::ErrorValue& error, const runtime::DropLedger& dropped) override;
  void fatal(const runtime::ErrorValue& error, bool in_command) override;
  void document(std::string_view text, const runtime::Value& data) override;

 private:
  void line(std::string_view text);
  void result_block(const runtime::Result& result);
  void container_block(const runtime::ContainerResult& result);
  [[nodiscard]] std::string body(const runtime::Result& result) const;
  void result_set(const runtime::Values& results);
  void summary(const runtime::Values& results, std::string_view took);
  void error_value(const runtime::ErrorValue& error);
  void plan_value(const runtime::Value& value);
  void ledger(const runtime::DropLedger& dropped);

  OutputSettings settings_;
  TerminalText text_;
  LogOutput log_;
  std::size_t open_plans_ = 0;
};

}  // namespace volley::cli
