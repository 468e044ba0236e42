#include "stdlib/functions/mersenne_twister.hpp"

#include <algorithm>
#include <bit>
#include <vector>

namespace volley::stdlib {
namespace {

// The least significant word first, without empty ones at the end.
std::vector<std::uint32_t> words_of(std::string_view bytes) {
  std::vector<std::uint32_t> words((bytes.size() + 3) / 4);
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - 1 - index]);
    words[index / 4] |= static_cast<std::uint32_t>(byte) << (8 * (index % 4));
  }
  while (words.size() > 1 && words.back() == 0) {
    words.pop_back();
  }
  return words;
}

}  // namespace

MersenneTwister::MersenneTwister(std::string_view seed) {
  std::vector<std::uint32_t> words = words_of(seed);
  // A leading 1 is taken for a guard of leading zeros.
  if (words.size() > 1 && words.back() == 1) {
    words.pop_back();
  }
  if (words.size() <= 1) {
    seed_with(words.empty() ? 0 : words.front());
  } else {
    seed_with(std::span<const std::uint32_t>(words));
  }
}

void MersenneTwister::seed_with(std::uint32_t number) {
  state_[0] = number;
  for (std::size_t index = 1; index < kSize; ++index) {
    const std::uint32_t before = state_[index - 1];
    state_[index] = 1812433253U * (before ^ (before >> 30U)) + static_cast<std::uint32_t>(index);
  }
  position_ = kSize;
}

void MersenneTwister::seed_with(std::span<const std::uint32_t> words) {
  seed_with(19650218U);
  std::size_t at = 1;
  const auto mixed = [&](std::uint32_t factor) {
    const std::uint32_t before = state_[at - 1];
    return state_[at] ^ ((before ^ (before >> 30U)) * factor);
  };
  const auto advance = [&] {
    if (++at >= kSize) {
      state_[0] = state_[kSize - 1];
      at = 1;
    }
  };
  for (std::size_t round = 0; round < std::max(kSize, words.size()); ++round) {
    const std::size_t word = round % words.size();
    state_[at] = mixed(1664525U) + words[word] + static_cast<std::uint32_t>(word);
    advance();
  }
  for (std::size_t round = 1; round < kSize; ++round) {
    state_[at] = mixed(1566083941U) - static_cast<std::uint32_t>(at);
    advance();
  }
  state_[0] = 0x80000000U;
}

void MersenneTwister::refill() {
  constexpr std::size_t kMiddle = 397;
  for (std::size_t index = 0; index < kSize; ++index) {
    const std::uint32_t joined = (state_[index] & 0x80000000U) | (state_[(index + 1) % kSize] & 0x7FFFFFFFU);
    const std::uint32_t twist = (joined & 1U) != 0 ? 0x9908B0DFU : 0;
    state_[index] = state_[(index + kMiddle) % kSize] ^ (joined >> 1U) ^ twist;
  }
  position_ = 0;
}

std::uint32_t MersenneTwister::next() {
  if (position_ >= kSize) {
    refill();
  }
  std::uint32_t number = state_[position_++];
  number ^= number >> 11U;
  number ^= (number << 7U) & 0x9D2C5680U;
  number ^= (number << 15U) & 0xEFC60000U;
  return number ^ (number >> 18U);
}

// Drawn again until it fits, the more significant half first; that keeps all results equally likely.
std::uint64_t MersenneTwister::up_to(std::uint64_t limit) {
  if (limit == 0) {
    return 0;
  }
  const std::uint64_t mask = ~std::uint64_t{0} >> static_cast<unsigned>(std::countl_zero(limit));
  while (true) {
    std::uint64_t number = 0;
    if (mask > 0xFFFFFFFFU) {
      number = (static_cast<std::uint64_t>(next()) << 32U) & mask;
      if (number > limit) {
        continue;
      }
    }
    number |= next() & mask;
    if (number <= limit) {
      return number;
    }
  }
}

}  // namespace volley::stdlib
