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

}  // namespace volley::lang
