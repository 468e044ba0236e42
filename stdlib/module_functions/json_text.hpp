// Values as JSON with a layout of one's own, in the words that Ruby's library has for them.
//
//   json_text(value, JsonLayout::pretty());
#pragma once

#include <cstdint>
#include <string>

#include "runtime/value/value.hpp"

namespace volley::stdlib {

struct JsonLayout {
  std::string indent;
  std::string space;         // after a colon
  std::string space_before;  // before a colon
  std::string object_nl;
  std::string array_nl;
  bool allow_nan = false;
  std::int64_t max_nesting = 100;  // 0: any

  [[nodiscard]] static JsonLayout pretty();
};

// Throws EvaluationError for what JSON cannot hold or what is nested too deeply.
[[nodiscard]] std::string json_text(const runtime::Value& value, const JsonLayout& layout);

}  // namespace volley::stdlib
