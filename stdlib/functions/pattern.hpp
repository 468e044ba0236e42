// Regular expressions as the functions take them: compiled and searched with their errors as EvaluationErrors.
#pragma once

#include <optional>
#include <string_view>

#include "runtime/value/regexp.hpp"

namespace volley::stdlib {

using RegexpPointer = runtime::Pointer<const runtime::Regexp>;

[[nodiscard]] RegexpPointer compile(std::string_view source, runtime::Regexp::Options options = {});
[[nodiscard]] std::optional<runtime::RegexpMatch> search(const runtime::Regexp& regexp, std::string_view text,
                                                         std::size_t from = 0);

}  // namespace volley::stdlib
