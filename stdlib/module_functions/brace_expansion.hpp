// A pattern with alternatives as the patterns that it stands for: a{b,c} gives ab and ac.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace volley::stdlib {

// Throws std::length_error where {a,b}{a,b}{a,b}... stands for more than anybody means.
[[nodiscard]] std::vector<std::string> expand_braces(std::string_view pattern);

}  // namespace volley::stdlib
