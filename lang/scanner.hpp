// From text to tokens. A text that cannot be read to its end gives a Failure token as the last one: the grammar may
// find an earlier error, and the earlier one is what the user wants to see.
#pragma once

#include <memory_resource>
#include <string_view>
#include <vector>

#include "lang/pattern_check.hpp"
#include "lang/token.hpp"

namespace volley::lang {

// Texts that differ from the source (escapes, heredoc margins) are put into `arena`; the others point into `source`.
[[nodiscard]] TokenStream scan(const SourcePointer& source, TextKind kind, std::pmr::memory_resource& arena,
                               const PatternCheck& check = {});

// The words that are no names, sorted.
[[nodiscard]] std::vector<std::string_view> keywords();

}  // namespace volley::lang
