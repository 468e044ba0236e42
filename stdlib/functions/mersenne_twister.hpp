// Random numbers that are the same for the same seed everywhere: MT19937, seeded with a number of any size.
//
//   MersenneTwister random(digest_bytes);            // big-endian bytes of the seed
//   std::uint64_t dice = random.up_to(5) + 1;
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace volley::stdlib {

class MersenneTwister {
 public:
  // The bytes of the seed, the most significant one first.
  explicit MersenneTwister(std::string_view seed);

  [[nodiscard]] std::uint32_t next();
  // Evenly from 0 to `limit`, both included.
  [[nodiscard]] std::uint64_t up_to(std::uint64_t limit);

 private:
  static constexpr std::size_t kSize = 624;
  void seed_with(std::uint32_t number);
  void seed_with(std::span<const std::uint32_t> words);
  void refill();

  std::array<std::uint32_t, kSize> state_{};
  std::size_t position_ = kSize;
};

}  // namespace volley::stdlib
