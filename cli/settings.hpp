// The settings of the output that come from the command line.
#pragma once

#include <string>

#include "cli/commands/command_table.hpp"
#include "cli/options/option_parser.hpp"
#include "cli/report/outputter.hpp"
#include "runtime/project/project.hpp"

namespace volley::cli {

// The command line wins over the project's configuration; without a project (it could not be read) it stands alone.
[[nodiscard]] std::string output_format(const Arguments& arguments, const runtime::Project* project);
[[nodiscard]] OutputSettings output_settings(const Arguments& arguments, const Command& command,
                                             const runtime::Project* project);

}  // namespace volley::cli
