#include "runtime/value/time_value.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "runtime/value/big_integer.hpp"

namespace volley::runtime {
namespace {

constexpr Nanoseconds kFurthest =
    static_cast<Nanoseconds>(std::numeric_limits<std::int64_t>::max()) * kNanosecondsPerSecond;

template <typename Number>
int order(Number a, Number b) {
  return a < b ? -1 : (a > b ? 1 : 0);
}

}  // namespace

Nanoseconds checked_time(Nanoseconds amount) {
  if (amount > kFurthest || amount < -kFurthest) {
    throw TimeRangeError();
  }
  return amount;
}

Nanoseconds multiplied_time(Nanoseconds amount, Nanoseconds factor) {
  Nanoseconds product = 0;
  if (__builtin_mul_overflow(amount, factor, &product)) {
    throw TimeRangeError();
  }
  return checked_time(product);
}

Nanoseconds time_of_float(double nanoseconds) {
  if (!(std::fabs(nanoseconds) <= static_cast<double>(kFurthest))) {
    throw TimeRangeError();
  }
  return static_cast<Nanoseconds>(nanoseconds);
}

Nanoseconds time_of_seconds(const Value& number) {
  if (number.is_float()) {
    return time_of_float(number.as_float() * static_cast<double>(kNanosecondsPerSecond));
  }
  if (!number.is_integer()) {
    throw TimeRangeError();
  }
  return multiplied_time(number.as_integer(), kNanosecondsPerSecond);
}

std::string nanoseconds_text(Nanoseconds amount) {
  std::string digits;
  const bool negative = amount < 0;
  do {
    const auto digit = static_cast<int>(amount % 10);
    digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
    amount /= 10;
  } while (amount != 0);
  digits += negative ? "-" : "";
  std::ranges::reverse(digits);
  return digits;
}

Nanoseconds divided_down(Nanoseconds amount, Nanoseconds divisor) {
  const Nanoseconds quotient = amount / divisor;
  return amount % divisor != 0 && (amount < 0) != (divisor < 0) ? quotient - 1 : quotient;
}

std::int64_t TimeValue::whole_seconds() const {
  return static_cast<std::int64_t>(divided_down(nanoseconds_, kNanosecondsPerSecond));
}

double TimeValue::seconds() const {
  return static_cast<double>(nanoseconds_) / static_cast<double>(kNanosecondsPerSecond);
}

int TimeValue::compared_to_number(const Value& number) const {
  return number.is_float() ? order(seconds(), number.as_float())
                           : compare_numbers(Value(whole_seconds()), number).value_or(0);
}

bool TimeValue::equals(const Object& other) const {
  const auto* time = dynamic_cast<const TimeValue*>(&other);
  return time != nullptr && type_name() == time->type_name() && nanoseconds_ == time->nanoseconds_;
}

std::size_t TimeValue::hash_code() const {
  return std::hash<std::int64_t>{}(whole_seconds()) ^ static_cast<std::size_t>(nanoseconds_ & 0xFFFFFFFF);
}

}  // namespace volley::runtime
