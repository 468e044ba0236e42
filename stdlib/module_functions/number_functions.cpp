// Functions about numbers: clamp, convert_base, to_bytes.
#include <algorithm>
#include <array>
#include <vector>

#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/pattern.hpp"
#include "stdlib/functions/unicode.hpp"
#include "stdlib/module_functions/families.hpp"
#include "stdlib/module_functions/flatten.hpp"
#include "stdlib/module_functions/plain_call.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

Value clamp(Call& call) {
  expect_count(call, !call.arguments.empty(), "({} for minimum 1)");
  const Values values = flattened(call.arguments);
  if (values.size() != 3) {
    refuse(call, "Wrong number of arguments, need three to clamp");
  }
  std::array<std::int64_t, 3> numbers{};
  for (const Value& value : values) {
    if (value.is_string() && !search(*compile("^\\d+$"), value.as_string())) {
      refuse(call, "Required explicit numeric (" + std::string(value.as_string()) + ":String)");
    }
    if (value.is_hash()) {
      refuse(call, "The Hash type is not allowed (" + native_text(value) + ")");
    }
  }
  std::transform(values.begin(), values.end(), numbers.begin(), whole_number);
  std::sort(numbers.begin(), numbers.end());
  return {numbers[1]};
}

// Digits of any number of places, most significant first, divided by a small number; gives what is left.
std::uint32_t divide(std::vector<std::uint32_t>& digits, std::uint32_t base, std::uint32_t divisor) {
  std::uint32_t rest = 0;
  for (std::uint32_t& digit : digits) {
    const std::uint32_t value = rest * base + digit;
    digit = value / divisor;
    rest = value % divisor;
  }
  digits.erase(digits.begin(), std::find_if(digits.begin(), digits.end(), [](std::uint32_t digit) { return digit; }));
  return rest;
}

std::string in_base(std::string_view decimal, std::uint32_t base) {
  static constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::vector<std::uint32_t> digits;
  for (const char digit : decimal) {
    digits.push_back(static_cast<std::uint32_t>(digit - '0'));
  }
  std::string text;
  do {
    text += kDigits[divide(digits, 10, base)];
  } while (!digits.empty());
  std::reverse(text.begin(), text.end());
  return text;
}

void require_integer(const Call& call, const Value& value, std::string_view position) {
  if (!value.is_integer() && !value.is_string()) {
    refuse(call, std::string(position) + " argument must be either a string or an integer");
  }
}

void require_digits(const Call& call, const Value& value) {
  if (value.is_string() && !search(*compile("^[0-9]+$"), value.as_string())) {
    refuse(call, "First argument must be an integer or a string corresponding to an integer in base 10");
  }
}

// The digits that a text starts with, or those of the number.
std::string decimal_digits(const Value& value) {
  if (value.is_integer()) {
    const std::string text = std::to_string(value.as_integer());
    return text.substr(value.as_integer() < 0 ? 1 : 0);
  }
  const std::string text(value.as_string());
  return text.substr(0, std::min(text.find_first_not_of("0123456789"), text.size()));
}

Value convert_base(Call& call) {
  constexpr std::size_t kMostDigits = 2000;  // the work grows with their square
  expect_count(call, call.arguments.size() == 2, "({} for 2)");
  require_integer(call, call.arguments[0], "First");
  require_integer(call, call.arguments[1], "Second");
  require_digits(call, call.arguments[0]);
  require_digits(call, call.arguments[1]);
  const std::int64_t base = whole_number(call.arguments[1]);
  if (base < 2 || base > 36) {
    refuse(call, "base must be at least 2 and must not be greater than 36");
  }
  const std::string digits = decimal_digits(call.arguments[0]);
  if (digits.size() > kMostDigits) {
    refuse(call, "the number has more than " + std::to_string(kMostDigits) + " digits");
  }
  const bool negative = call.arguments[0].is_integer() && call.arguments[0].as_integer() < 0;
  return {(negative ? "-" : "") + in_base(digits, static_cast<std::uint32_t>(base))};
}

Value to_bytes(Call& call) {
  expect_count(call, call.arguments.size() == 1, "({} for 1)");
  const Value& value = call.arguments[0];
  if (value.is_number()) {
    return value;
  }
  if (!value.is_string()) {
    refuse_conversion(value, "String");
  }
  const std::string text(value.as_string());
  const std::size_t end = std::min(text.find_first_not_of("0123456789.e+-"), text.size());
  const std::string_view rest = text.substr(std::min(text.find_first_not_of(" \t\n\v\f\r", end), text.size()));
  const double number = leading_decimal(text.substr(0, end));
  if (rest.empty() || rest.front() == 'b' || rest.front() == 'B') {
    return {truncated(call, number)};
  }
  constexpr std::string_view kUnits = "kMGTPE";
  const std::size_t unit = kUnits.find(rest.front());
  if (unit == std::string_view::npos) {
    refuse(call, "Unknown prefix " + std::string(first_characters(rest, 1)));
  }
  return {truncated(call, number * static_cast<double>(std::uint64_t{1} << (10 * (unit + 1))))};
}

}  // namespace

ModuleFamily number_functions() {
  static const FunctionRecord kTable[] = {
      plain_function<clamp>("clamp", "Integer",
                            "The middle one of three integers: one of them kept between the others."),
      plain_function<convert_base>("convert_base", "String", "An integer written to a base from 2 to 36."),
      plain_function<to_bytes>("to_bytes", "Numeric", "The number of bytes that a text such as '4 kB' stands for."),
  };
  return kTable;
}

}  // namespace volley::stdlib
