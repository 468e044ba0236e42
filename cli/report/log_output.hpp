// Log lines on stderr, above a least level.
#pragma once

#include <string_view>

#include "cli/report/terminal_text.hpp"
#include "runtime/evaluate/environment.hpp"

namespace volley::cli {

class LogOutput {
 public:
  LogOutput(runtime::LogLevel least, bool colored);
  void write(runtime::LogLevel level, std::string_view text) const;

 private:
  runtime::LogLevel least_;
  TerminalText text_;
};

}  // namespace volley::cli
