// What Timestamp and Timespan share: a count of nanoseconds that compares with numbers as seconds.
//
//   if (const auto* time = value.as<TimeValue>()) use(time->nanoseconds());
#pragma once

#include <stdexcept>
#include <string>

#include "runtime/value/object.hpp"

namespace volley::runtime {

// Wide enough for every number of seconds that an Integer can hold.
__extension__ using Nanoseconds = __int128;
inline constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

class TimeRangeError : public std::range_error {
 public:
  TimeRangeError() : std::range_error("The time is out of range") {}
};

// Each throws TimeRangeError for what lies further away than an Integer of seconds can tell.
[[nodiscard]] Nanoseconds checked_time(Nanoseconds amount);
[[nodiscard]] Nanoseconds multiplied_time(Nanoseconds amount, Nanoseconds factor);
[[nodiscard]] Nanoseconds time_of_float(double nanoseconds);
[[nodiscard]] Nanoseconds time_of_seconds(const Value& number);

[[nodiscard]] std::string nanoseconds_text(Nanoseconds amount);
// Rounds down, also below zero.
[[nodiscard]] Nanoseconds divided_down(Nanoseconds amount, Nanoseconds divisor);

class TimeValue : public Object {
 public:
  [[nodiscard]] Nanoseconds nanoseconds() const { return nanoseconds_; }
  // Rounded down.
  [[nodiscard]] std::int64_t whole_seconds() const;
  [[nodiscard]] double seconds() const;
  // -1, 0 or 1 against an Integer or a Float of seconds.
  [[nodiscard]] int compared_to_number(const Value& number) const;

  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override;

 protected:
  explicit TimeValue(Nanoseconds amount) : nanoseconds_(checked_time(amount)) {}

 private:
  Nanoseconds nanoseconds_;
};

}  // namespace volley::runtime
