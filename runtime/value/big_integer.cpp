#include "runtime/value/big_integer.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>

namespace volley::runtime {

struct BigInteger::Number {
  boost::multiprecision::cpp_int value;
};

namespace {

using Whole = boost::multiprecision::cpp_int;

Whole whole_of(const Value& value) {
  const auto* big = value.as<BigInteger>();
  return big == nullptr ? Whole(value.as_integer()) : big->number().value;
}

Value value_of(Whole number) {
  if (number >= std::numeric_limits<std::int64_t>::min() && number <= std::numeric_limits<std::int64_t>::max()) {
    return Value(static_cast<std::int64_t>(number));
  }
  return Value(
      make<const BigInteger>(std::make_unique<const BigInteger::Number>(BigInteger::Number{std::move(number)})));
}

// So many digits of any base fit into 64 bits.
constexpr std::size_t kPieceOfDigits = 15;

std::int64_t piece_of_digits(std::string_view digits, unsigned base) {
  std::int64_t piece = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), piece, static_cast<int>(base));
  return piece;
}

unsigned bits_of(unsigned base) { return base == 16 ? 4 : (base == 8 ? 3 : 1); }

Whole divided_down(const Whole& a, const Whole& b) {
  Whole quotient;
  Whole rest;
  boost::multiprecision::divide_qr(a, b, quotient, rest);
  return rest != 0 && (a < 0) != (b < 0) ? Whole(quotient - 1) : quotient;
}

int sign(bool less, bool greater) { return less ? -1 : (greater ? 1 : 0); }

// Against a Float that is not beyond all numbers.
int compare_with_float(const Value& whole, double number) {
  if (!whole.is_integer() || number >= 0x1p63 || number < -0x1p63) {
    const Whole left = whole_of(whole);
    const Whole right(std::trunc(number));
    return sign(left<right, left> right);
  }
  const auto truncated = static_cast<std::int64_t>(number);
  if (whole.as_integer() != truncated) {
    return whole.as_integer() < truncated ? -1 : 1;
  }
  const double fraction = number - std::trunc(number);
  return sign(fraction > 0, fraction < 0);
}

}  // namespace

BigInteger::BigInteger(std::unique_ptr<const Number> number) : number_(std::move(number)) {}
BigInteger::~BigInteger() = default;

bool BigInteger::negative() const { return number_->value < 0; }

// By way of text, because that is rounded once.
double BigInteger::to_float() const { return std::strtod(to_string().c_str(), nullptr); }

std::string whole_digits(const Value& number, unsigned base) {
  Whole rest = boost::multiprecision::abs(whole_of(number));
  if (base == 10) {
    return rest.str();
  }
  std::string text;
  do {
    text += "0123456789abcdef"[static_cast<unsigned>(rest & (base - 1))];
    rest >>= bits_of(base);
  } while (rest != 0);
  std::ranges::reverse(text);
  return text;
}

std::string BigInteger::to_string() const { return number_->value.str(); }

bool BigInteger::equals(const Object& other) const {
  const auto* big = dynamic_cast<const BigInteger*>(&other);
  return big != nullptr && big->number_->value == number_->value;
}

std::size_t BigInteger::hash_code() const { return std::hash<std::string>{}(to_string()); }

Value big_integer_from_digits(std::string_view digits, unsigned base, bool negative) {
  if (digits.size() <= kPieceOfDigits) {
    const std::int64_t number = piece_of_digits(digits, base);
    return Value(negative ? -number : number);
  }
  Whole number = 0;
  while (!digits.empty()) {
    const std::string_view piece = digits.substr(0, kPieceOfDigits);
    number *= boost::multiprecision::pow(Whole(base), static_cast<unsigned>(piece.size()));
    number += piece_of_digits(piece, base);
    digits.remove_prefix(piece.size());
  }
  return value_of(negative ? Whole(-number) : number);
}

Value whole_number(double number) {
  const double whole = std::trunc(number);
  if (whole >= -0x1p63 && whole < 0x1p63) {
    return Value(static_cast<std::int64_t>(whole));
  }
  return value_of(Whole(whole));
}

bool is_whole_number(const Value& value) { return value.is_integer() || value.as<BigInteger>() != nullptr; }

bool is_numeric(const Value& value) { return value.is_number() || value.as<BigInteger>() != nullptr; }

std::int64_t Value::nearest_integer() const {
  const auto* big = as<BigInteger>();
  if (big == nullptr) {
    return 0;
  }
  return big->negative() ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

double Value::nearest_float() const {
  const auto* big = as<BigInteger>();
  return big == nullptr ? 0 : big->to_float();
}

std::optional<int> compare_numbers(const Value& a, const Value& b) {
  if (a.is_integer() && b.is_integer()) {
    return sign(a.as_integer() < b.as_integer(), a.as_integer() > b.as_integer());
  }
  if (!a.is_float() && !b.is_float()) {
    const Whole left = whole_of(a);
    const Whole right = whole_of(b);
    return sign(left<right, left> right);
  }
  for (const Value* number : {&a, &b}) {
    if (number->is_float() && std::isnan(number->as_float())) {
      return std::nullopt;
    }
  }
  if (a.is_float() && b.is_float()) {
    return sign(a.as_float() < b.as_float(), a.as_float() > b.as_float());
  }
  const double floating = a.is_float() ? a.as_float() : b.as_float();
  const int order = std::isinf(floating) ? (floating > 0 ? -1 : 1) : compare_with_float(a.is_float() ? b : a, floating);
  return a.is_float() ? -order : order;
}

Value negated_number(const Value& number) {
  if (number.is_float()) {
    return Value(-number.as_float());
  }
  if (number.is_integer() && number.as_integer() != std::numeric_limits<std::int64_t>::min()) {
    return Value(-number.as_integer());
  }
  return value_of(-whole_of(number));
}

Value absolute_number(const Value& number) {
  if (number.is_float()) {
    return Value(std::fabs(number.as_float()));
  }
  const auto* big = number.as<BigInteger>();
  return (big == nullptr ? number.as_integer() < 0 : big->negative()) ? negated_number(number) : number;
}

Value calculate_whole(WholeOperation operation, const Value& a, const Value& b) {
  const Whole left = whole_of(a);
  const Whole right = whole_of(b);
  switch (operation) {
    case WholeOperation::Add: return value_of(left + right);
    case WholeOperation::Subtract: return value_of(left - right);
    case WholeOperation::Multiply: return value_of(left * right);
    case WholeOperation::Divide: return value_of(divided_down(left, right));
    default: return value_of(left - divided_down(left, right) * right);
  }
}

Value shifted_whole(const Value& number, std::int64_t bits) {
  const Whole whole = whole_of(number);
  if (bits >= 0) {
    return value_of(whole * boost::multiprecision::pow(Whole(2), static_cast<unsigned>(bits)));
  }
  const auto length = static_cast<std::int64_t>(boost::multiprecision::msb(boost::multiprecision::abs(whole) + 1)) + 1;
  if (-(bits + 1) >= length) {
    return Value(whole < 0 ? -1 : 0);
  }
  return value_of(divided_down(whole, boost::multiprecision::pow(Whole(2), static_cast<unsigned>(-bits))));
}

std::string complement_digits(const Value& number, unsigned base) {
  const unsigned bits = bits_of(base);
  Whole rest = whole_of(number);
  std::string digits;
  while (rest != -1) {
    const Whole quotient = divided_down(rest, Whole(base));
    digits += "0123456789abcdef"[static_cast<unsigned>(rest - quotient * base)];
    rest = quotient;
  }
  const char highest = "0123456789abcdef"[(1U << bits) - 1];
  if (digits.empty() || digits.back() != highest) {
    digits += highest;
  }
  std::ranges::reverse(digits);
  return digits;
}

}  // namespace volley::runtime
