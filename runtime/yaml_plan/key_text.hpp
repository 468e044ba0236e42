// Keys and values of plans in YAML as errors show them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/project/yaml_tree.hpp"

namespace volley::runtime {

// "text", 5, nil, {"a"=>1}
[[nodiscard]] std::string inspect(const YamlNode& node);
// The same for text.
[[nodiscard]] std::string inspect(std::string_view text);
// "String", "Integer", "Array"...
[[nodiscard]] std::string_view ruby_class(const YamlNode& node);

// The keys of a map that are not among the known ones.
[[nodiscard]] std::vector<const YamlNode*> keys_besides(const YamlNode& map, std::span<const std::string_view> known);
// ["a", "b"]; empty when there are none.
[[nodiscard]] std::string inspect_keys(const std::vector<const YamlNode*>& keys);

// A name that a variable of a plan in YAML may have.
[[nodiscard]] bool is_variable_name(std::string_view name);

}  // namespace volley::runtime
