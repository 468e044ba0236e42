// Every command of the command line, once: dispatch, usage errors, help and completion read this table.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options/option_table.hpp"

namespace volley::cli {

class Session;

// What may stand after the action: `command run OBJECT`, `task run OBJECT [name=value ...]`.
enum class Operands { None, OptionalObject, Object, ObjectAndParameters, ObjectAndArguments, SourceAndDestination };

struct Command {
  std::string_view subcommand;
  std::string_view action;  // empty for a command without actions
  std::string_view usage;   // after "volley "
  std::string_view summary;
  std::string_view missing_object;  // the error when the object is missing
  Operands operands;
  bool needs_targets;
  std::span<const OptionGroup> groups;  // listed in the help; Global always is
  int (*run)(Session& session);         // nullptr: known, but not supported yet
};

[[nodiscard]] std::span<const Command> all_commands();
// nullptr when there is none.
[[nodiscard]] const Command* find_command(std::string_view subcommand, std::string_view action);
[[nodiscard]] bool known_subcommand(std::string_view subcommand);
// In the order of the table.
[[nodiscard]] std::vector<std::string_view> actions_of(std::string_view subcommand);

}  // namespace volley::cli
