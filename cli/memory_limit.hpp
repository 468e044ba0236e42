// How much memory the values of a run may take.
#pragma once

#include <cstddef>
#include <istream>

#include "cli/options/option_parser.hpp"

namespace volley::cli {

// In bytes: what --memory-limit says, or three quarters of what the system has left. Throws UsageError.
[[nodiscard]] std::size_t memory_limit(const Arguments& arguments);

// The bytes that /proc/meminfo calls available; 0 when it does not tell.
[[nodiscard]] std::size_t available_memory(std::istream& meminfo);

}  // namespace volley::cli
