// YAML text to plain values, read as Ruby's Psych reads it (YAML 1.1 scalars).
//
//   Value data = parse_yaml({.name = "inventory.yaml", .text = text, .subject = "inventory file at inventory.yaml"});
//
// Aliases and duplicate keys are refused unless the input allows them, deep nesting always is; of several documents the
// first one counts. Errors are PlanErrors of kind
// bolt/parse-error whose text ends with file, line, column and the excerpt.
#pragma once

#include <string>
#include <string_view>

#include "runtime/value/value.hpp"

namespace volley::runtime {

struct YamlInput {
  std::string name;  // what errors call the file
  std::string text;
  std::string subject;  // "Could not parse SUBJECT, ..."; empty: "YAML file at NAME"
  bool aliases = false;
  bool last_key_wins = false;  // a repeated key gets the later value, and `<<` takes in the entries of another map
};

// An empty document is undef.
[[nodiscard]] Value parse_yaml(const YamlInput& input);

// The value that an unquoted scalar stands for: 1, 0x1f, 1_000, 2.5, yes, ~, or the text itself.
[[nodiscard]] Value plain_scalar(std::string_view text);

}  // namespace volley::runtime
