#include "stdlib/functions/format_directive.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/number_text.hpp"
#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {
namespace {

using runtime::EvaluationError;
using runtime::Value;

std::int64_t integer_of(const Value& value) {
  if (value.is_integer()) {
    return value.as_integer();
  }
  if (value.is_float()) {
    const double number = std::floor(value.as_float());
    if (number >= -0x1p63 && number < 0x1p63) {
      return static_cast<std::int64_t>(number);
    }
    throw EvaluationError("float " + native_text(value) + " out of range of integer");
  }
  if (!value.is_string() && !value.is_undef()) {
    throw EvaluationError("can't convert " + native_class(value) + " into Integer");
  }
  const auto number = parse_integer(native_text(value));
  if (!number) {
    throw EvaluationError("invalid value for Integer(): " + native_inspect(Value(native_text(value))));
  }
  return *number;
}

double float_of(const Value& value) {
  if (value.is_number()) {
    return value.as_number();
  }
  if (!value.is_string() && !value.is_undef()) {
    throw EvaluationError("can't convert " + native_class(value) + " into Float");
  }
  const auto number = parse_float(native_text(value));
  if (!number) {
    throw EvaluationError("invalid value for Float(): " + native_inspect(Value(native_text(value))));
  }
  return *number;
}

std::string_view sign_of(const FormatDirective& directive, bool negative) {
  return negative ? "-" : directive.plus ? "+" : directive.blank ? " " : "";
}

unsigned base_of(char conversion) {
  switch (conversion) {
    case 'x':
    case 'X': return 16;
    case 'o': return 8;
    case 'b':
    case 'B': return 2;
    default: return 10;
  }
}

std::string_view prefix_of(char conversion) {
  switch (conversion) {
    case 'x': return "0x";
    case 'X': return "0X";
    case 'o': return "0";
    case 'b': return "0b";
    case 'B': return "0B";
    default: return "";
  }
}

constexpr std::string_view kDigits = "0123456789abcdef";

std::string digits_of(std::uint64_t magnitude, unsigned base) {
  std::string digits;
  do {
    digits += kDigits[magnitude % base];
    magnitude /= base;
  } while (magnitude != 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

// The two's complement of a negative number without end: one leading digit stands for all before it.
std::string complement_digits(std::int64_t number, unsigned base) {
  std::string digits;
  const auto width = static_cast<unsigned>(base == 16 ? 4 : base == 8 ? 3 : 1);
  for (; number != -1; number >>= width) {
    digits += kDigits[static_cast<std::uint64_t>(number) & (base - 1)];
  }
  digits += kDigits[base - 1];
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::string capitals(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char byte) { return byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte; });
  return text;
}

// `head` stays in front of the filling when that consists of digits.
void write_number(std::string& out, const FormatDirective& directive, const std::string& head, std::string digits,
                  char filling) {
  const std::size_t minimum = directive.precision.value_or(0);
  if (digits.size() < minimum) {
    digits.insert(0, minimum - digits.size(), filling);
  }
  const std::size_t length = head.size() + digits.size();
  const std::size_t missing = directive.width.value_or(0) > length ? *directive.width - length : 0;
  if (directive.zeros && !directive.left && !directive.precision) {
    digits.insert(0, missing, filling);
    out += head + digits;
  } else if (directive.left) {
    out += head + digits + std::string(missing, ' ');
  } else {
    out += std::string(missing, ' ') + head + digits;
  }
}

std::string printed_float(const FormatDirective& directive, char conversion, double number) {
  const std::string format = std::string("%") + (directive.alternate ? "#" : "") + ".*" + conversion;
  const std::string plain = std::string("%") + (directive.alternate ? "#" : "") + conversion;
  const int precision = static_cast<int>(directive.precision.value_or(6));
  const bool shortest = (conversion == 'a' || conversion == 'A') && !directive.precision;
  const auto print = [&](char* buffer, std::size_t size) {
    return shortest ? std::snprintf(buffer, size, plain.c_str(), number)
                    : std::snprintf(buffer, size, format.c_str(), precision, number);
  };
  std::string text(static_cast<std::size_t>(std::max(print(nullptr, 0), 0)) + 1, '\0');
  print(text.data(), text.size());
  text.pop_back();
  return text;
}

}  // namespace

void write_text(std::string& out, const FormatDirective& directive, std::string_view text) {
  if (directive.precision) {
    text = first_characters(text, *directive.precision);
  }
  const std::size_t length = character_count(text);
  const std::size_t missing = directive.width.value_or(0) > length ? *directive.width - length : 0;
  if (!directive.left) {
    out.append(missing, ' ');
  }
  out += text;
  if (directive.left) {
    out.append(missing, ' ');
  }
}

void write_integer(std::string& out, const FormatDirective& directive, char conversion, const Value& value) {
  const std::int64_t number = integer_of(value);
  const unsigned base = base_of(conversion);
  const bool complement = number < 0 && base != 10 && !directive.plus && !directive.blank;
  const std::uint64_t magnitude =
      number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
  std::string digits = complement ? complement_digits(number, base) : digits_of(magnitude, base);
  std::string head(complement ? "" : sign_of(directive, number < 0));
  if (directive.alternate) {
    head += prefix_of(conversion);
  }
  char filling = '0';
  if (complement) {
    head += "..";
    filling = kDigits[base - 1];
  }
  if (conversion == 'X') {
    digits = capitals(digits);
    filling = complement ? 'F' : '0';
  }
  write_number(out, directive, std::move(head), std::move(digits), filling);
}

void write_float(std::string& out, const FormatDirective& directive, char conversion, const Value& value) {
  const double number = float_of(value);
  std::string head(sign_of(directive, std::signbit(number) && !std::isnan(number)));
  FormatDirective whole = directive;
  whole.precision.reset();
  if (!std::isfinite(number)) {
    whole.zeros = false;
    write_number(out, whole, std::move(head), std::isnan(number) ? "NaN" : "Inf", ' ');
    return;
  }
  write_number(out, whole, std::move(head), printed_float(directive, conversion, std::fabs(number)), '0');
}

void write_character(std::string& out, const FormatDirective& directive, const Value& value) {
  std::string text;
  if (value.is_string()) {
    text = value.as_string();
    if (character_count(text) != 1) {
      throw EvaluationError("%c requires a character");
    }
  } else {
    const std::int64_t code = integer_of(value);
    if (code < 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
      throw EvaluationError("invalid character");
    }
    append_character(text, static_cast<char32_t>(code));
  }
  FormatDirective padded = directive;
  padded.precision.reset();
  write_text(out, padded, text);
}

}  // namespace volley::stdlib
