#include "runtime/value/time_read.hpp"

#include <algorithm>

namespace volley::runtime {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_space(char byte) { return std::string_view(" \t\n\v\f\r").find(byte) != std::string_view::npos; }
bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte; }

class TimeReader {
 public:
  explicit TimeReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool read(std::string_view format) {
    for (std::size_t at = 0; at < format.size(); ++at) {
      if (is_space(format[at])) {
        skip_spaces();
      } else if (format[at] != '%' || at + 1 == format.size()) {
        if (!take(format[at])) {
          return false;
        }
      } else {
        at += skipped_modifiers(format, at + 1) + 1;
        if (at >= format.size() || !read_directive(format[at], format.substr(at + 1))) {
          return false;
        }
      }
    }
    return true;
  }

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  [[nodiscard]] TimeReading reading() const {
    TimeReading result = reading_;
    if (result.hour && result.afternoon) {
      result.hour = *result.hour % 12 + (*result.afternoon ? 12 : 0);
    }
    return result;
  }

 private:
  using Number = std::optional<std::int64_t>;

  static std::size_t skipped_modifiers(std::string_view format, std::size_t at) {
    std::size_t count = 0;
    while (at + count < format.size() &&
           std::string_view("-0^#_:EO").find(format[at + count]) != std::string_view::npos) {
      ++count;
    }
    return count;
  }

  void skip_spaces() {
    while (!rest_.empty() && is_space(rest_.front())) {
      rest_.remove_prefix(1);
    }
  }

  bool take(char byte) {
    if (rest_.empty() || rest_.front() != byte) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view take_digits(std::size_t most) {
    std::size_t count = 0;
    while (count < rest_.size() && count < most && is_digit(rest_[count])) {
      ++count;
    }
    const std::string_view digits = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return digits;
  }

  bool take_number(Number& into, std::size_t most, std::int64_t least, std::int64_t greatest) {
    const std::string_view digits = take_digits(std::min<std::size_t>(most, 12));
    std::int64_t number = 0;
    for (const char digit : digits) {
      number = number * 10 + (digit - '0');
    }
    into = number;
    return !digits.empty() && number >= least && number <= greatest;
  }

  // Takes the one of the names, or its first three letters, that stands here.
  template <std::size_t Count>
  bool take_name(const std::array<std::string_view, Count>& names, Number& into) {
    const auto here = [this](std::string_view name) {
      return rest_.size() >= name.size() &&
             std::equal(name.begin(), name.end(), rest_.begin(), [](char a, char b) { return lower(a) == lower(b); });
    };
    for (std::size_t at = 0; at < Count; ++at) {
      for (const std::string_view name : {names[at], names[at].substr(0, 3)}) {
        if (here(name)) {
          rest_.remove_prefix(name.size());
          into = static_cast<std::int64_t>(at) + 1;
          return true;
        }
      }
    }
    return false;
  }

  // A year is as long as it likes, unless more digits follow in the format.
  bool take_year(std::string_view following) {
    const bool negative = rest_.starts_with('-');
    if (negative || rest_.starts_with('+')) {
      rest_.remove_prefix(1);
    }
    const bool crowded =
        (!following.empty() && is_digit(following[0])) ||
        (following.size() > 1 && following[0] == '%' &&
         std::string_view("CDdeFGgHIjkLlMmNQRrSsTUuVvWwXxYy").find(following[1]) != std::string_view::npos);
    const bool fine = take_number(reading_.year, crowded ? 4 : 12, 0, 999'999'999'999);
    if (fine && negative) {
      reading_.year = -*reading_.year;
    }
    return fine;
  }

  bool take_fraction(std::size_t usual) {
    const bool negative = rest_.starts_with('-');
    if (negative || rest_.starts_with('+')) {
      rest_.remove_prefix(1);
    }
    std::string digits(take_digits(usual));
    if (digits.empty()) {
      return false;
    }
    digits.resize(9, '0');
    reading_.nanosecond = 0;
    for (const char digit : digits) {
      reading_.nanosecond = reading_.nanosecond * 10 + (digit - '0');
    }
    reading_.nanosecond = negative ? -reading_.nanosecond : reading_.nanosecond;
    return true;
  }

  bool take_half() {
    const std::string two{rest_.empty() ? ' ' : lower(rest_[0]), rest_.size() < 2 ? ' ' : lower(rest_[1])};
    const bool dotted = rest_.size() >= 4 && rest_[1] == '.' && lower(rest_[2]) == 'm' && rest_[3] == '.';
    if ((two[0] != 'a' && two[0] != 'p') || (two[1] != 'm' && !dotted)) {
      return false;
    }
    reading_.afternoon = two[0] == 'p';
    rest_.remove_prefix(dotted ? 4 : 2);
    return true;
  }

  // A name, or digits after a sign with or without "UTC" in front.
  bool take_zone() {
    std::size_t length = 0;
    while (length < rest_.size() && is_letter(rest_[length])) {
      ++length;
    }
    const std::size_t name = length;
    if (length < rest_.size() && (rest_[length] == '+' || rest_[length] == '-')) {
      ++length;
      while (length < rest_.size() &&
             (is_digit(rest_[length]) || (rest_[length] == ':' && is_digit(rest_[length - 1])))) {
        ++length;
      }
      length = is_digit(rest_[length - 1]) && (name == 0 || zone_offset(rest_.substr(0, name))) ? length : name;
    }
    if (length == 0) {
      return false;
    }
    reading_.zone = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return true;
  }

  bool read_directive(char letter, std::string_view following) {
    Number ignored;
    switch (letter) {
      case 'Y': return take_year(following);
      case 'y': {
        const bool fine = take_number(reading_.year, 2, 0, 99);
        reading_.year = *reading_.year + (*reading_.year >= 69 ? 1900 : 2000);
        return fine;
      }
      case 'm': return take_number(reading_.month, 2, 1, 12);
      case 'B':
      case 'b':
      case 'h': return take_name(kMonthNames, reading_.month);
      case 'A':
      case 'a': return take_name(kDayNames, ignored);
      case 'd':
      case 'e': rest_.remove_prefix(rest_.starts_with(' ') ? 1 : 0); return take_number(reading_.day, 2, 1, 31);
      case 'j': return take_number(ignored, 3, 1, 366);
      case 'u':
      case 'w': return take_number(ignored, 1, 0, 7);
      case 'C':
      case 'g':
      case 'U':
      case 'V':
      case 'W': return take_number(ignored, 2, 0, 99);
      case 'G': return take_number(ignored, 4, 0, 9999);
      default: return read_clock(letter) || read_composed(letter);
    }
  }

  bool read_clock(char letter) {
    Number ignored;
    switch (letter) {
      case 'H':
      case 'k': rest_.remove_prefix(rest_.starts_with(' ') ? 1 : 0); return take_number(reading_.hour, 2, 0, 24);
      case 'I':
      case 'l': rest_.remove_prefix(rest_.starts_with(' ') ? 1 : 0); return take_number(reading_.hour, 2, 1, 12);
      case 'M': return take_number(reading_.minute, 2, 0, 59);
      case 'S': return take_number(reading_.second, 2, 0, 60);
      case 'L':
      case 'N': return take_fraction(rest_.size());
      case 'P':
      case 'p': return take_half();
      case 'Z':
      case 'z': return take_zone();
      case 's': return take_number(ignored, 12, 0, 999'999'999'999);
      case 'n':
      case 't': skip_spaces(); return true;
      case '%': return take('%');
      default: return false;
    }
  }

  bool read_composed(char letter) {
    switch (letter) {
      case 'c': return read("%a %b %e %H:%M:%S %Y");
      case 'D':
      case 'x': return read("%m/%d/%y");
      case 'F': return read("%Y-%m-%d");
      case 'R': return read("%H:%M");
      case 'r': return read("%I:%M:%S %p");
      case 'T':
      case 'X': return read("%H:%M:%S");
      case 'v': return read("%e-%b-%Y");
      default: return false;
    }
  }

  std::string_view rest_;
  TimeReading reading_;
};

}  // namespace

std::optional<TimeReading> read_time(const std::string& text, const std::string& format) {
  TimeReader reader(text);
  return reader.read(format) && reader.at_end() ? std::optional(reader.reading()) : std::nullopt;
}

}  // namespace volley::runtime
