#include "bench/light_server/fault.hpp"

#include <array>
#include <utility>

namespace volley::bench {

namespace {

// From 0 to 1; neighbouring addresses have nothing in common (the finalizer of SplitMix64).
double position_of(std::uint32_t address, std::uint64_t seed) {
  std::uint64_t bits = address + seed * 0x9E3779B97F4A7C15ULL;
  bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBULL;
  bits ^= bits >> 31U;
  return static_cast<double>(bits >> 11U) / static_cast<double>(1ULL << 53U);
}

}  // namespace

Fault fault_of(std::uint32_t address, const ServerOptions& options) {
  const std::array<std::pair<double, Fault>, 7> shares = {{{options.refused, Fault::Refused},
                                                           {options.garbage, Fault::Garbage},
                                                           {options.silent, Fault::Silent},
                                                           {options.denied, Fault::Denied},
                                                           {options.lost_in_command, Fault::LostInCommand},
                                                           {options.endless, Fault::Endless},
                                                           {options.slowed, Fault::Slowed}}};
  double position = position_of(address, options.seed);
  for (const auto& [share, fault] : shares) {
    if (position < share) {
      return fault;
    }
    position -= share;
  }
  return Fault::None;
}

std::string_view name_of(Fault fault) {
  switch (fault) {
    case Fault::None: return "none";
    case Fault::Refused: return "refused";
    case Fault::Garbage: return "garbage";
    case Fault::Silent: return "silent";
    case Fault::Denied: return "denied";
    case Fault::LostInCommand: return "lost-in-command";
    case Fault::Endless: return "endless";
    case Fault::Slowed: return "slowed";
  }
  return "none";
}

}  // namespace volley::bench
