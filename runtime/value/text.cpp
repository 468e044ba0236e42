#include "runtime/value/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "runtime/value/hash.hpp"
#include "runtime/value/limits.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {
namespace {

// The decimal digits of a finite positive float, and where the point stands: 0.digits * 10^point.
struct Digits {
  std::string digits;
  int point;
};

Digits shortest_digits(double magnitude) {
  std::array<char, 40> buffer{};
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  const std::size_t mark = text.find('e');
  Digits result{{}, 0};
  for (const char byte : text.substr(0, mark)) {
    if (byte != '.') {
      result.digits += byte;
    }
  }
  int exponent = 0;
  const std::size_t first = mark + (text[mark + 1] == '+' ? 2 : 1);
  std::from_chars(text.data() + first, text.data() + text.size(), exponent);
  result.point = exponent + 1;
  return result;
}

std::string with_exponent(const Digits& number) {
  std::array<char, 16> exponent{};
  const int length = std::snprintf(exponent.data(), exponent.size(), "e%+03d", number.point - 1);
  const std::string fraction = number.digits.size() > 1 ? number.digits.substr(1) : "0";
  return number.digits.substr(0, 1) + "." + fraction + std::string(exponent.data(), static_cast<std::size_t>(length));
}

std::string fixed(const Digits& number) {
  if (number.point <= 0) {
    return "0." + std::string(static_cast<std::size_t>(-number.point), '0') + number.digits;
  }
  const auto whole = static_cast<std::size_t>(number.point);
  if (number.digits.size() <= whole) {
    return number.digits + std::string(whole - number.digits.size(), '0') + ".0";
  }
  return number.digits.substr(0, whole) + "." + number.digits.substr(whole);
}

template <typename Append>
void append_container(std::string& out, const Value& value, Append append) {
  bool first = true;
  const auto separate = [&] {
    check_text_size(out.size());
    if (!first) {
      out += ", ";
    }
    first = false;
  };
  if (value.is_array()) {
    out += '[';
    for (const Value& item : value.as_array()) {
      separate();
      append(out, item);
    }
    out += ']';
    return;
  }
  out += '{';
  for (const auto& [key, item] : value.as_hash()) {
    separate();
    append(out, key);
    out += " => ";
    append(out, item);
  }
  out += '}';
}

void append_quoted(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Undef: out += "undef"; break;
    case Value::Kind::String: out += quote_text(value.as_string()); break;
    case Value::Kind::Array:
    case Value::Kind::Hash: append_container(out, value, append_quoted); break;
    case Value::Kind::Object: out += value.as_object().inspect(); break;
    default: append_text(out, value);
  }
}

void append_escaped(std::string& out, char byte) {
  switch (byte) {
    case '\t': out += "\\t"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '"': out += "\\\""; return;
    case '$': out += "\\$"; return;
    case '\\': out += "\\\\"; return;
    default: break;
  }
  if (static_cast<unsigned char>(byte) >= 0x20) {
    out += byte;
    return;
  }
  std::array<char, 12> escape{};
  const int length =
      std::snprintf(escape.data(), escape.size(), "\\u{%X}", static_cast<unsigned>(static_cast<unsigned char>(byte)));
  out.append(escape.data(), static_cast<std::size_t>(length));
}

}  // namespace

std::string float_text(double value) {
  if (std::isnan(value)) {
    return "NaN";
  }
  const std::string sign = std::signbit(value) ? "-" : "";
  if (std::isinf(value)) {
    return sign + "Infinity";
  }
  if (value == 0) {
    return sign + "0.0";
  }
  const Digits number = shortest_digits(std::fabs(value));
  const bool plain = number.point > -4 && number.point <= 15;
  return sign + (plain ? fixed(number) : with_exponent(number));
}

void append_text(std::string& out, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Undef: break;
    case Value::Kind::Default: out += "default"; break;
    case Value::Kind::Boolean: out += value.as_boolean() ? "true" : "false"; break;
    case Value::Kind::Integer: {
      std::array<char, 24> buffer{};
      const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value.as_integer());
      out.append(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
      break;
    }
    case Value::Kind::Float: out += float_text(value.as_float()); break;
    case Value::Kind::String: out += value.as_string(); break;
    case Value::Kind::Array:
    case Value::Kind::Hash: append_container(out, value, append_text); break;
    case Value::Kind::Object: out += value.as_object().to_string(); break;
  }
}

std::string to_text(const Value& value) {
  std::string out;
  append_text(out, value);
  return out;
}

std::string to_quoted(const Value& value) {
  std::string out;
  append_quoted(out, value);
  return out;
}

std::string quote_text(std::string_view text) {
  bool needs_escapes = false;
  for (const char byte : text) {
    needs_escapes = needs_escapes || static_cast<unsigned char>(byte) < 0x20;
  }
  std::string out;
  if (needs_escapes) {
    out += '"';
    for (const char byte : text) {
      append_escaped(out, byte);
    }
    return out + '"';
  }
  out += '\'';
  for (const char byte : text) {
    if (byte == '\'' || byte == '\\') {
      out += '\\';
    }
    out += byte;
  }
  return out + '\'';
}

}  // namespace volley::runtime
