// Numbers out of text, as the functions need them that convert by themselves (abs, max, sprintf).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/value/value.hpp"

namespace volley::stdlib {

// Digits with an optional minus and fraction, nothing else: an Integer or a Float.
[[nodiscard]] std::optional<runtime::Value> parse_decimal(std::string_view text);
// A whole floating point literal, blanks around it allowed.
[[nodiscard]] std::optional<double> parse_float(std::string_view text);
// An integer literal with an optional sign and prefix (0x, 0b, 0o, 0), blanks around it allowed.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);
// Whether max and min compare the text as a number; its leading digits count.
[[nodiscard]] bool looks_numeric(std::string_view text);
[[nodiscard]] double leading_float(std::string_view text);

}  // namespace volley::stdlib
