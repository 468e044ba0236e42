// YAML text as a tree that still knows how each scalar was written and where: what plans in YAML are read from.
//
//   YamlNode root = parse_yaml_tree({.name = "plans/x.yaml", .text = text});
//
// Aliases, duplicate keys and deep nesting are refused, with the errors of parse_yaml.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/project/yaml.hpp"

namespace volley::runtime {

enum class YamlStyle : std::uint8_t { Plain, SingleQuoted, DoubleQuoted, Literal, Folded };

struct YamlNode {
  enum class Kind : std::uint8_t { Scalar, Sequence, Map };

  Kind kind = Kind::Scalar;
  YamlStyle style = YamlStyle::Plain;
  std::uint32_t offset = 0;     // where it begins in the text
  std::string text;             // of a scalar
  Value value;                  // of a scalar: what it stands for as data
  std::vector<YamlNode> items;  // of a map: key, value, key, value

  [[nodiscard]] bool is_map() const { return kind == Kind::Map; }
  [[nodiscard]] bool is_sequence() const { return kind == Kind::Sequence; }
  [[nodiscard]] bool is_scalar() const { return kind == Kind::Scalar; }
  [[nodiscard]] bool is_text() const { return is_scalar() && value.is_string(); }
  // Neither null nor false.
  [[nodiscard]] bool counts() const { return !is_scalar() || value.truthy(); }

  // The value under a key of a map; nullptr when there is none.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
  // All of it as data.
  [[nodiscard]] Value data() const;
};

// An empty document is a null scalar.
[[nodiscard]] YamlNode parse_yaml_tree(const YamlInput& input);

}  // namespace volley::runtime
