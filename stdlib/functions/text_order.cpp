#include "stdlib/functions/text_order.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace volley::stdlib {
namespace {

using runtime::Value;
using runtime::Values;

// Eight bytes of a text as a number, and where the text is.
struct Ranked {
  std::uint64_t key;
  std::uint32_t position;
};

using RankedTexts = std::vector<Ranked, runtime::AccountedAllocator<Ranked>>;

// What all texts begin with says nothing about their order.
std::size_t shared_beginning(const Values& values) {
  const std::string_view first = values.front().as_string();
  std::size_t shared = first.size();
  for (const Value& value : values) {
    const std::string_view text = value.as_string();
    const std::size_t most = std::min(shared, text.size());
    shared = static_cast<std::size_t>(
        std::mismatch(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(most), text.begin()).first -
        first.begin());
  }
  return shared;
}

// The first byte counts most; a text that ends early comes before one that goes on.
std::uint64_t key_at(std::string_view text, std::size_t from) {
  std::uint64_t bytes = 0;
  if (from < text.size()) {
    std::memcpy(&bytes, text.data() + from, std::min(sizeof bytes, text.size() - from));
  }
  return __builtin_bswap64(bytes);
}

// Byte by byte from the last to the first; the order of equal ones stays as it is.
void sort_by_key(RankedTexts& texts) {
  constexpr std::size_t kBytes = sizeof(std::uint64_t);
  std::array<std::array<std::uint32_t, 256>, kBytes> counts{};
  for (const Ranked& text : texts) {
    for (std::size_t byte = 0; byte < kBytes; ++byte) {
      ++counts[byte][(text.key >> (byte * 8)) & 0xFF];
    }
  }
  RankedTexts sorted(texts.size());
  for (std::size_t byte = 0; byte < kBytes; ++byte) {
    if (std::ranges::find(counts[byte], texts.size()) != counts[byte].end()) {
      continue;  // the same in all of them
    }
    std::uint32_t before = 0;
    for (std::uint32_t& count : counts[byte]) {
      before += std::exchange(count, before);
    }
    for (const Ranked& text : texts) {
      sorted[counts[byte][(text.key >> (byte * 8)) & 0xFF]++] = text;
    }
    texts.swap(sorted);
  }
}

// Texts with the same eight bytes are compared as a whole.
void settle_ties(std::span<Ranked> texts, const Values& values) {
  const auto before = [&](const Ranked& one, const Ranked& other) {
    const int order = values[one.position].as_string().compare(values[other.position].as_string());
    return order == 0 ? one.position < other.position : order < 0;
  };
  for (std::size_t at = 0; at < texts.size();) {
    std::size_t end = at + 1;
    while (end < texts.size() && texts[end].key == texts[at].key) {
      ++end;
    }
    if (end - at > 1) {
      std::sort(texts.begin() + static_cast<std::ptrdiff_t>(at), texts.begin() + static_cast<std::ptrdiff_t>(end),
                before);
    }
    at = end;
  }
}

}  // namespace

std::optional<Values> sorted_texts(const Values& values) {
  if (!std::ranges::all_of(values, [](const Value& value) { return value.is_string(); })) {
    return std::nullopt;
  }
  if (values.size() < 2) {
    return values;
  }
  const std::size_t shared = shared_beginning(values);
  RankedTexts texts;
  texts.reserve(values.size());
  for (const Value& value : values) {
    texts.push_back({key_at(value.as_string(), shared), static_cast<std::uint32_t>(texts.size())});
  }
  sort_by_key(texts);
  settle_ties(texts, values);
  Values sorted;
  sorted.reserve(values.size());
  for (const Ranked& text : texts) {
    sorted.push_back(values[text.position]);
  }
  return sorted;
}

}  // namespace volley::stdlib
