// The patterns of ssh's files: `*` and `?`. Pure.
#pragma once

#include <string_view>

namespace volley::transport {

// The time is bounded by the product of the lengths.
[[nodiscard]] bool wildcard_matches(std::string_view pattern, std::string_view text);

}  // namespace volley::transport
