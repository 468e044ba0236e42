// How numbers and texts are written in the printed form of a tree.
#pragma once

#include <string>
#include <string_view>

namespace volley::lang {

// With a point or an exponent, always: 1.0, 1.0e+15
[[nodiscard]] std::string notation_of(double value);
// In double quotes, with escapes for what cannot be seen.
void append_quoted(std::string& out, std::string_view text);

}  // namespace volley::lang
