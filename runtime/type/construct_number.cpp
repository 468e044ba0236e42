#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/construct.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"
#include "runtime/value/time_value.hpp"

namespace volley::runtime {
namespace {

// Longer ones would take noticeable time to read.
constexpr std::size_t kMostDigits = 100'000;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// A number as text, taken apart: sign, base prefix, digits.
struct NumberText {
  bool negative = false;
  int prefix = 0;  // 2 or 16 for 0b and 0x
  std::string_view digits;
};

NumberText split(std::string_view text) {
  NumberText number;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    number.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  while (!text.empty() && std::string_view(" \t\n\r\f\v").find(text[0]) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
    number.prefix = 16;
  } else if (text.size() > 2 && text[0] == '0' && (text[1] == 'b' || text[1] == 'B')) {
    number.prefix = 2;
  }
  number.digits = number.prefix != 0 ? text.substr(2) : text;
  return number;
}

bool all_digits(std::string_view digits, int base) {
  const std::string_view known = std::string_view("0123456789abcdefABCDEF").substr(0, base == 16 ? 22 : base);
  return !digits.empty() && digits.find_first_not_of(known) == std::string_view::npos;
}

bool looks_like_integer(const NumberText& number) {
  return all_digits(number.digits, number.prefix == 0 ? 10 : number.prefix);
}

// 12, 1.5, 1e-3; also 0777, whose leading zero makes it octal.
bool looks_like_float(const NumberText& number) {
  std::string_view rest = number.digits;
  if (number.prefix != 0) {
    return looks_like_integer(number);
  }
  const auto take_digits = [&rest] {
    std::size_t count = 0;
    while (count < rest.size() && is_digit(rest[count])) {
      ++count;
    }
    rest.remove_prefix(count);
    return count;
  };
  const bool leading_zero = rest.size() > 1 && rest[0] == '0' && is_digit(rest[1]);
  if (leading_zero) {
    return all_digits(rest, 8);
  }
  if (take_digits() == 0) {
    return false;
  }
  if (rest.starts_with(".")) {
    rest.remove_prefix(1);
    if (take_digits() == 0) {
      return false;
    }
  }
  if (!rest.empty() && (rest[0] == 'e' || rest[0] == 'E')) {
    rest.remove_prefix(rest.size() > 1 && rest[1] == '-' ? 2 : 1);
    if (take_digits() == 0) {
      return false;
    }
  }
  return rest.empty();
}

[[noreturn]] void fail_value(const std::string& text) {
  throw EvaluationError("invalid value for Integer(): \"" + text + "\"");
}

Value to_integer(const NumberText& number, int base, const std::string& text) {
  if (!all_digits(number.digits, base)) {
    fail_value(text);
  }
  if (number.digits.size() > kMostDigits) {
    throw EvaluationError("A number of more than " + std::to_string(kMostDigits) + " digits is too large");
  }
  return big_integer_from_digits(number.digits, static_cast<unsigned>(base), number.negative);
}

Value integer_in(const std::string& text, const Value& radix) {
  const NumberText number = split(text);
  if (radix.is_integer()) {
    const int base = static_cast<int>(radix.as_integer());
    if (number.prefix != 0 && number.prefix != base) {
      fail_value(text);
    }
    return to_integer(number, base, text);
  }
  const bool octal = number.prefix == 0 && number.digits.size() > 1 && number.digits[0] == '0';
  return to_integer(number, octal ? 8 : (number.prefix == 0 ? 10 : number.prefix), text);
}

double float_in(const std::string& text) {
  const NumberText number = split(text);
  double value = 0;
  if (number.prefix != 0) {
    value = to_integer({false, number.prefix, number.digits}, number.prefix, text).as_number();
  } else {
    const auto result = std::from_chars(number.digits.data(), number.digits.data() + number.digits.size(), value);
    if (result.ec == std::errc::result_out_of_range) {
      value = std::numeric_limits<double>::infinity();
    }
  }
  return number.negative ? -value : value;
}

Value truncated(double value) {
  if (!std::isfinite(value)) {
    throw EvaluationError(float_text(value));
  }
  return whole_number(value);
}

Value absolute(const Value& value, bool wanted) { return wanted ? absolute_number(value) : value; }

// The arguments of a call that may also pass them by name: {from => ..., radix => ..., abs => ...}.
struct NumberArguments {
  Value from;
  Value radix;
  bool absolute = false;
};

NumberArguments named_arguments(const Hash& hash) {
  return {hash.get("from"), hash.contains("radix") ? hash.get("radix") : Value::default_literal(),
          hash.get("abs").truthy()};
}

bool names_its_arguments(const Construction& call) {
  return call.arguments.size() == 1 && call.arguments[0].is_hash() && call.arguments[0].as_hash().contains("from");
}

NumberArguments number_arguments(const Construction& call) {
  call.expect_count(1, 2);
  if (names_its_arguments(call)) {
    return named_arguments(call.arguments[0].as_hash());
  }
  if (call.arguments.size() > 1) {
    call.expect_type(1, "abs", *builtin_type("Boolean"));
  }
  return {call.arguments[0], {}, call.arguments.size() > 1 && call.arguments[1].as_boolean()};
}

bool is_float_text(const Value& value) { return value.is_string() && looks_like_float(split(value.as_string())); }

void check_radix(const Value& radix) {
  if (radix.is_default()) {
    return;
  }
  const std::int64_t base = radix.is_integer() ? radix.as_integer() : 0;
  if (base != 2 && base != 8 && base != 10 && base != 16) {
    throw EvaluationError("Illegal radix: " + to_text(radix) + ", expected 2, 8, 10, 16, or default");
  }
}

}  // namespace

Value construct_integer(const Construction& call) {
  call.expect_count(1, 3);
  NumberArguments given;
  if (names_its_arguments(call)) {
    given = named_arguments(call.arguments[0].as_hash());
  } else {
    given = {call.arguments[0], call.arguments.size() > 1 ? call.arguments[1] : Value::default_literal(),
             call.arguments.size() > 2 && call.arguments[2].truthy()};
  }
  check_radix(given.radix);
  const Value& from = given.from;
  if (from.is_boolean()) {
    return from.as_boolean() ? 1 : 0;
  }
  if (is_numeric(from)) {
    return absolute(from.is_float() ? truncated(from.as_float()) : from, given.absolute);
  }
  if (const auto* time = from.as<TimeValue>()) {
    return absolute(Value(time->whole_seconds()), given.absolute);
  }
  if (from.is_string() && looks_like_integer(split(from.as_string()))) {
    return absolute(integer_in(from.as_string(), given.radix), given.absolute);
  }
  Construction{call.name, std::span(&from, 1)}.fail_conversion("Integer");
}

Value construct_float(const Construction& call) {
  const NumberArguments given = number_arguments(call);
  if (is_numeric(given.from)) {
    return absolute(Value(given.from.as_number()), given.absolute);
  }
  if (given.from.is_boolean()) {
    return given.from.as_boolean() ? 1.0 : 0.0;
  }
  if (const auto* time = given.from.as<TimeValue>()) {
    return absolute(Value(time->seconds()), given.absolute);
  }
  if (is_float_text(given.from)) {
    return absolute(Value(float_in(given.from.as_string())), given.absolute);
  }
  call.fail_conversion("Float");
}

Value construct_numeric(const Construction& call) {
  const NumberArguments given = number_arguments(call);
  if (is_numeric(given.from)) {
    return absolute(given.from, given.absolute);
  }
  if (given.from.is_boolean()) {
    return given.from.as_boolean() ? 1 : 0;
  }
  if (const auto* time = given.from.as<TimeValue>()) {
    return absolute(Value(time->seconds()), given.absolute);
  }
  if (!is_float_text(given.from)) {
    call.fail_conversion("Numeric");
  }
  const std::string& text = given.from.as_string();
  const NumberText number = split(text);
  const bool fraction = number.prefix == 0 && number.digits.find_first_of(".eE") != std::string_view::npos;
  return absolute(fraction ? Value(float_in(text)) : integer_in(text, Value::default_literal()), given.absolute);
}

Value construct_boolean(const Construction& call) {
  call.expect_count(1, 1);
  const Value& from = call.arguments[0];
  if (is_numeric(from)) {
    return from.as_number() != 0;
  }
  if (from.is_boolean()) {
    return from;
  }
  if (from.is_string()) {
    std::string word = from.as_string();
    for (char& byte : word) {
      byte = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
    }
    if (word == "true" || word == "yes" || word == "y") {
      return true;
    }
    if (word == "false" || word == "no" || word == "n") {
      return false;
    }
  }
  call.fail_conversion("Boolean");
}

}  // namespace volley::runtime
