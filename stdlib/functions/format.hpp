// Text by a format with % directives, as sprintf takes it: %s, %05.2f, %<name>d, %{name}, %1$s, %*d.
//
//   format_text("%-5s|%03d", arguments);
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "runtime/value/value.hpp"

namespace volley::stdlib {

// Throws EvaluationError for a bad format, a missing argument, or one that does not convert.
[[nodiscard]] std::string format_text(std::string_view format, std::span<const runtime::Value> arguments);

}  // namespace volley::stdlib
