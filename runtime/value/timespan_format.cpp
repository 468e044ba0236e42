#include "runtime/value/timespan_format.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "runtime/value/timespan.hpp"

namespace volley::runtime {
namespace {

// Matching recurses once for each part.
constexpr std::size_t kMaximumParts = 100;
constexpr std::size_t kMaximumWidth = 1000;
constexpr std::size_t kMaximumDigits = 30;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_space(char byte) { return std::string_view(" \t\n\v\f\r").find(byte) != std::string_view::npos; }

Nanoseconds power_of_ten(std::size_t exponent) {
  Nanoseconds power = 1;
  for (; exponent > 0; --exponent) {
    power *= 10;
  }
  return power;
}

Nanoseconds size_of(char unit) {
  switch (unit) {
    case 'D': return Nanoseconds{86400} * kNanosecondsPerSecond;
    case 'H': return Nanoseconds{3600} * kNanosecondsPerSecond;
    case 'M': return Nanoseconds{60} * kNanosecondsPerSecond;
    case 'S': return kNanosecondsPerSecond;
    default: return unit == 'L' ? 1'000'000 : 1;
  }
}

std::size_t characters_before(const std::string& text, std::size_t at) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

[[noreturn]] void fail_specifier(const std::string& text, std::size_t from, std::size_t at) {
  throw TimeFormatError("Bad format specifier '" + text.substr(from, at - from) + "' in '" + text + "', at position " +
                        std::to_string(characters_before(text, at)));
}

std::string without_trailing_zeroes(const std::string& digits) {
  const std::size_t last = digits.find_last_not_of('0');
  return digits.substr(0, last == std::string::npos ? 1 : last + 1);
}

}  // namespace

std::size_t TimespanFormat::Segment::usual_width() const {
  switch (unit) {
    case 'D': return 1;
    case 'L': return 3;
    case 'N': return 9;
    default: return 2;
  }
}

TimespanFormat::TimespanFormat(const std::string& text) : text_(text) {
  enum class State { Literal, Flag, Width };
  State state = State::Literal;
  std::size_t start = 0;
  Segment segment{};
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    if (state == State::Literal) {
      if (byte == '%') {
        state = State::Flag;
        start = at;
        segment = Segment{};
        segment.padding = '0';
      } else {
        add_literal(byte);
      }
    } else if (byte == '%') {
      add_literal(byte);
      state = State::Literal;
    } else if ((byte == '-' || byte == '_') && state == State::Flag) {
      segment.padding = byte == '-' ? '\0' : ' ';
      state = State::Width;
    } else if (std::string_view("DHMSLN").find(byte) != std::string_view::npos) {
      segment.unit = byte;
      segments_.push_back(segment);
      state = State::Literal;
    } else if (!is_digit(byte)) {
      fail_specifier(text, start, at);
    } else {
      if (state == State::Width || byte != '0') {
        segment.width = std::min(segment.width.value_or(0) * 10 + static_cast<std::size_t>(byte - '0'), kMaximumWidth);
      }
      state = State::Width;
    }
  }
  if (state != State::Literal) {
    fail_specifier(text, start, text.size() - 1);
  }
  if (segments_.size() > kMaximumParts) {
    throw TimeFormatError("The format of the Timespan has too many parts");
  }
  mark_total();
}

void TimespanFormat::add_literal(char byte) {
  if (segments_.empty() || segments_.back().unit != '\0') {
    segments_.push_back(Segment{});
  }
  segments_.back().literal += byte;
}

void TimespanFormat::mark_total() {
  for (const char unit : std::string_view("DHMSLN")) {
    const auto found = std::ranges::find(segments_, unit, &Segment::unit);
    if (found != segments_.end()) {
      found->total = true;
      return;
    }
  }
}

Nanoseconds TimespanFormat::Segment::count(Nanoseconds amount) const {
  if (unit == 'N') {
    const std::size_t digits = std::min<std::size_t>(shown_width(), 9);
    const Nanoseconds shown = amount / power_of_ten(9 - digits);
    return total ? shown : shown % power_of_ten(digits);
  }
  const Nanoseconds all = amount / size_of(unit);
  if (total) {
    return all;
  }
  switch (unit) {
    case 'D': return all;
    case 'H': return all % 24;
    case 'L': return all % 1000;
    default: return all % 60;
  }
}

std::string TimespanFormat::Segment::write(Nanoseconds amount) const {
  if (unit == '\0') {
    return literal;
  }
  std::string digits = nanoseconds_text(count(amount));
  if (is_fraction() && !total && padding != '0') {
    digits = without_trailing_zeroes(digits);
  }
  if (padding == '\0' || digits.size() >= shown_width()) {
    return digits;
  }
  const std::size_t missing = shown_width() - digits.size();
  return is_fraction() ? digits + std::string(missing, ' ') : std::string(missing, padding) + digits;
}

std::string TimespanFormat::write(Nanoseconds amount) const {
  std::string out = amount < 0 ? "-" : "";
  for (const Segment& segment : segments_) {
    out += segment.write(amount < 0 ? -amount : amount);
  }
  return out;
}

std::vector<std::size_t> TimespanFormat::Segment::lengths(const std::string& text, std::size_t at) const {
  if (unit == '\0') {
    return text.compare(at, literal.size(), literal) == 0 ? std::vector{literal.size()} : std::vector<std::size_t>();
  }
  const bool unlimited = !width && total;
  const bool exact = width && padding != '\0';
  std::size_t longest = 0;
  while (at + longest < text.size() && (unlimited || longest < shown_width()) &&
         (is_digit(text[at + longest]) || (padding == ' ' && is_space(text[at + longest])))) {
    ++longest;
  }
  if (exact) {
    return longest == shown_width() ? std::vector{longest} : std::vector<std::size_t>();
  }
  std::vector<std::size_t> all;
  for (std::size_t length = longest; length > 0; --length) {
    all.push_back(length);
  }
  return all;
}

bool TimespanFormat::match(const std::string& text, std::size_t segment, std::size_t at, std::vector<bool>& failed,
                           std::vector<std::string>& parts) const {
  if (segment == segments_.size()) {
    return at == text.size();
  }
  const std::size_t state = segment * (text.size() + 1) + at;
  if (failed[state]) {
    return false;
  }
  for (const std::size_t length : segments_[segment].lengths(text, at)) {
    parts[segment] = text.substr(at, length);
    if (match(text, segment + 1, at + length, failed, parts)) {
      return true;
    }
  }
  failed[state] = true;
  return false;
}

Nanoseconds TimespanFormat::Segment::value_of(std::string digits) const {
  if (digits.size() > kMaximumDigits) {
    throw TimeRangeError();
  }
  if (is_fraction()) {
    // As totals they could mean both fractions and counts.
    if (total) {
      throw TimeFormatError(
          "Format specifiers %L and %N denotes fractions and must be used together with a specifier of higher "
          "magnitude");
    }
    digits.append(digits.size() < 9 ? 9 - digits.size() : 0, '0');
  }
  Nanoseconds number = 0;
  for (const char digit : digits) {
    number = number * 10 + (digit - '0');
  }
  return is_fraction() ? checked_time(number) : multiplied_time(number, size_of(unit));
}

Nanoseconds TimespanFormat::read(const std::string& text) const {
  constexpr std::size_t kMaximumText = 1000;
  const bool negative = text.starts_with('-');
  std::vector<std::string> parts(segments_.size());
  if (text.size() > kMaximumText) {
    fail_to_read(text);
  }
  std::vector<bool> failed(segments_.size() * (text.size() + 1), false);
  // A literal '-' of the format may also be the one at the front.
  if (!match(text, 0, negative ? 1 : 0, failed, parts) && !(negative && match(text, 0, 0, failed, parts))) {
    fail_to_read(text);
  }
  Nanoseconds sum = 0;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (segments_[at].unit == '\0') {
      continue;
    }
    const std::size_t first = parts[at].find_first_not_of(" \t\n\v\f\r");
    const std::string digits = first == std::string::npos ? "" : parts[at].substr(first);
    if (digits.empty() || !std::ranges::all_of(digits, is_digit)) {
      fail_to_read(text);
    }
    sum = checked_time(sum + segments_[at].value_of(digits));
  }
  return negative ? -sum : sum;
}

void TimespanFormat::fail_to_read(const std::string& text) const {
  throw TimeFormatError("Unable to parse '" + text + "' using format '" + text_ + "'");
}

}  // namespace volley::runtime
