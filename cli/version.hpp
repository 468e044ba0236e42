// The version of this program.
#pragma once

#include <string_view>

namespace volley::cli {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace volley::cli
