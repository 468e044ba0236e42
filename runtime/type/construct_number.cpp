#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/construct.hpp"
#include "runtime/type/constructor.hpp"
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
  Value radix = Value::default_literal();
  bool absolute = false;
};

NumberArguments named_arguments(const Hash& hash) {
  return {hash.get("from"), hash.contains("radix") ? hash.get("radix") : Value::default_literal(),
          hash.get("abs").truthy()};
}

bool is_float_text(const Value& value) { return value.is_string() && looks_like_float(split(value.as_string())); }

void check_radix(const Value& radix) {
  if (radix.is_default() || radix.is_undef()) {
    return;
  }
  const std::int64_t base = radix.is_integer() ? radix.as_integer() : 0;
  if (base != 2 && base != 8 && base != 10 && base != 16) {
    throw EvaluationError("Illegal radix: " + to_text(radix) + ", expected 2, 8, 10, 16, or default");
  }
}

constexpr std::string_view kFloatPattern =
    R"(Pattern[/\A[+-]?\s*(?:(?:(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE]-?\d+)?)|(?:0[xX][0-9A-Fa-f]+)|(?:0[0-7]+)|(?:0[bB][01]+))\z/])";

constexpr std::string_view kIntegerPattern =
    R"(Pattern[/\A[+-]?\s*(?:(?:\d+)|(?:0[xX][0-9A-Fa-f]+)|(?:0[bB][01]+))\z/])";

// The two forms of Float and Numeric.
NumberArguments number_arguments(const Construction& call, const Constructor& forms, std::string_view target) {
  switch (forms.choose(call.arguments)) {
    case 0: return {call.arguments[0], {}, call.arguments.size() > 1 && call.arguments[1].as_boolean()};
    case 1: return named_arguments(call.arguments[0].as_hash());
    default: call.fail_conversion(target);
  }
}

Constructor number_forms(const std::string& name, const std::string& numbers) {
  const std::string convertible =
      "Variant[" + numbers + ", Boolean, " + std::string(kFloatPattern) + ", Timespan, Timestamp]";
  return Constructor(
      name, {{"Convertible", convertible}, {"NamedArgs", "Struct[{from => Convertible, Optional[abs] => Boolean}]"}},
      {"Convertible from, Boolean ?abs", "NamedArgs hash_args"}, {"Any from, Boolean ?abs"});
}

Constructor integer_forms() {
  const std::string convertible =
      "Variant[Numeric, Boolean, " + std::string(kIntegerPattern) + ", Timespan, Timestamp]";
  return Constructor(
      "new",
      {{"Radix", "Variant[Default, Integer[2,2], Integer[8,8], Integer[10,10], Integer[16,16]]"},
       {"Convertible", convertible},
       {"NamedArgs", "Struct[{from => Convertible, Optional[radix] => Radix, Optional[abs] => Boolean}]"}},
      {"Convertible from, Radix ?radix, Boolean ?abs", "NamedArgs hash_args"},
      {"Hash hash_args", "Any from, Integer ?radix, Boolean ?abs"});
}

[[noreturn]] void fail_integer(const Value& from) {
  Construction{"new", std::span(&from, 1)}.fail_conversion("Integer");
}

[[noreturn]] void fail_named_integer(const Constructor& forms, const Value& named) {
  const Hash& given = named.as_hash();
  const Value* from = given.find("from");
  if (from != nullptr && !forms.form(0).parameters[0].type->matches(*from)) {
    fail_integer(*from);
  }
  check_radix(given.get("radix"));
  throw EvaluationError(describe_mismatch("Integer.new has wrong type,", *forms.form(1).parameters[0].type, named));
}

NumberArguments integer_arguments(const Construction& call) {
  static const Constructor kForms = integer_forms();
  const std::span<const Value> given = call.arguments;
  switch (kForms.choose(given)) {
    case 0:
      return {given[0], given.size() > 1 ? given[1] : Value::default_literal(), given.size() > 2 && given[2].truthy()};
    case 1: return named_arguments(given[0].as_hash());
    case 2: fail_named_integer(kForms, given[0]);
    default: check_radix(given.size() > 1 ? given[1] : Value()); fail_integer(given[0]);
  }
}

}  // namespace

Value construct_integer(const Construction& call) {
  const NumberArguments given = integer_arguments(call);
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
    return absolute(integer_in(std::string(from.as_string()), given.radix), given.absolute);
  }
  fail_integer(from);
}

Value construct_float(const Construction& call) {
  static const Constructor kForms = number_forms(call.name, "Numeric");
  const NumberArguments given = number_arguments(call, kForms, "Float");
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
    return absolute(Value(float_in(std::string(given.from.as_string()))), given.absolute);
  }
  call.fail_conversion("Float");
}

Value construct_numeric(const Construction& call) {
  static const Constructor kForms = number_forms(call.name, "Integer, Float");
  const NumberArguments given = number_arguments(call, kForms, "Numeric");
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
  const std::string text(given.from.as_string());
  const NumberText number = split(text);
  const bool fraction = number.prefix == 0 && number.digits.find_first_of(".eE") != std::string_view::npos;
  return absolute(fraction ? Value(float_in(text)) : integer_in(text, Value::default_literal()), given.absolute);
}

Value construct_boolean(const Construction& call) {
  static const Constructor kForms(
      call.name, {}, {"Variant[Integer, Float, Boolean, Enum['false','true','yes','no','y','n',true]] from"},
      {"Any from"});
  if (kForms.choose(call.arguments) != 0) {
    call.fail_conversion("Boolean");
  }
  const Value& from = call.arguments[0];
  if (is_numeric(from)) {
    return from.as_number() != 0;
  }
  if (from.is_boolean()) {
    return from;
  }
  if (from.is_string()) {
    std::string word(from.as_string());
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
