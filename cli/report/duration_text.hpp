// Durations as the human output words them.
#pragma once

#include <string>

#include "runtime/execute/clock.hpp"

namespace volley::cli {

// "0.02 sec", "3 min, 5 sec", "1 hr, 2 min, 3 sec"
[[nodiscard]] std::string duration_text(runtime::Duration duration);

}  // namespace volley::cli
