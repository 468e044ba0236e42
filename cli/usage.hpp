// The checks of a command line that need nothing but the command line, with Bolt's words for each mistake.
#pragma once

#include <string_view>

#include "cli/commands/command_table.hpp"
#include "cli/options/option_parser.hpp"

namespace volley::cli {

// Throws UsageError for an unknown command or action.
[[nodiscard]] const Command& checked_command(std::string_view subcommand, std::string_view action);

// Throws UsageError when operands or options do not fit the command.
void check_usage(const Command& command, const Arguments& arguments);

// name=value
[[nodiscard]] bool is_parameter(std::string_view operand);

}  // namespace volley::cli
