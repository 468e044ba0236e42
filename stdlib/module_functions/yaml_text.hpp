// Values as YAML, in the look that Ruby gives it: sequences not indented in maps, plain words where they can be read
// back, quotes or block scalars elsewhere, long lines folded.
//
//   yaml_text(Value(Hash{{"a", Values{1, "x: y"}}}), {});  // "---\na:\n- 1\n- 'x: y'\n"
#pragma once

#include <cstdint>
#include <string>

#include "runtime/value/value.hpp"

namespace volley::stdlib {

struct YamlLayout {
  std::int64_t indentation = 2;
  std::int64_t line_width = 0;  // 0: 80 columns, negative: lines are never folded
  bool header = false;          // starts with the version of YAML
};

[[nodiscard]] std::string yaml_text(const runtime::Value& value, const YamlLayout& layout);

}  // namespace volley::stdlib
