// Every command-line option, once: parsing, help and completion all read this table.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace volley::cli {

enum class OptionKind : std::uint8_t {
  Flag,       // --trace
  Negatable,  // --[no-]color
  Text,       // --user USER
  Integer,    // --concurrency N
};

// The section of the help in which an option is listed; also decides which commands mention it.
enum class OptionGroup : std::uint8_t {
  Inventory,
  Authentication,
  Escalation,
  RunContext,
  RemoteEnvironment,
  Transport,
  Module,
  Plan,
  Display,
  Global,
};

struct Option {
  std::string_view long_name;  // without "--" and "[no-]"
  char short_name;             // '\0': none
  OptionKind kind;
  std::string_view argument;  // placeholder in the help; empty for flags
  OptionGroup group;
  std::string_view description;
};

[[nodiscard]] std::span<const Option> all_options();
[[nodiscard]] std::string_view title(OptionGroup group);

}  // namespace volley::cli
