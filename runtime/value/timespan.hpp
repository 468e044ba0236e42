// A span of time: Timespan('1-02:30:00'), which is one day, two hours and a half.
//
//   const Pointer<const Timespan> span = make<const Timespan>(Timespan::parse("90", {"%S"}));
//   span->format("%M:%S");  // "1:30"
#pragma once

#include <span>
#include <string>

#include "runtime/value/time_value.hpp"

namespace volley::runtime {

// The format is wrong, or the text does not have it.
class TimeFormatError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

class Timespan final : public TimeValue {
 public:
  explicit Timespan(Nanoseconds amount) : TimeValue(amount) {}
  // By the first of the formats that fits. Throws TimeFormatError.
  [[nodiscard]] static Nanoseconds parse(const std::string& text, std::span<const std::string> formats);
  // By this one; unlike above it tells what is wrong with it.
  [[nodiscard]] static Nanoseconds parse(const std::string& text, const std::string& format);
  // What a text may look like when no format is given.
  [[nodiscard]] static std::span<const std::string> default_formats();

  [[nodiscard]] std::string format(const std::string& format) const;

  [[nodiscard]] std::string_view type_name() const override { return "Timespan"; }
  [[nodiscard]] std::string to_string() const override;
};

}  // namespace volley::runtime
