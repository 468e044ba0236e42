// Ways into nested data: "users.0.'full name'" as the functions get and getvar take them.
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "runtime/value/error_value.hpp"

namespace volley::stdlib {

// The keys and indexes of a dotted path; empty when it is not well-formed.
[[nodiscard]] std::optional<runtime::Values> parse_dotted_path(std::string_view text);

// Follows the steps; undef where something is missing, an Error where there is no way on.
[[nodiscard]] std::variant<runtime::Value, runtime::Pointer<const runtime::ErrorValue>> follow(
    const runtime::Value& data, std::span<const runtime::Value> steps);

}  // namespace volley::stdlib
