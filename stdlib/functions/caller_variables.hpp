// Variables by name, as the caller of a function sees them at that moment.
#pragma once

#include <optional>
#include <string_view>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

// Without the '$'; a leading "::" asks for the top scope. Empty when nothing is assigned.
[[nodiscard]] std::optional<runtime::Value> caller_variable(const runtime::Call& call, std::string_view name);

}  // namespace volley::stdlib
