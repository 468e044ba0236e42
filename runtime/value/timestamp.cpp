#include "runtime/value/timestamp.hpp"

#include <array>
#include <chrono>

#include "runtime/value/calendar.hpp"
#include "runtime/value/time_read.hpp"
#include "runtime/value/time_write.hpp"

namespace volley::runtime {
namespace {

const std::array<std::string, 10>& all_default_formats() {
  static const std::array<std::string, 10> kFormats = {"%FT%T.%N %Z", "%FT%T %Z", "%F %T.%N %Z", "%F %T %Z", "%F %Z",
                                                       "%FT%T.%N",    "%FT%T",    "%F %T.%N",    "%F %T",    "%F"};
  return kFormats;
}

// Plans run the same everywhere: the current zone is UTC.
std::int64_t offset_of(const std::string& zone) {
  if (zone.empty() || zone == "current") {
    return 0;
  }
  const std::optional<std::int64_t> offset = zone_offset(zone);
  if (!offset) {
    throw TimeFormatError("Illegal timezone '" + zone + "'");
  }
  return *offset;
}

Nanoseconds moment_of(const TimeReading& reading, const std::string& zone) {
  if (!reading.year) {
    throw TimeFormatError("no implicit conversion of nil into Integer");
  }
  const Nanoseconds days = days_from_date(*reading.year, reading.month.value_or(1), reading.day.value_or(1));
  const Nanoseconds seconds = days * 86400 + Nanoseconds(reading.hour.value_or(0)) * 3600 +
                              Nanoseconds(reading.minute.value_or(0)) * 60 + reading.second.value_or(0) -
                              offset_of(reading.zone ? *reading.zone : zone);
  return checked_time(seconds * kNanosecondsPerSecond + reading.nanosecond);
}

}  // namespace

Nanoseconds Timestamp::now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::span<const std::string> Timestamp::default_formats(bool zone_is_given) {
  return std::span(all_default_formats()).subspan(zone_is_given ? 5 : 0);
}

Nanoseconds Timestamp::parse(const std::string& text, std::span<const std::string> formats, const std::string& zone) {
  std::string names;
  for (const std::string& format : formats) {
    names += (names.empty() ? "" : ", ") + format;
    const std::optional<TimeReading> reading = read_time(text, format);
    if (reading && (zone.empty() || !reading->zone)) {
      return moment_of(*reading, zone);
    }
  }
  throw TimeFormatError("Unable to parse '" + text + "' using any of the formats " + names);
}

Nanoseconds Timestamp::parse(const std::string& text, const std::string& format, const std::string& zone) {
  const std::optional<TimeReading> reading = read_time(text, format);
  if (!reading) {
    throw TimeFormatError("Unable to parse '" + text + "' using format '" + format + "'");
  }
  if (!zone.empty() && reading->zone) {
    throw TimeFormatError(
        "Using a Timezone designator in format specification is mutually exclusive to providing an explicit timezone "
        "argument");
  }
  return moment_of(*reading, zone);
}

std::string Timestamp::format(const std::string& format, const std::string& zone) const {
  const std::optional<std::int64_t> offset = zone.empty() ? std::nullopt : std::optional(offset_of(zone));
  return write_time(format, calendar_time(nanoseconds(), offset));
}

std::string Timestamp::to_string() const { return format(all_default_formats().front(), ""); }

}  // namespace volley::runtime
