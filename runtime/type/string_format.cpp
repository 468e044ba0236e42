// How one value is written under a %-format.
#include "runtime/type/string_format.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/binary.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/text.hpp"
#include "runtime/value/utf8.hpp"

namespace volley::runtime {
namespace {

constexpr std::size_t kMaximumWidth = 10'000;

[[noreturn]] void fail_format(const std::string& text) {
  throw EvaluationError("The format '" + text + "' is not a valid format on the form '%<flags><width>.<prec><format>'");
}

std::size_t read_number(std::string_view text, std::size_t& at) {
  std::size_t number = 0;
  while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) {
    number = std::min(number * 10 + static_cast<std::size_t>(text[at++] - '0'), kMaximumWidth + 1);
  }
  if (number > kMaximumWidth) {
    throw EvaluationError("The format '" + std::string(text) + "' asks for too wide a text");
  }
  return number;
}

std::string padded(const StringFormat& format, std::string text) {
  if (format.precision && static_cast<std::size_t>(text_length(text)) > *format.precision) {
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++at) {
      const bool starts = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
      if (starts && count++ == *format.precision) {
        break;
      }
    }
    text.resize(at);
  }
  const auto length = static_cast<std::size_t>(text_length(text));
  if (length >= format.width) {
    return text;
  }
  const std::string space(format.width - length, ' ');
  return format.has('-') ? text + space : space + text;
}

// The C library's format of a number; `letters` is its conversion with the length.
template <typename Number>
std::string printed(const StringFormat& format, const std::string& letters, Number number) {
  std::string pattern = "%";
  for (const char flag : format.flags) {
    pattern += std::string_view("#0-+ ").find(flag) == std::string_view::npos ? "" : std::string(1, flag);
  }
  pattern += std::to_string(format.width) == "0" ? "" : std::to_string(format.width);
  pattern += format.precision ? "." + std::to_string(*format.precision) : "";
  pattern += letters;
  std::string text(static_cast<std::size_t>(std::snprintf(nullptr, 0, pattern.c_str(), number)) + 1, '\0');
  text.resize(static_cast<std::size_t>(std::snprintf(text.data(), text.size(), pattern.c_str(), number)));
  return text;
}

// Hexadecimal, octal and binary: negative numbers as their endless complement ("..f") unless a sign is asked for.
std::string based(const StringFormat& format, const Value& number, unsigned base) {
  const bool is_signed = format.has('+') || format.has(' ');
  const bool negative = compare_numbers(number, Value(0)) < 0;
  const bool complement = negative && !is_signed;
  std::string digits = complement ? ".." + complement_digits(number, base) : whole_digits(number, base);
  std::string prefix;
  if (is_signed) {
    prefix = negative ? "-" : (format.has('+') ? "+" : " ");
  }
  if (format.has('#')) {
    prefix += base == 16 ? "0x" : (base == 2 ? "0b" : "0");
  }
  if (format.has('0') && !format.has('-') && prefix.size() + digits.size() < format.width) {
    const char filling = complement ? digits[2] : '0';
    digits.insert(0, format.width - prefix.size() - digits.size(), filling);
  }
  std::string text = prefix + digits;
  if (format.letter == 'X' || format.letter == 'B') {
    for (char& byte : text) {
      byte = format.letter == 'X' ? static_cast<char>(std::toupper(static_cast<unsigned char>(byte)))
                                  : (byte == 'b' ? 'B' : byte);
    }
  }
  StringFormat width = format;
  width.precision.reset();
  return padded(width, text);
}

bool is_one_of(char letter, std::string_view letters) { return letters.find(letter) != std::string_view::npos; }

// As the C library writes those that it knows.
std::string decimal(const StringFormat& format, const Value& number) {
  if (number.is_integer()) {
    return printed(format, "lld", static_cast<long long>(number.as_integer()));
  }
  std::string digits = whole_digits(number, 10);
  const std::string sign = compare_numbers(number, Value(0)) < 0 ? "-"
                           : format.has('+')                     ? "+"
                           : format.has(' ')                     ? " "
                                                                 : "";
  const bool fills = format.has('0') && !format.has('-') && !format.precision && format.width > sign.size();
  const std::size_t least = fills ? format.width - sign.size() : format.precision.value_or(0);
  digits.insert(0, least > digits.size() ? least - digits.size() : 0, '0');
  StringFormat width = format;
  width.precision.reset();
  return padded(width, sign + digits);
}

std::string as_based_or_decimal(const StringFormat& format, const Value& number) {
  switch (format.letter) {
    case 'x':
    case 'X': return based(format, number, 16);
    case 'o': return based(format, number, 8);
    case 'b':
    case 'B': return based(format, number, 2);
    default: return decimal(format, number);
  }
}

std::string format_integer(const StringFormat& format, const Value& number) {
  if (is_one_of(format.letter, "dxXobB")) {
    return as_based_or_decimal(format, number);
  }
  if (is_one_of(format.letter, "eEfgGaA")) {
    return printed(format, std::string(1, format.letter), number.as_number());
  }
  const std::string digits = to_text(number);
  switch (format.letter) {
    case 'p': return padded(format, digits);
    case 's': return padded(format, format.has('#') ? '"' + digits + '"' : digits);
    case 'c': {
      if (!number.is_integer() || number.as_integer() < 0 || number.as_integer() > 0x7F) {
        throw EvaluationError("The format '%c' is only supported for characters of ASCII yet");
      }
      const std::string character(1, static_cast<char>(number.as_integer()));
      return padded(format, format.has('#') ? '"' + character + '"' : character);
    }
    default: fail_letter(format, "Integer", "dxXobBeEfgGaAspc");
  }
}

std::string format_float(const StringFormat& format, double number) {
  if (is_one_of(format.letter, "dxXobB")) {
    if (!std::isfinite(number)) {
      throw EvaluationError(float_text(number));
    }
    return as_based_or_decimal(format, whole_number(number));
  }
  if (is_one_of(format.letter, "eEfgGaA")) {
    return printed(format, std::string(1, format.letter), number);
  }
  if (format.letter != 's' && format.letter != 'p') {
    fail_letter(format, "Float", "dxXobBeEfgGaAsp");
  }
  const std::string digits = float_text(number);
  return padded(format, format.letter == 's' && format.has('#') ? '"' + digits + '"' : digits);
}

std::string recased(std::string text, int (*change)(int)) {
  for (char& byte : text) {
    byte = static_cast<unsigned char>(byte) < 0x80 ? static_cast<char>(change(static_cast<unsigned char>(byte))) : byte;
  }
  return text;
}

std::string capitalized(const std::string& text) {
  std::string result = recased(text, std::tolower);
  return result.empty() ? result : recased(result.substr(0, 1), std::toupper) + result.substr(1);
}

std::string capitalized_segments(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find("::", at), text.size());
    result += capitalized(text.substr(at, end - at)) + (end < text.size() ? "::" : "");
    at = end + 2;
  }
  return result;
}

std::string format_text(const StringFormat& format, const std::string& text) {
  std::string changed;
  switch (format.letter) {
    case 's': return padded(format, text);
    case 'p': changed = text; break;
    case 'c': changed = capitalized(text); break;
    case 'C': changed = capitalized_segments(text); break;
    case 'u': changed = recased(text, std::toupper); break;
    case 'd': changed = recased(text, std::tolower); break;
    case 't': {
      const std::size_t first = text.find_first_not_of(" \t\n\v\f\r");
      const std::size_t last = text.find_last_not_of(std::string_view(" \t\n\v\f\r\0", 7));
      changed = first == std::string::npos ? "" : text.substr(first, last - first + 1);
      break;
    }
    default: fail_letter(format, "String", "cCudspt");
  }
  if (format.letter == 'p') {
    return padded(format, format.has('#') ? '"' + changed + '"' : quote_text(changed));
  }
  return padded(format, format.has('#') ? quote_text(changed) : changed);
}

std::string format_boolean(const StringFormat& format, bool value) {
  const bool brief = format.has('#');
  switch (format.letter) {
    case 't': return padded(format, brief ? (value ? "t" : "f") : (value ? "true" : "false"));
    case 'T': return padded(format, brief ? (value ? "T" : "F") : (value ? "True" : "False"));
    case 'y': return padded(format, brief ? (value ? "y" : "n") : (value ? "yes" : "no"));
    case 'Y': return padded(format, brief ? (value ? "Y" : "N") : (value ? "Yes" : "No"));
    case 's':
    case 'p': return padded(format, value ? "true" : "false");
    default: break;
  }
  if (is_one_of(format.letter, "dxXobB")) {
    return format_integer(format, Value(value ? 1 : 0));
  }
  if (is_one_of(format.letter, "eEfgGaA")) {
    return format_float(format, value ? 1 : 0);
  }
  fail_letter(format, "Boolean", "tTyYdxXobBeEfgGaAsp");
}

std::string quoted_if(bool condition, const std::string& text) { return condition ? '"' + text + '"' : text; }

std::string format_default(const StringFormat& format) {
  if (!is_one_of(format.letter, "dDsp")) {
    fail_letter(format, "Default", "dDsp");
  }
  return padded(format, quoted_if(format.has('#'), format.letter == 'D' ? "Default" : "default"));
}

std::string format_undef(const StringFormat& format) {
  const bool alternative = format.has('#');
  switch (format.letter) {
    case 'n': return padded(format, alternative ? "null" : "nil");
    case 'u': return padded(format, alternative ? "undefined" : "undef");
    case 'v': return padded(format, "n/a");
    case 'V': return padded(format, "N/A");
    case 's': return padded(format, quoted_if(alternative, ""));
    case 'p': return padded(format, quoted_if(alternative, "undef"));
    default: break;
  }
  if (!is_one_of(format.letter, "dxXobBeEfgGaA")) {
    fail_letter(format, "Undef", "nudxXobBeEfgGaAvVsp");
  }
  return padded(format, "NaN");
}

std::string format_binary(const StringFormat& format, const Binary& binary) {
  switch (format.letter) {
    case 's':
      if (!format.has('#') && !valid_utf8(binary.bytes())) {
        throw EvaluationError("\"" + escape_invalid_utf8(binary.bytes()) + "\" from ASCII-8BIT to UTF-8");
      }
      return padded(format, quoted_if(format.has('#'), escape_invalid_utf8(binary.bytes())));
    case 'p': return padded(format, binary.inspect());
    case 'b': return padded(format, encode_base64(binary.bytes(), Base64::Relaxed));
    case 'B': return padded(format, encode_base64(binary.bytes(), Base64::Strict));
    case 'u': return padded(format, encode_base64(binary.bytes(), Base64::UrlSafe));
    case 't': return padded(format, quoted_if(format.has('#'), "Binary"));
    case 'T': return padded(format, quoted_if(format.has('#'), "BINARY"));
    default: fail_letter(format, "Binary", "bButTsp");
  }
}

std::string format_object(const StringFormat& format, const Value& value) {
  if (value.as<BigInteger>() != nullptr) {
    return format_integer(format, value);
  }
  if (const auto* binary = value.as<Binary>()) {
    return format_binary(format, *binary);
  }
  if (!is_one_of(format.letter, "sp")) {
    fail_letter(format, general_type_name(value), "sp");
  }
  if (const auto* regexp = value.as<Regexp>()) {
    const std::string source = regexp->shown_source();
    return padded(format, format.letter == 'p' ? to_text(value) : (format.has('#') ? quote_text(source) : source));
  }
  if (value.as<Sensitive>() != nullptr && format.letter == 'p') {
    return padded(format, "#<" + to_text(value) + ">");
  }
  const std::string text = format.letter == 'p' ? value.as_object().inspect() : to_text(value);
  return padded(format, quoted_if(format.has('#') && format.letter == 's', text));
}

void check_delimiters(const StringFormat& format) {
  const auto count = std::ranges::count_if(format.flags, [](char flag) { return is_one_of(flag, "[{(<|"); });
  if (count > 1) {
    throw EvaluationError("Only one of the delimiters [ { ( < | can be given in the format flags, got '" + format.text +
                          "'");
  }
}

}  // namespace

void fail_letter(const StringFormat& format, std::string_view type, std::string_view letters) {
  throw EvaluationError("Illegal format '" + std::string(1, format.letter) + "' specified for value of " +
                        std::string(type) + " type - expected one of the characters '" + std::string(letters) + "'");
}

StringFormat parse_string_format(const std::string& text) {
  StringFormat format;
  format.text = text;
  std::size_t at = 1;
  if (!text.starts_with('%')) {
    fail_format(text);
  }
  while (at < text.size() && std::string_view(" [+#0{<(|-").find(text[at]) != std::string_view::npos) {
    if (format.has(text[at])) {
      throw EvaluationError("The same flag can only be used once, got '" + text + "'");
    }
    format.flags += text[at++];
  }
  check_delimiters(format);
  format.width = read_number(text, at);
  if (at < text.size() && text[at] == '.') {
    ++at;
    format.precision = read_number(text, at);
  }
  if (at + 1 != text.size() || std::isalpha(static_cast<unsigned char>(text[at])) == 0) {
    fail_format(text);
  }
  format.letter = text[at];
  return format;
}

std::string format_scalar(const StringFormat& format, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Integer: return format_integer(format, value);
    case Value::Kind::Float: return format_float(format, value.as_float());
    case Value::Kind::String: return format_text(format, std::string(value.as_string()));
    case Value::Kind::Boolean: return format_boolean(format, value.as_boolean());
    case Value::Kind::Default: return format_default(format);
    case Value::Kind::Undef: return format_undef(format);
    default: return format_object(format, value);
  }
}

}  // namespace volley::runtime
