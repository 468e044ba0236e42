// What is wrong with a YAML text: shared by the readers of YAML.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "runtime/project/yaml.hpp"

namespace volley::runtime {

// Deeper YAML is refused.
inline constexpr std::size_t kYamlNestingLimit = 200;

// Ends the reading with the place and the excerpt; without an offset there is no place.
[[noreturn]] void fail_yaml(const YamlInput& input, std::optional<std::size_t> offset, std::string message);

// Refuses what would exhaust the stack of a parser that descends one frame a level.
void check_yaml_nesting(const YamlInput& input);

}  // namespace volley::runtime
