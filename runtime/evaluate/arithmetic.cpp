#include "runtime/evaluate/arithmetic.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <string_view>

#include "runtime/value/big_integer.hpp"

namespace volley::runtime {
namespace {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;
constexpr auto kLargest = std::numeric_limits<std::int64_t>::max();
constexpr auto kSmallest = std::numeric_limits<std::int64_t>::min();
// A shift further than this cannot be printed sensibly.
constexpr std::int64_t kLargestShift = 4096;

std::string hexadecimal(Wide value, std::size_t trailing_zeros) {
  const bool negative = value < 0;
  auto magnitude = static_cast<UnsignedWide>(value);
  if (negative) {
    magnitude = ~magnitude + 1;
  }
  std::string digits;
  do {
    digits.insert(digits.begin(), "0123456789abcdef"[static_cast<unsigned>(magnitude & 0xFU)]);
    magnitude >>= 4U;
  } while (magnitude != 0);
  return (negative ? "-0x" : "+0x") + digits + std::string(trailing_zeros, '0');
}

ArithmeticResult checked(Wide value) {
  if (value < kSmallest || value > kLargest) {
    return Overflow{value > 0, hexadecimal(value, 0)};
  }
  return Value(static_cast<std::int64_t>(value));
}

// Rounding down; the remainder has the sign of the divisor.
ArithmeticResult divide(std::int64_t left, std::int64_t right) {
  if (right == 0) {
    return DivisionByZero{};
  }
  if (right == -1) {
    return checked(-static_cast<Wide>(left));
  }
  const std::int64_t quotient = left / right;
  return Value(left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient);
}

ArithmeticResult remainder(std::int64_t left, std::int64_t right) {
  if (right == 0) {
    return DivisionByZero{};
  }
  const std::int64_t rest = right == -1 ? 0 : left % right;
  return Value(rest != 0 && (left < 0) != (right < 0) ? rest + right : rest);
}

ArithmeticResult shift_left(std::int64_t value, std::int64_t by) {
  if (by < 0) {
    return by <= -64 ? Value(std::int64_t{value < 0 ? -1 : 0}) : Value(value >> -by);
  }
  if (value == 0) {
    return Value(0);
  }
  if (by <= 63) {
    return checked(static_cast<Wide>(value) << by);
  }
  const std::int64_t shown = by < kLargestShift ? by : kLargestShift;
  const Wide digits = static_cast<Wide>(value) << (shown % 4);
  return Overflow{value > 0, hexadecimal(digits, static_cast<std::size_t>(shown / 4))};
}

ArithmeticResult on_integers(lang::BinaryOperator operation, std::int64_t left, std::int64_t right) {
  using Operator = lang::BinaryOperator;
  const auto a = static_cast<Wide>(left);
  const auto b = static_cast<Wide>(right);
  switch (operation) {
    case Operator::Add: return checked(a + b);
    case Operator::Subtract: return checked(a - b);
    case Operator::Multiply: return checked(a * b);
    case Operator::Divide: return divide(left, right);
    case Operator::Modulo: return remainder(left, right);
    case Operator::LeftShift: return shift_left(left, right);
    default: return shift_left(left, right == kSmallest ? kLargest : -right);
  }
}

ArithmeticResult on_floats(lang::BinaryOperator operation, double left, double right) {
  using Operator = lang::BinaryOperator;
  double result = 0;
  switch (operation) {
    case Operator::Add: result = left + right; break;
    case Operator::Subtract: result = left - right; break;
    case Operator::Multiply: result = left * right; break;
    case Operator::Divide: result = left / right; break;
    default: return NotApplicable{};
  }
  return std::isinf(result) ? ArithmeticResult(Infinite{}) : ArithmeticResult(Value(result));
}

ArithmeticResult checked_whole(const Value& number) {
  const auto* big = number.as<BigInteger>();
  if (big == nullptr) {
    return number;
  }
  return Overflow{!big->negative(), (big->negative() ? "-0x" : "+0x") + whole_digits(number, 16)};
}

// By at most so many bits that an overflow can be told.
ArithmeticResult shift_whole(const Value& number, const Value& by, bool left) {
  const Value steps = left ? by : negated_number(by);
  const bool plain = steps.is_integer();
  const bool to_left = plain ? steps.as_integer() > 0 : !steps.as<BigInteger>()->negative();
  if (to_left && !plain && !(number.is_integer() && number.as_integer() == 0)) {
    throw std::invalid_argument("shift width too big");
  }
  if (!plain) {
    return number.is_integer() && number.as_integer() == 0 ? number
                                                           : Value(absolute_number(number).same(number) ? 0 : -1);
  }
  return checked_whole(
      shifted_whole(number, to_left ? std::min(steps.as_integer(), kLargestShift) : steps.as_integer()));
}

// At least one of them is beyond 64 bits.
ArithmeticResult on_whole_numbers(lang::BinaryOperator operation, const Value& left, const Value& right) {
  using Operator = lang::BinaryOperator;
  const bool divides = operation == Operator::Divide || operation == Operator::Modulo;
  if (divides && right.is_integer() && right.as_integer() == 0) {
    return DivisionByZero{};
  }
  const auto result = [&](WholeOperation whole) { return checked_whole(calculate_whole(whole, left, right)); };
  switch (operation) {
    case Operator::Add: return result(WholeOperation::Add);
    case Operator::Subtract: return result(WholeOperation::Subtract);
    case Operator::Multiply: return result(WholeOperation::Multiply);
    case Operator::Divide: return result(WholeOperation::Divide);
    case Operator::Modulo: return result(WholeOperation::Modulo);
    default: return shift_whole(left, right, operation == Operator::LeftShift);
  }
}

bool is_blank(char byte) { return byte == ' ' || byte == '\t'; }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

std::string_view skip_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_blank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::optional<Value> integer_in(std::string_view digits, int base, bool negative) {
  std::uint64_t magnitude = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base);
  if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size() ||
      magnitude > static_cast<std::uint64_t>(kLargest)) {
    return std::nullopt;
  }
  const auto value = static_cast<std::int64_t>(magnitude);
  return Value(negative ? -value : value);
}

// 12.5, 1e3, 1.5e-3: digits, then a fraction or an exponent or both.
bool is_float(std::string_view text) {
  std::size_t at = 0;
  const auto digits = [&] {
    const std::size_t first = at;
    while (at < text.size() && is_digit(text[at])) {
      ++at;
    }
    return at > first;
  };
  if (!digits()) {
    return false;
  }
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (!digits()) {
      return false;
    }
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    at += at < text.size() && text[at] == '-' ? 1 : 0;
    if (!digits()) {
      return false;
    }
  }
  return at == text.size();
}

}  // namespace

ArithmeticResult calculate(lang::BinaryOperator operation, const Value& left, const Value& right) {
  using Operator = lang::BinaryOperator;
  if (left.is_integer() && right.is_integer()) {
    return on_integers(operation, left.as_integer(), right.as_integer());
  }
  const bool shift = operation == Operator::LeftShift || operation == Operator::RightShift;
  if (shift && is_whole_number(left) && right.is_float() &&
      std::fabs(right.as_float()) < static_cast<double>(kLargest)) {
    return calculate(operation, left, Value(static_cast<std::int64_t>(right.as_float())));
  }
  if (is_whole_number(left) && is_whole_number(right)) {
    return on_whole_numbers(operation, left, right);
  }
  return on_floats(operation, left.as_number(), right.as_number());
}

std::optional<Value> number_in(std::string_view text) {
  std::string_view rest = text;
  if (rest.starts_with("::")) {
    rest.remove_prefix(2);
  }
  rest = skip_blanks(rest);
  const bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) {
    rest = skip_blanks(rest.substr(1));
  }
  if (rest.starts_with("0x") || rest.starts_with("0X")) {
    return integer_in(rest.substr(2), 16, negative);
  }
  if (rest.find_first_not_of("0123456789") == std::string_view::npos) {
    return integer_in(rest, rest.size() > 1 && rest[0] == '0' ? 8 : 10, negative);
  }
  if (!is_float(rest)) {
    return std::nullopt;
  }
  const double magnitude = std::strtod(std::string(rest).c_str(), nullptr);
  return Value(negative ? -magnitude : magnitude);
}

}  // namespace volley::runtime
