#include "runtime/value/calendar.hpp"

#include <algorithm>
#include <string>

namespace volley::runtime {
namespace {

struct Zone {
  std::string_view name;
  std::int64_t hours;
};
constexpr std::array kZones = {Zone{"UTC", 0},  Zone{"GMT", 0},   Zone{"UT", 0},    Zone{"EST", -5},  Zone{"EDT", -4},
                               Zone{"CST", -6}, Zone{"CDT", -5},  Zone{"MST", -7},  Zone{"MDT", -6},  Zone{"PST", -8},
                               Zone{"PDT", -7}, Zone{"AKST", -9}, Zone{"AKDT", -8}, Zone{"HST", -10}, Zone{"WET", 0},
                               Zone{"WEST", 1}, Zone{"BST", 1},   Zone{"CET", 1},   Zone{"CEST", 2},  Zone{"MET", 1},
                               Zone{"MEST", 2}, Zone{"EET", 2},   Zone{"EEST", 3},  Zone{"MSK", 3},   Zone{"JST", 9},
                               Zone{"KST", 9},  Zone{"AEST", 10}, Zone{"AEDT", 11}, Zone{"NZST", 12}, Zone{"NZDT", 13}};

constexpr std::int64_t kDay = 86400;

std::int64_t floor_divided(std::int64_t value, std::int64_t by) {
  return value / by - (value % by != 0 && (value < 0) != (by < 0) ? 1 : 0);
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& byte : out) {
    byte = byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - ('a' - 'A')) : byte;
  }
  return out;
}

bool is_leap(std::int64_t year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

// "+0530", "-08", "+05:30:15"
std::optional<std::int64_t> numeric_offset(std::string_view text) {
  const std::int64_t sign = text[0] == '-' ? -1 : 1;
  std::string digits;
  for (const char byte : text.substr(1)) {
    if (byte >= '0' && byte <= '9') {
      digits += byte;
    } else if (byte == ':' && digits.size() == 1) {
      digits.insert(digits.begin(), '0');
    } else if (byte != ':' || digits.size() % 2 != 0) {
      return std::nullopt;
    }
  }
  if (digits.empty() || digits.size() > 6) {
    return std::nullopt;
  }
  digits.insert(0, digits.size() % 2, '0');
  digits.append(6 - digits.size(), '0');
  const auto part = [&digits](std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); };
  return sign * (part(0) * 3600 + part(2) * 60 + part(4));
}

// One letter, A to Z without J: hours east, then west.
std::optional<std::int64_t> military_offset(char letter) {
  if (letter == 'Z') {
    return 0;
  }
  if (letter == 'J') {
    return std::nullopt;
  }
  if (letter >= 'N') {
    return -(letter - 'N' + 1) * std::int64_t{3600};
  }
  return (letter - 'A' + 1 - (letter > 'J' ? 1 : 0)) * std::int64_t{3600};
}

}  // namespace

std::int64_t days_from_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  // Years begin in March here, so that leap days come last.
  const std::int64_t shifted = month <= 2 ? year - 1 : year;
  const std::int64_t era = floor_divided(shifted, 400);
  const std::int64_t year_of_era = shifted - era * 400;
  const std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

std::optional<std::int64_t> zone_offset(std::string_view name) {
  const std::string zone = upper(name);
  const std::size_t sign = zone.find_first_of("+-");
  if (sign != std::string::npos) {
    const std::string prefix = zone.substr(0, sign);
    return prefix.empty() || prefix == "UTC" || prefix == "GMT" || prefix == "UT"
               ? numeric_offset(std::string_view(zone).substr(sign))
               : std::nullopt;
  }
  if (zone.size() == 1 && zone[0] >= 'A' && zone[0] <= 'Z') {
    return military_offset(zone[0]);
  }
  const auto found = std::ranges::find(kZones, std::string_view(zone), &Zone::name);
  return found == kZones.end() ? std::nullopt : std::optional(found->hours * 3600);
}

CalendarTime calendar_time(Nanoseconds moment, std::optional<std::int64_t> offset) {
  CalendarTime time;
  const Nanoseconds seconds = divided_down(moment, kNanosecondsPerSecond);
  time.nanosecond = static_cast<std::int64_t>(moment - seconds * kNanosecondsPerSecond);
  time.utc = !offset;
  time.offset = offset.value_or(0);
  time.epoch = static_cast<std::int64_t>(seconds);
  const auto days = static_cast<std::int64_t>(divided_down(seconds + time.offset, kDay));
  const auto rest = static_cast<std::int64_t>(seconds + time.offset - static_cast<Nanoseconds>(days) * kDay);
  time.hour = rest / 3600;
  time.minute = rest / 60 % 60;
  time.second = rest % 60;
  time.weekday = ((days + 4) % 7 + 7) % 7;
  const std::int64_t shifted = days + 719468;
  const std::int64_t era = floor_divided(shifted, 146097);
  const std::int64_t day_of_era = shifted - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  time.day = day_of_year - (153 * month + 2) / 5 + 1;
  time.month = month < 10 ? month + 3 : month - 9;
  time.year = year_of_era + era * 400 + (time.month <= 2 ? 1 : 0);
  time.year_day = days - days_from_date(time.year, 1, 1);
  return time;
}

CalendarTime::Week CalendarTime::iso_week() const {
  const std::int64_t monday_based = (weekday + 6) % 7;
  const std::int64_t week = (year_day - monday_based + 10) / 7;
  const auto weeks_in = [](std::int64_t of_year) {
    const std::int64_t first = ((days_from_date(of_year, 1, 1) + 4) % 7 + 7) % 7;
    return first == 4 || (first == 3 && is_leap(of_year)) ? 53 : 52;
  };
  if (week < 1) {
    return {year - 1, weeks_in(year - 1)};
  }
  return week > weeks_in(year) ? Week{year + 1, 1} : Week{year, week};
}

}  // namespace volley::runtime
