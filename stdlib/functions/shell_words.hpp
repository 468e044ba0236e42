// Words of a Bourne shell's command line: one quoted, and a line taken apart as the shell would.
#pragma once

#include <string>
#include <string_view>

#include "runtime/value/value.hpp"

namespace volley::stdlib {

[[nodiscard]] std::string escaped_word(std::string_view word);

// Throws EvaluationError for a line with an open quote or a zero byte.
[[nodiscard]] runtime::Values split_words(std::string_view line);

}  // namespace volley::stdlib
