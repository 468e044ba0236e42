// The bounds of Integer[a, b] and of sizes. An absent bound is no bound.
#pragma once

#include <cstdint>
#include <optional>

#include "runtime/type/printer.hpp"

namespace volley::runtime {

struct Range {
  std::optional<std::int64_t> from;
  std::optional<std::int64_t> to;

  [[nodiscard]] bool unbounded() const { return !from && !to; }
  [[nodiscard]] bool contains(std::int64_t number) const {
    return (!from || number >= *from) && (!to || number <= *to);
  }
  [[nodiscard]] bool covers(const Range& other) const {
    return (!from || (other.from && *from <= *other.from)) && (!to || (other.to && *to >= *other.to));
  }
  // Nothing can be shorter than empty.
  [[nodiscard]] Range as_size() const {
    return from && *from >= 0 ? *this : Range{0, to && *to < 0 ? std::optional<std::int64_t>(0) : to};
  }
  [[nodiscard]] bool empty_only() const { return from == 0 && to == 0; }
  void print(TypePrinter& printer) const {
    if (unbounded()) {
      return;
    }
    printer.parameter(from ? std::to_string(*from) : "default");
    if (to) {
      printer.parameter(std::to_string(*to));
    }
  }
  bool operator==(const Range&) const = default;
};

using Size = std::optional<Range>;
inline constexpr Range kAnySize{0, std::nullopt};

[[nodiscard]] inline Range exactly(std::size_t size) {
  return {static_cast<std::int64_t>(size), static_cast<std::int64_t>(size)};
}

}  // namespace volley::runtime
