// How the scanner asks whether a regular expression compiles: whoever parses brings the answer, because this room knows
// no library for it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace volley::lang {

// What only others can tell: what is wrong with the text of a regular expression; nothing if it is fine. Without it all
// regular expressions pass.
using PatternCheck = std::function<std::optional<std::string>(std::string_view pattern)>;

// Whether a pattern names characters beyond ASCII. Ruby takes that for an option of the expression, and shows the
// expression as a group because of it.
[[nodiscard]] inline bool fixes_encoding(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (static_cast<unsigned char>(pattern[at]) >= 0x80) {
      return true;
    }
    if (pattern[at] != '\\' || ++at == pattern.size()) {
      continue;
    }
    if (pattern[at] == 'u' || pattern[at] == 'p' || pattern[at] == 'P') {
      return true;
    }
  }
  return false;
}

}  // namespace volley::lang
