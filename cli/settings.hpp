// The settings of the output that come from the command line.
#pragma once

#include <string>

#include "cli/commands/command_table.hpp"
#include "cli/options/option_parser.hpp"
#include "cli/report/outputter.hpp"

namespace volley::cli {

[[nodiscard]] std::string output_format(const Arguments& arguments);
[[nodiscard]] OutputSettings output_settings(const Arguments& arguments, const Command& command);

}  // namespace volley::cli
