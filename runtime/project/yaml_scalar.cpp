#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "runtime/project/yaml.hpp"

namespace volley::runtime {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A word counts in three spellings only: yes, Yes, YES.
bool is_word(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) {
    return false;
  }
  bool all_lower = true;
  bool all_upper = true;
  bool capitalized = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char small = lower[i];
    const char large = small >= 'a' && small <= 'z' ? static_cast<char>(small - 'a' + 'A') : small;
    if (text[i] != small && text[i] != large) {
      return false;
    }
    all_lower = all_lower && text[i] == small;
    all_upper = all_upper && text[i] == large;
    capitalized = capitalized && text[i] == (i == 0 ? large : small);
  }
  return all_lower || all_upper || capitalized;
}

std::optional<Value> word(std::string_view text) {
  if (text.empty() || text == "~" || is_word(text, "null")) {
    return Value();
  }
  for (const std::string_view yes : {"yes", "true", "on"}) {
    if (is_word(text, yes)) {
      return Value(true);
    }
  }
  for (const std::string_view no : {"no", "false", "off"}) {
    if (is_word(text, no)) {
      return Value(false);
    }
  }
  if (is_word(text, ".inf") || is_word(text, "+.inf")) {
    return Value(std::numeric_limits<double>::infinity());
  }
  if (is_word(text, "-.inf")) {
    return Value(-std::numeric_limits<double>::infinity());
  }
  if (text == ".nan" || text == ".NaN" || text == ".NAN") {
    return Value(std::numeric_limits<double>::quiet_NaN());
  }
  return std::nullopt;
}

std::string without_separators(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '_' && c != ',') {
      out += c;
    }
  }
  return out;
}

std::optional<Value> integer(std::string_view text) {
  const bool negative = text[0] == '-';
  std::string_view digits = text.substr(negative || text[0] == '+' ? 1 : 0);
  if (digits.empty() || !is_digit(digits[0])) {
    return std::nullopt;
  }
  int base = 10;
  if (digits.starts_with("0x")) {
    base = 16;
    digits.remove_prefix(2);
  } else if (digits.starts_with("0b")) {
    base = 2;
    digits.remove_prefix(2);
  } else if (digits.size() > 1 && digits[0] == '0') {
    base = 8;
    digits.remove_prefix(1);
  }
  const std::string clean = (negative ? "-" : "") + without_separators(digits);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(clean.data(), clean.data() + clean.size(), number, base);
  if (error != std::errc() || end != clean.data() + clean.size()) {
    return std::nullopt;
  }
  return Value(number);
}

// Digits with separators in them from `at` on; moves behind them.
std::size_t skip_digits(std::string_view text, std::size_t& at) {
  const std::size_t start = at;
  while (at < text.size() && (is_digit(text[at]) || (at > start && (text[at] == '_' || text[at] == ',')))) {
    ++at;
  }
  return at - start;
}

// A point is needed, and an exponent needs its sign: 1e3 and 1.5e3 are texts.
bool is_floating(std::string_view text) {
  std::size_t at = text[0] == '-' || text[0] == '+' ? 1 : 0;
  const std::size_t whole = skip_digits(text, at);
  if (at == text.size() || text[at] != '.') {
    return false;
  }
  ++at;
  std::size_t fraction = 0;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    ++fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at == text.size() || (text[at] != '-' && text[at] != '+') || at + 1 == text.size()) {
      return false;
    }
    at = std::min(text.find_first_not_of("0123456789", at + 1), text.size());
  }
  return whole + fraction > 0 && at == text.size();
}

std::optional<Value> floating(std::string_view text) {
  if (!is_floating(text)) {
    return std::nullopt;
  }
  const std::string clean = without_separators(text[0] == '+' ? text.substr(1) : text);
  double number = 0;
  const auto [end, error] = std::from_chars(clean.data(), clean.data() + clean.size(), number);
  if (error != std::errc() || end != clean.data() + clean.size()) {
    return std::nullopt;
  }
  return Value(number);
}

// 1:30:00 counts in sixties. With two parts the first one counts as hours, as Psych has it.
std::optional<Value> in_sixties(std::string_view text) {
  std::size_t at = text[0] == '-' || text[0] == '+' ? 1 : 0;
  std::array<std::int64_t, 3> parts{};
  std::size_t count = 0;
  while (count < parts.size()) {
    const std::size_t end = std::min(text.find(':', at), text.size());
    const std::string digits = without_separators(text.substr(at, end - at));
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), parts[count]);
    const bool in_range = count == 0 || (end - at <= 2 && parts[count] < 60);
    if (digits.empty() || !is_digit(digits[0]) || read.ec != std::errc() || read.ptr != digits.data() + digits.size() ||
        !in_range || parts[count] > 1'000'000'000) {
      return std::nullopt;
    }
    ++count;
    if (end == text.size()) {
      break;
    }
    at = end + 1;
  }
  if (count < 2 || (at < text.size() && text.find(':', at) != std::string_view::npos)) {
    return std::nullopt;
  }
  const std::int64_t first = text[0] == '-' ? -parts[0] : parts[0];
  return Value(first * 3600 + parts[1] * 60 + parts[2]);
}

}  // namespace

Value plain_scalar(std::string_view text) {
  if (auto value = word(text)) {
    return *value;
  }
  const char first = text[0];
  if (is_digit(first) || first == '-' || first == '+' || first == '.') {
    if (auto value = integer(text)) {
      return *value;
    }
    if (auto value = floating(text)) {
      return *value;
    }
    if (auto value = in_sixties(text)) {
      return *value;
    }
  }
  if (first == ':' && text.size() > 1 && text[1] != ' ') {
    return Value(text.substr(1));  // a Ruby symbol
  }
  return Value(text);
}

}  // namespace volley::runtime
