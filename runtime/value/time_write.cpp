#include "runtime/value/time_write.hpp"

#include <algorithm>
#include <optional>

#include "runtime/value/timespan.hpp"

namespace volley::runtime {
namespace {

constexpr std::size_t kMaximumWidth = 1000;

// %<flags><width><letter>
struct Directive {
  std::string flags;
  std::size_t colons = 0;
  std::optional<std::size_t> width;
  char letter = '\0';

  [[nodiscard]] bool has(char flag) const { return flags.find(flag) != std::string::npos; }
};

std::string upper(std::string text) {
  for (char& byte : text) {
    byte = byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - ('a' - 'A')) : byte;
  }
  return text;
}

std::string lower(std::string text) {
  for (char& byte : text) {
    byte = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
  }
  return text;
}

std::string padded(const std::string& text, std::size_t width, char padding) {
  return text.size() < width ? std::string(width - text.size(), padding) + text : text;
}

std::string number(const Directive& directive, std::int64_t value, std::size_t width, char padding = '0') {
  if (directive.has('-')) {
    return std::to_string(value);
  }
  padding = directive.has('_') ? ' ' : (directive.has('0') ? '0' : padding);
  const std::size_t wanted = directive.width.value_or(width);
  if (value < 0 && padding == '0') {
    return "-" + padded(std::to_string(value).substr(1), wanted == 0 ? 0 : wanted - 1, '0');
  }
  return padded(std::to_string(value), wanted, padding);
}

std::string text(const Directive& directive, std::string value, bool smaller = false) {
  if (directive.has('^')) {
    value = upper(value);
  } else if (directive.has('#')) {
    value = smaller ? lower(value) : upper(value);
  }
  return padded(value, directive.has('-') ? 0 : directive.width.value_or(0), directive.has('0') ? '0' : ' ');
}

std::string fraction(const Directive& directive, std::int64_t nanosecond, std::size_t usual) {
  std::string digits = padded(std::to_string(nanosecond), 9, '0');
  digits.resize(directive.width.value_or(usual), '0');
  return digits;
}

std::string offset(const Directive& directive, const CalendarTime& time) {
  const std::int64_t size = time.offset < 0 ? -time.offset : time.offset;
  const auto two = [](std::int64_t value) { return padded(std::to_string(value), 2, '0'); };
  std::string digits = two(size / 3600) + (directive.colons > 0 ? ":" : "") + two(size / 60 % 60);
  digits += directive.colons > 1 ? ":" + two(size % 60) : "";
  const std::size_t width = directive.width.value_or(0);
  return (time.offset < 0 ? "-" : "+") + padded(digits, width == 0 ? 0 : width - 1, '0');
}

// Directives that stand for several others.
std::string_view expansion(char letter) {
  switch (letter) {
    case 'c': return "%a %b %e %H:%M:%S %Y";
    case 'D':
    case 'x': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'R': return "%H:%M";
    case 'r': return "%I:%M:%S %p";
    case 'T':
    case 'X': return "%H:%M:%S";
    case 'v': return "%e-%^b-%Y";
    default: return {};
  }
}

std::int64_t twelve_hours(std::int64_t hour) { return hour % 12 == 0 ? 12 : hour % 12; }

std::int64_t floor_modulo(std::int64_t value, std::int64_t by) { return (value % by + by) % by; }

std::string write_year(const Directive& directive, const CalendarTime& time) {
  switch (directive.letter) {
    case 'Y': return number(directive, time.year, time.year < 0 ? 5 : 4);
    case 'C': return number(directive, (time.year - floor_modulo(time.year, 100)) / 100, 2);
    case 'y': return number(directive, floor_modulo(time.year, 100), 2);
    case 'G': return number(directive, time.iso_week().year, time.year < 0 ? 5 : 4);
    case 'g': return number(directive, floor_modulo(time.iso_week().year, 100), 2);
    default: return number(directive, time.iso_week().number, 2);
  }
}

std::optional<std::string> write_date(const Directive& directive, const CalendarTime& time) {
  const std::string_view month = kMonthNames[static_cast<std::size_t>(time.month - 1)];
  const std::string_view day = kDayNames[static_cast<std::size_t>(time.weekday)];
  switch (directive.letter) {
    case 'm': return number(directive, time.month, 2);
    case 'B': return text(directive, std::string(month));
    case 'b':
    case 'h': return text(directive, std::string(month.substr(0, 3)));
    case 'd': return number(directive, time.day, 2);
    case 'e': return number(directive, time.day, 2, ' ');
    case 'j': return number(directive, time.year_day + 1, 3);
    case 'A': return text(directive, std::string(day));
    case 'a': return text(directive, std::string(day.substr(0, 3)));
    case 'u': return number(directive, time.weekday == 0 ? 7 : time.weekday, 1);
    case 'w': return number(directive, time.weekday, 1);
    case 'U': return number(directive, (time.year_day + 7 - time.weekday) / 7, 2);
    case 'W': return number(directive, (time.year_day + 7 - (time.weekday + 6) % 7) / 7, 2);
    case 'Y':
    case 'C':
    case 'y':
    case 'G':
    case 'g':
    case 'V': return write_year(directive, time);
    default: return std::nullopt;
  }
}

std::optional<std::string> write_clock(const Directive& directive, const CalendarTime& time) {
  switch (directive.letter) {
    case 'H': return number(directive, time.hour, 2);
    case 'k': return number(directive, time.hour, 2, ' ');
    case 'I': return number(directive, twelve_hours(time.hour), 2);
    case 'l': return number(directive, twelve_hours(time.hour), 2, ' ');
    case 'M': return number(directive, time.minute, 2);
    case 'S': return number(directive, time.second, 2);
    case 'L': return fraction(directive, time.nanosecond, 3);
    case 'N': return fraction(directive, time.nanosecond, 9);
    case 's': return number(directive, time.epoch, 1);
    case 'p': return text(directive, time.hour < 12 ? "AM" : "PM", true);
    case 'P': return text(directive, time.hour < 12 ? "am" : "pm");
    case 'z': return offset(directive, time);
    case 'Z': return text(directive, time.utc ? "UTC" : "", true);
    case 'n': return text(directive, "\n");
    case 't': return text(directive, "\t");
    case '%': return text(directive, "%");
    default: return std::nullopt;
  }
}

std::optional<std::string> write_directive(const Directive& directive, const CalendarTime& time) {
  if (directive.colons > 0 && directive.letter != 'z') {
    return std::nullopt;
  }
  if (const std::string_view parts = expansion(directive.letter); !parts.empty()) {
    return text(directive, write_time(std::string(parts), time));
  }
  std::optional<std::string> written = write_date(directive, time);
  return written ? written : write_clock(directive, time);
}

// Reads what stands between '%' and the letter.
Directive read_directive(const std::string& format, std::size_t& at) {
  Directive directive;
  for (; at < format.size(); ++at) {
    const char byte = format[at];
    if (byte >= '0' && byte <= '9' && (byte != '0' || directive.width)) {
      directive.width =
          std::min(directive.width.value_or(0) * 10 + static_cast<std::size_t>(byte - '0'), kMaximumWidth);
    } else if (std::string_view("-0^#_").find(byte) != std::string_view::npos) {
      directive.flags += byte;
    } else if (byte == ':') {
      ++directive.colons;
    } else if ((byte != 'E' && byte != 'O') || at + 1 == format.size() ||
               std::string_view("CcXxYydeHIMmSUuVWwklgGp").find(format[at + 1]) == std::string_view::npos) {
      directive.letter = byte;
      return directive;
    }
  }
  throw TimeFormatError("invalid format: " + format);
}

}  // namespace

std::string write_time(const std::string& format, const CalendarTime& time) {
  std::string out;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%') {
      out += format[at];
      continue;
    }
    const std::size_t start = at++;
    const Directive directive = read_directive(format, at);
    const std::optional<std::string> written = write_directive(directive, time);
    out += written ? *written : format.substr(start, at - start + 1);
  }
  return out;
}

}  // namespace volley::runtime
