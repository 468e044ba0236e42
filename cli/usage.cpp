#include "cli/usage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace volley::cli {
namespace {

[[noreturn]] void refuse(const std::string& message) { throw UsageError(message); }

// [a-z][a-z0-9_]* segments joined by "::"
bool is_qualified_name(std::string_view name) {
  bool segment_start = true;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char byte = name[at];
    if (segment_start ? byte >= 'a' && byte <= 'z'
                      : (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_') {
      segment_start = false;
    } else if (!segment_start && name.substr(at, 2) == "::" && at + 2 < name.size()) {
      segment_start = true;
      ++at;
    } else {
      return false;
    }
  }
  return !segment_start;
}

void check_name(const Command& command, const std::string& object) {
  const bool named = command.subcommand == "task" || (command.subcommand == "plan" && command.action != "convert");
  if (named && command.operands != Operands::None && !is_qualified_name(object)) {
    refuse(fmt::format("Invalid {} '{}'", command.subcommand, object));
  }
}

std::vector<std::string> surplus_operands(const Command& command, const std::vector<std::string>& operands) {
  std::vector<std::string> surplus(operands.begin() + std::min<std::ptrdiff_t>(1, std::ssize(operands)),
                                   operands.end());
  if (command.operands == Operands::ObjectAndArguments) {
    return {};
  }
  if (command.operands == Operands::ObjectAndParameters) {
    std::erase_if(surplus, [](const std::string& operand) { return is_parameter(operand); });
  }
  if (command.operands == Operands::SourceAndDestination && !surplus.empty()) {
    surplus.erase(surplus.begin());
  }
  return surplus;
}

void check_operands(const Command& command, const std::vector<std::string>& operands) {
  if (operands.empty()) {
    if (!command.missing_object.empty()) {
      refuse(std::string(command.missing_object));
    }
    return;
  }
  if (command.operands == Operands::None) {
    refuse(fmt::format("Unknown argument {}", operands.front()));
  }
  if (command.subcommand == "module" && command.action == "install") {
    refuse(fmt::format("Invalid argument '{}'. To add a new module to the project, run 'volley module add {}'.",
                       operands.front(), operands.front()));
  }
  check_name(command, operands.front());
  if (command.operands == Operands::SourceAndDestination && operands.size() < 2) {
    refuse("Must specify a destination");
  }
  const std::vector<std::string> surplus = surplus_operands(command, operands);
  if (!surplus.empty()) {
    const bool files = command.operands == Operands::SourceAndDestination;
    refuse(fmt::format("{} {}", files ? "Unknown arguments" : "Unknown argument(s)", fmt::join(surplus, ", ")));
  }
}

void check_apply(const Command& command, const Arguments& arguments) {
  if (command.subcommand != "apply") {
    return;
  }
  if (arguments.operands().empty() && !arguments.has("execute")) {
    refuse("a manifest file or --execute is required");
  }
  if (!arguments.operands().empty() && arguments.has("execute")) {
    refuse("--execute is unsupported when specifying a manifest file");
  }
}

void check_option_use(const Command& command, const Arguments& arguments) {
  const bool runs_command_or_script =
      command.action == "run" && (command.subcommand == "command" || command.subcommand == "script");
  if (arguments.flag("noop") && command.subcommand != "apply" && command.subcommand != "policy" &&
      !(command.subcommand == "task" && command.action == "run")) {
    refuse("Option '--noop' can only be specified when running a task or applying manifest code");
  }
  if (arguments.has("env-var") && !runs_command_or_script) {
    refuse("Option '--env-var' can only be specified when running a command or script");
  }
  for (const std::string& variable : arguments.texts("env-var")) {
    if (variable.find('=') == std::string::npos) {
      refuse("Environment variables must be specified using 'myenvvar=key' format");
    }
  }
}

void check_targeting(const Command& command, const Arguments& arguments) {
  const auto given = static_cast<int>(arguments.has("targets")) + static_cast<int>(arguments.has("query")) +
                     static_cast<int>(arguments.has("rerun"));
  if (given > 1) {
    refuse("Only one targeting option can be specified: '--targets', '--rerun', or '--query'");
  }
  if (command.subcommand == "lookup") {
    if (given > 0 && arguments.flag("plan-hierarchy")) {
      refuse("The 'lookup' command accepts either targeting option OR --plan-hierarchy.");
    }
  }
  const bool lookup_for_targets = command.subcommand == "lookup" && !arguments.flag("plan-hierarchy");
  if (given == 0 && (command.needs_targets || lookup_for_targets)) {
    refuse("Command requires a targeting option: '--targets', '--rerun', or '--query'");
  }
  const auto filter = arguments.text("rerun");
  if (filter && *filter != "all" && *filter != "failure" && *filter != "success") {
    refuse(fmt::format("Unexpected option {} for '--retry'", *filter));
  }
}

void check_choice(const Arguments& arguments, std::string_view option, std::span<const std::string_view> choices) {
  const auto value = arguments.text(option);
  if (value && std::find(choices.begin(), choices.end(), *value) == choices.end()) {
    refuse(fmt::format("Invalid configuration at command line:\n  Value at '{}' must be one of {}", option,
                       fmt::join(choices, ", ")));
  }
}

void check_values(const Arguments& arguments) {
  static constexpr std::array<std::string_view, 3> kFormats = {"human", "json", "rainbow"};
  static constexpr std::array<std::string_view, 9> kTransports = {"choria", "docker", "jail", "local", "lxd",
                                                                  "podman", "remote", "ssh",  "winrm"};
  static constexpr std::array<std::string_view, 6> kLevels = {"trace", "debug", "info", "warn", "error", "fatal"};
  check_choice(arguments, "format", kFormats);
  check_choice(arguments, "transport", kTransports);
  check_choice(arguments, "log-level", kLevels);
  const auto filter = arguments.text("filter");
  const auto allowed = [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' || byte == ':';
  };
  if (filter && !std::all_of(filter->begin(), filter->end(), allowed)) {
    refuse(
        fmt::format("Illegal characters in filter string '{}'. Filters can only include lowercase letters, numbers, "
                    "underscores, and colons.",
                    *filter));
  }
}

}  // namespace

bool is_parameter(std::string_view operand) {
  const std::size_t equals = operand.find('=');
  return equals != std::string_view::npos && equals > 0;
}

const Command& checked_command(std::string_view subcommand, std::string_view action) {
  if (!known_subcommand(subcommand)) {
    refuse(fmt::format("'{}' is not a Volley command. See 'volley help'.", subcommand));
  }
  const Command* command = find_command(subcommand, action);
  if (command == nullptr && action.empty()) {
    refuse(fmt::format("Expected an action of the form 'volley {} <action>'", subcommand));
  }
  if (command == nullptr) {
    refuse(fmt::format("Expected action '{}' to be one of {}", action, fmt::join(actions_of(subcommand), ", ")));
  }
  return *command;
}

void check_usage(const Command& command, const Arguments& arguments) {
  check_apply(command, arguments);
  check_operands(command, arguments.operands());
  check_option_use(command, arguments);
  check_targeting(command, arguments);
  check_values(arguments);
}

}  // namespace volley::cli
