// The part of plain_call.hpp that reads numbers and booleans.
#include <charconv>
#include <cmath>
#include <limits>

#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/number_text.hpp"
#include "stdlib/functions/pattern.hpp"
#include "stdlib/module_functions/plain_call.hpp"

namespace volley::stdlib {
namespace {

using runtime::EvaluationError;
using runtime::Value;

using Limits = std::numeric_limits<std::int64_t>;

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

std::string_view without_leading_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n\v\f\r");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

// The digits at `at`, without the single '_' that may stand between two of them; `at` ends behind them.
std::string digits_from(std::string_view text, std::size_t& at) {
  std::string digits;
  while (at < text.size()) {
    const bool separator = text[at] == '_' && !digits.empty() && at + 1 < text.size() && is_digit(text[at + 1]);
    if (!is_digit(text[at]) && !separator) {
      break;
    }
    if (!separator) {
      digits += text[at];
    }
    ++at;
  }
  return digits;
}

struct Decimal {
  std::string literal;  // empty: there is none
  std::size_t end = 0;
};

// The longest floating point literal at the beginning.
Decimal scan_decimal(std::string_view text) {
  std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  std::string literal = text.starts_with('-') ? "-" : "";
  std::string whole = digits_from(text, at);
  const bool pointed = at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1]);
  if (whole.empty() && !pointed) {
    return {};
  }
  literal += whole.empty() ? "0" : whole;
  if (pointed) {
    ++at;
    literal += "." + digits_from(text, at);
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t exponent = at + 1;
    const bool negative = exponent < text.size() && text[exponent] == '-';
    exponent += negative || (exponent < text.size() && text[exponent] == '+') ? 1 : 0;
    if (const std::string digits = digits_from(text, exponent); !digits.empty()) {
      literal += (negative ? "e-" : "e") + digits;
      at = exponent;
    }
  }
  return {literal, at};
}

double value_of(const std::string& literal) {
  double number = 0;
  const auto [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), number);
  if (error == std::errc::result_out_of_range) {
    const bool tiny = literal.find("e-") != std::string::npos;
    number = tiny ? 0 : literal.front() == '-' ? -HUGE_VAL : HUGE_VAL;
  }
  return number;
}

bool says(std::string_view text, std::string_view pattern, bool ignore_case) {
  return search(*compile(pattern, {.ignore_case = ignore_case}), text).has_value();
}

}  // namespace

std::int64_t leading_whole(std::string_view text) {
  text = without_leading_blanks(text);
  const bool negative = text.starts_with('-');
  std::size_t at = negative || text.starts_with('+') ? 1 : 0;
  const std::string digits = digits_from(text, at);
  std::int64_t number = 0;
  const std::string literal = (negative ? "-" : "") + digits;
  const auto [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), number);
  if (error == std::errc::result_out_of_range) {
    return negative ? Limits::min() : Limits::max();
  }
  return number;
}

std::int64_t whole_number(const Value& value) {
  if (value.is_integer()) {
    return value.as_integer();
  }
  if (value.is_float()) {
    const double number = value.as_float();
    if (!std::isfinite(number)) {
      throw EvaluationError(native_text(value));
    }
    return number >= 0x1p63 ? Limits::max() : number < -0x1p63 ? Limits::min() : static_cast<std::int64_t>(number);
  }
  if (value.is_string()) {
    return leading_whole(value.as_string());
  }
  if (!value.is_undef()) {
    refuse_method("to_i", value);
  }
  return 0;
}

std::optional<double> float_literal(std::string_view text) {
  const std::string_view begin = without_leading_blanks(text);
  const std::string_view word = begin.substr(0, begin.find_last_not_of(" \t\n\v\f\r") + 1);
  if (const Decimal decimal = scan_decimal(word); !decimal.literal.empty() && decimal.end == word.size()) {
    return value_of(decimal.literal);
  }
  const bool hexadecimal = word.find("0x") != std::string_view::npos || word.find("0X") != std::string_view::npos;
  return hexadecimal ? parse_float(word) : std::nullopt;
}

double leading_decimal(std::string_view text) {
  const Decimal decimal = scan_decimal(without_leading_blanks(text));
  return decimal.literal.empty() ? 0 : value_of(decimal.literal);
}

std::int64_t truncated(const runtime::Call& call, double number) {
  if (!std::isfinite(number)) {
    throw EvaluationError(native_text(Value(number)));
  }
  if (number >= 0x1p63 || number < -0x1p63) {
    refuse(call, "the result is out of the range of integers");
  }
  return static_cast<std::int64_t>(number);
}

bool spoken_boolean(const Value& value) {
  if (value.is_boolean()) {
    return value.as_boolean();
  }
  if (!value.is_string()) {
    throw EvaluationError("str2bool(): Requires string to work with");
  }
  const std::string_view text = value.as_string();
  if (text.empty() || says(text, "^$", false)) {
    return false;
  }
  if (says(text, "^(1|t|y|true|yes)$", true)) {
    return true;
  }
  if (says(text, "^(0|f|n|false|no)$", true) || says(text, "^(undef|undefined)$", false)) {
    return false;
  }
  throw EvaluationError("str2bool(): Unknown type of boolean given");
}

}  // namespace volley::stdlib
