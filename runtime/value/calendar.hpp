// Days of the Gregorian calendar, zones, and a moment told by them. Used by the formats of Timestamp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/value/time_value.hpp"

namespace volley::runtime {

inline constexpr std::array<std::string_view, 12> kMonthNames = {"January",   "February", "March",    "April",
                                                                 "May",       "June",     "July",     "August",
                                                                 "September", "October",  "November", "December"};
inline constexpr std::array<std::string_view, 7> kDayNames = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                              "Thursday", "Friday", "Saturday"};

// Counted from 1970-01-01. Months and days may be out of range by a little: the 30th of February is in March.
[[nodiscard]] std::int64_t days_from_date(std::int64_t year, std::int64_t month, std::int64_t day);

// Seconds east of UTC for "PST", "+02:00", "UTC+1"; nothing for unknown names.
[[nodiscard]] std::optional<std::int64_t> zone_offset(std::string_view name);

struct CalendarTime {
  std::int64_t year = 1970;
  std::int64_t month = 1;
  std::int64_t day = 1;
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int64_t nanosecond = 0;
  std::int64_t weekday = 0;   // 0 is Sunday
  std::int64_t year_day = 0;  // 0 is the first of January
  std::int64_t offset = 0;
  std::int64_t epoch = 0;
  bool utc = true;

  struct Week {
    std::int64_t year;
    std::int64_t number;
  };
  // As ISO 8601 counts.
  [[nodiscard]] Week iso_week() const;
};

[[nodiscard]] CalendarTime calendar_time(Nanoseconds moment, std::optional<std::int64_t> offset);

}  // namespace volley::runtime
