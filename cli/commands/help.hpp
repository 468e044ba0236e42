// The help texts, made from the tables of commands and options.
#pragma once

#include <string>
#include <string_view>

namespace volley::cli {

// All commands (both empty), the actions of a subcommand, or one command with its options.
[[nodiscard]] std::string help_text(std::string_view subcommand, std::string_view action);

}  // namespace volley::cli
