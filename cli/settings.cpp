#include "cli/settings.hpp"

#include <array>

namespace volley::cli {
namespace {

runtime::LogLevel log_level(const std::string& name) {
  using enum runtime::LogLevel;
  static constexpr auto kLevels = std::to_array<std::pair<std::string_view, runtime::LogLevel>>(
      {{"trace", Trace}, {"debug", Debug}, {"info", Info}, {"warn", Warning}, {"error", Error}, {"fatal", Critical}});
  for (const auto& [known, level] : kLevels) {
    if (known == name) {
      return level;
    }
  }
  return Warning;
}

}  // namespace

std::string output_format(const Arguments& arguments) { return arguments.text("format").value_or("human"); }

OutputSettings output_settings(const Arguments& arguments, const Command& command) {
  OutputSettings settings;
  const bool runs_plan = command.subcommand == "plan" && command.action == "run";
  settings.verbose = arguments.boolean("verbose").value_or(!runs_plan);
  settings.color = arguments.boolean("color").value_or(true);
  settings.stream = arguments.flag("stream");
  settings.log_level = log_level(arguments.text("log-level").value_or("warn"));
  return settings;
}

}  // namespace volley::cli
