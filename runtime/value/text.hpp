// Values as text: what interpolation gives, and the quoted form that shows which type a value has.
//
//   to_text(Value(Values{"a", 1.0}));    // [a, 1.0]
//   to_quoted(Value(Values{"a", 1.0}));  // ['a', 1.0]
#pragma once

#include <string>
#include <string_view>

#include "runtime/value/value.hpp"

namespace volley::runtime {

// "${value}": undef is empty, containers print their elements the same way.
[[nodiscard]] std::string to_text(const Value& value);
// Appends instead of returning; interpolation builds long strings piece by piece.
void append_text(std::string& out, const Value& value);

// As a literal of the language: strings quoted, undef spelled out, objects as they inspect themselves.
[[nodiscard]] std::string to_quoted(const Value& value);
// 'it\'s': single quotes, or double quotes when the text needs escapes.
[[nodiscard]] std::string quote_text(std::string_view text);

// As Ruby prints a Float: 1.0, 1.0e+20, NaN, -Infinity.
[[nodiscard]] std::string float_text(double value);

}  // namespace volley::runtime
