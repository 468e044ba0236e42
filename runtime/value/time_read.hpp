// Text as a moment by the directives of strptime. Used by Timestamp alone.
#pragma once

#include <optional>
#include <string>

#include "runtime/value/calendar.hpp"

namespace volley::runtime {

// What the text told; what it left out is empty.
struct TimeReading {
  std::optional<std::int64_t> year;
  std::optional<std::int64_t> month;
  std::optional<std::int64_t> day;
  std::optional<std::int64_t> hour;
  std::optional<std::int64_t> minute;
  std::optional<std::int64_t> second;
  std::int64_t nanosecond = 0;
  std::optional<bool> afternoon;
  std::optional<std::string> zone;
};

// Nothing when the text does not have this format, or goes on after it.
[[nodiscard]] std::optional<TimeReading> read_time(const std::string& text, const std::string& format);

}  // namespace volley::runtime
