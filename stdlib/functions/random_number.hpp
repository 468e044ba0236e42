// Numbers that look random and are the same for the same seed on every machine.
#pragma once

#include <cstdint>
#include <span>

namespace volley::stdlib {

// From 0 to below `limit`, which is at least 1. The seed is a whole number, its lowest 32 bits first.
[[nodiscard]] std::uint64_t seeded_number(std::span<const std::uint32_t> seed, std::uint64_t limit);

}  // namespace volley::stdlib
