// Which fault strikes which target: decided by the target's address and a seed, so that a run can be repeated and a
// test can say beforehand how each target has to end.
#pragma once

#include <cstdint>
#include <string_view>

#include "bench/light_server/options.hpp"

namespace volley::bench {

enum class Fault { None, Refused, Garbage, Silent, Denied, LostInCommand, Endless, Slowed };

[[nodiscard]] Fault fault_of(std::uint32_t address, const ServerOptions& options);
[[nodiscard]] std::string_view name_of(Fault fault);

}  // namespace volley::bench
