// A point in time: Timestamp('2016-09-06T08:34:59 UTC').
//
//   const Pointer<const Timestamp> moment = make<const Timestamp>(Timestamp::parse("2016-09-06", {"%F"}, ""));
//   moment->format("%H:%M", "+02:00");
#pragma once

#include <span>
#include <string>

#include "runtime/value/timespan.hpp"

namespace volley::runtime {

class Timestamp final : public TimeValue {
 public:
  // Nanoseconds since 1970.
  explicit Timestamp(Nanoseconds moment) : TimeValue(moment) {}
  [[nodiscard]] static Nanoseconds now();
  // By the first of the formats that fits; a single format tells more about what is wrong. Throws TimeFormatError.
  // `zone` may be empty: then the text names it, or it is UTC.
  [[nodiscard]] static Nanoseconds parse(const std::string& text, std::span<const std::string> formats,
                                         const std::string& zone);
  [[nodiscard]] static Nanoseconds parse(const std::string& text, const std::string& format, const std::string& zone);
  // What a text may look like when no format is given.
  [[nodiscard]] static std::span<const std::string> default_formats(bool zone_is_given);

  // As strftime; UTC when `zone` is empty.
  [[nodiscard]] std::string format(const std::string& format, const std::string& zone) const;

  [[nodiscard]] std::string_view type_name() const override { return "Timestamp"; }
  [[nodiscard]] std::string to_string() const override;
};

}  // namespace volley::runtime
