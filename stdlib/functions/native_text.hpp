// Values as the few functions see them that do not speak the plan language's own notation: fail, join, max and sprintf
// print `{"a"=>1}` and `nil` where the language prints `{a => 1}` and nothing. Also the equality and order that index,
// sort, min and max use: numbers by value, strings byte by byte.
#pragma once

#include <optional>
#include <string>

#include "runtime/value/value.hpp"

namespace volley::stdlib {

// Plain text: "" for undef, strings as they are.
[[nodiscard]] std::string native_text(const runtime::Value& value);
void append_native_text(std::string& text, const runtime::Value& value);
// Inside a container: strings quoted, undef as nil.
[[nodiscard]] std::string native_inspect(const runtime::Value& value);
// As messages about values name it: "Integer", "String", "NilClass".
[[nodiscard]] std::string native_class(const runtime::Value& value);

[[nodiscard]] bool native_equal(const runtime::Value& a, const runtime::Value& b);
// Negative, zero or positive; empty when the two cannot be ordered.
[[nodiscard]] std::optional<int> native_order(const runtime::Value& a, const runtime::Value& b);
// The same, with an EvaluationError when the two cannot be ordered.
[[nodiscard]] int native_order_or_throw(const runtime::Value& a, const runtime::Value& b);

}  // namespace volley::stdlib
