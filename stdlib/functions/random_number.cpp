#include "stdlib/functions/random_number.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <random>
#include <vector>

namespace volley::stdlib {
namespace {

constexpr std::size_t kStateSize = std::mt19937::state_size;
using State = std::array<std::uint32_t, kStateSize>;

State state_from_word(std::uint32_t word) {
  State state{};
  for (std::size_t at = 0; at < kStateSize; ++at) {
    state[at] = word;
    word = std::mt19937::initialization_multiplier * (word ^ (word >> 30U)) + static_cast<std::uint32_t>(at) + 1;
  }
  return state;
}

std::uint32_t mixed(const State& state, std::size_t at, std::uint32_t multiplier) {
  const std::uint32_t previous = state[at - 1];
  return state[at] ^ ((previous ^ (previous >> 30U)) * multiplier);
}

// The initialization by a list of words that belongs to the generator, as its authors published it.
State state_from_words(std::span<const std::uint32_t> words) {
  State state = state_from_word(19650218U);
  std::size_t at = 1;
  const auto advance = [&] {
    if (++at >= kStateSize) {
      state[0] = state[kStateSize - 1];
      at = 1;
    }
  };
  for (std::size_t step = 0, word = 0; step < std::max(kStateSize, words.size()); ++step) {
    state[at] = mixed(state, at, 1664525U) + words[word] + static_cast<std::uint32_t>(word);
    advance();
    word = (word + 1) % words.size();
  }
  for (std::size_t step = 0; step + 1 < kStateSize; ++step) {
    state[at] = mixed(state, at, 1566083941U) - static_cast<std::uint32_t>(at);
    advance();
  }
  state[0] = 0x80000000U;
  return state;
}

// What std::mt19937 takes as the source of its first state.
class FixedState {
 public:
  using result_type = std::uint32_t;
  explicit FixedState(const State& state) : state_(state) {}
  template <typename Iterator>
  void generate(Iterator begin, Iterator /*end*/) const {
    std::copy(state_.begin(), state_.end(), begin);
  }

 private:
  State state_;
};

std::mt19937 generator_for(std::span<const std::uint32_t> seed) {
  while (seed.size() > 1 && seed.back() == 0) {
    seed = seed.first(seed.size() - 1);
  }
  FixedState first(seed.size() > 1 ? state_from_words(seed) : state_from_word(seed.empty() ? 0 : seed[0]));
  return std::mt19937(first);
}

}  // namespace

std::uint64_t seeded_number(std::span<const std::uint32_t> seed, std::uint64_t limit) {
  const std::uint64_t greatest = limit - 1;
  if (greatest == 0) {
    return 0;
  }
  std::mt19937 generator = generator_for(seed);
  const std::uint64_t mask = ~std::uint64_t{0} >> static_cast<unsigned>(std::countl_zero(greatest));
  for (;;) {
    // The upper half is drawn first, and only when it is needed.
    std::uint64_t number = mask >> 32U != 0 ? std::uint64_t{generator()} << 32U & mask : 0;
    if (number <= greatest) {
      number = (number | generator()) & mask;
      if (number <= greatest) {
        return number;
      }
    }
  }
}

}  // namespace volley::stdlib
