// The order of many strings by their bytes, quicker than by comparing them: by eight bytes at a time as numbers.
//
//   if (std::optional<Values> sorted = sorted_texts(values)) ...   // empty when one of them is no string
#pragma once

#include <optional>

#include "runtime/value/value.hpp"

namespace volley::stdlib {

[[nodiscard]] std::optional<runtime::Values> sorted_texts(const runtime::Values& values);

}  // namespace volley::stdlib
