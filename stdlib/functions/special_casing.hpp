// Letters whose capital is not one letter, or is another one at the start of a word: ß is SS or Ss, ﬁ is FI or Fi.
#pragma once

#include <string_view>

namespace volley::stdlib {

struct SpecialCase {
  char32_t character;
  std::u32string_view upper;
  std::u32string_view title;
};

// nullptr for the letters that have one capital.
[[nodiscard]] const SpecialCase* special_case(char32_t character);

}  // namespace volley::stdlib
