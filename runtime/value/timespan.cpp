#include "runtime/value/timespan.hpp"

#include <array>

#include "runtime/value/timespan_format.hpp"

namespace volley::runtime {

std::span<const std::string> Timespan::default_formats() {
  static const std::array<std::string, 8> kFormats = {"%D-%H:%M:%S.%-N", "%H:%M:%S.%-N", "%M:%S.%-N", "%S.%-N",
                                                      "%D-%H:%M:%S",     "%H:%M:%S",     "%D-%H:%M",  "%S"};
  return kFormats;
}

Nanoseconds Timespan::parse(const std::string& text, std::span<const std::string> formats) {
  std::string names;
  for (const std::string& format : formats) {
    const TimespanFormat compiled(format);
    names += (names.empty() ? "" : ", ") + format;
    try {
      return compiled.read(text);
    } catch (const TimeFormatError&) {
      continue;
    }
  }
  throw TimeFormatError("Unable to parse '" + text + "' using any of the formats " + names);
}

Nanoseconds Timespan::parse(const std::string& text, const std::string& format) {
  return TimespanFormat(format).read(text);
}

std::string Timespan::format(const std::string& format) const { return TimespanFormat(format).write(nanoseconds()); }

std::string Timespan::to_string() const { return format(default_formats().front()); }

}  // namespace volley::runtime
