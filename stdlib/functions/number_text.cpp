#include "stdlib/functions/number_text.hpp"

#include <charconv>

namespace volley::stdlib {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  while (end < text.size() && is_digit(text[end])) {
    ++end;
  }
  return end - offset;
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\v\f\r";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool take_sign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) {
    text.remove_prefix(1);
  }
  return negative;
}

int take_prefix(std::string_view& text) {
  if (text.size() < 2 || text[0] != '0') {
    return 10;
  }
  static constexpr std::string_view kLetters = "xXbBoO";
  static constexpr int kBases[] = {16, 16, 2, 2, 8, 8};
  const std::size_t letter = kLetters.find(text[1]);
  text.remove_prefix(letter == std::string_view::npos ? 1 : 2);
  return letter == std::string_view::npos ? 8 : kBases[letter];
}

}  // namespace

std::optional<runtime::Value> parse_decimal(std::string_view text) {
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = digits_at(text, begin);
  const std::size_t point = begin + whole;
  if (whole == 0) {
    return std::nullopt;
  }
  if (point == text.size()) {
    const auto number = parse_integer(text);
    return number ? std::optional<runtime::Value>(*number) : std::nullopt;
  }
  const std::size_t fraction = text[point] == '.' ? digits_at(text, point + 1) : 0;
  if (fraction == 0 || point + 1 + fraction != text.size()) {
    return std::nullopt;
  }
  const auto number = parse_float(text);
  return number ? std::optional<runtime::Value>(*number) : std::nullopt;
}

std::optional<double> parse_float(std::string_view text) {
  text = without_blanks(text);
  const bool negative = take_sign(text);
  // The library's parser would take words (inf, nan) and a bare point.
  if (text.empty() || !is_digit(text.front()) || text.back() == '.' || text.find(".e") != std::string_view::npos) {
    return std::nullopt;
  }
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    const auto integer = parse_integer(text);
    return integer ? std::optional<double>(static_cast<double>(negative ? -*integer : *integer)) : std::nullopt;
  }
  return negative ? -number : number;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  text = without_blanks(text);
  const bool negative = take_sign(text);
  const int base = take_prefix(text);
  if (text.empty() || text.front() == '-' || text.front() == '+') {
    return std::nullopt;
  }
  std::uint64_t magnitude = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), magnitude, base);
  const std::uint64_t limit = (std::uint64_t{1} << 63U) - (negative ? 0 : 1);
  if (error != std::errc() || end != text.data() + text.size() || magnitude > limit) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
}

bool looks_numeric(std::string_view text) {
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = digits_at(text, begin);
  const std::size_t mark = begin + whole;
  if (whole == 0 || mark == text.size()) {
    return whole != 0;
  }
  const std::size_t rest = digits_at(text, mark + 1);
  return std::string_view("._eE").find(text[mark]) != std::string_view::npos && rest > 0 &&
         mark + 1 + rest == text.size();
}

double leading_float(std::string_view text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace volley::stdlib
