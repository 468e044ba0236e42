#include "cli/report/log_output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace volley::cli {
namespace {

Color color_of(runtime::LogLevel level) {
  if (level >= runtime::LogLevel::Error) {
    return Color::Red;
  }
  return level == runtime::LogLevel::Warning ? Color::Yellow : Color::None;
}

}  // namespace

LogOutput::LogOutput(runtime::LogLevel least, bool colored)
    : least_(least), text_(isatty(STDERR_FILENO) == 1, colored) {}

void LogOutput::write(runtime::LogLevel level, std::string_view text) const {
  if (level >= least_) {
    fmt::print(stderr, "{}\n", text_.colorize(color_of(level), text_.from_target(text)));
  }
}

}  // namespace volley::cli
