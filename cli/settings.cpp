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

std::string output_format(const Arguments& arguments, const runtime::Project* project) {
  const runtime::Value configured = project == nullptr ? runtime::Value() : project->setting("format");
  return arguments.text("format").value_or(configured.is_string() ? std::string(configured.as_string()) : "human");
}

OutputSettings output_settings(const Arguments& arguments, const Command& command, const runtime::Project* project) {
  OutputSettings settings;
  const bool runs_plan = command.subcommand == "plan" && command.action == "run";
  settings.verbose = arguments.boolean("verbose").value_or(!runs_plan);
  const runtime::Value color = project == nullptr ? runtime::Value() : project->setting("color");
  settings.color = arguments.boolean("color").value_or(!color.is_boolean() || color.as_boolean());
  settings.stream = arguments.flag("stream");
  settings.log_level = log_level(arguments.text("log-level").value_or("warn"));
  return settings;
}

}  // namespace volley::cli
