#include "stdlib/functions/native_text.hpp"

#include "runtime/evaluate/error.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/object.hpp"
#include "runtime/value/semver.hpp"
#include "runtime/value/text.hpp"
#include "runtime/value/time_value.hpp"
#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {
namespace {

using runtime::EvaluationError;
using runtime::SemVer;
using runtime::TimeValue;
using runtime::Value;

std::string escape_of(char byte) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  switch (byte) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\t': return "\\t";
    case '\r': return "\\r";
    case '\x1b': return "\\e";
    case '\a': return "\\a";
    case '\b': return "\\b";
    case '\v': return "\\v";
    case '\f': return "\\f";
    default: break;
  }
  const auto code = static_cast<unsigned char>(byte);
  if (code < 0x20 || code == 0x7F) {
    return std::string("\\u00") + kDigits[code >> 4U] + kDigits[code & 0xFU];
  }
  return {byte};
}

// Line and paragraph separators cannot be seen in a message.
std::string_view escape_of_separator(std::string_view text) {
  return text.starts_with("\xE2\x80\xA8") ? "\\u2028" : text.starts_with("\xE2\x80\xA9") ? "\\u2029" : "";
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    if (const std::string_view separator = escape_of_separator(text.substr(offset)); !separator.empty()) {
      result += separator;
      offset += 2;
      continue;
    }
    const bool starts_interpolation = text[offset] == '#' && offset + 1 < text.size() &&
                                      std::string_view("{$@").find(text[offset + 1]) != std::string_view::npos;
    result += starts_interpolation ? "\\#" : escape_of(text[offset]);
  }
  return result + '"';
}

std::string inspect(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Undef: return "nil";
    case Value::Kind::Default: return ":default";
    case Value::Kind::String: return quoted(value.as_string());
    case Value::Kind::Array: {
      std::string result = "[";
      for (const Value& item : value.as_array()) {
        result += (result.size() > 1 ? ", " : "") + inspect(item);
        runtime::check_text_size(result.size());
      }
      return result + "]";
    }
    case Value::Kind::Hash: {
      std::string result = "{";
      for (const auto& entry : value.as_hash()) {
        result += (result.size() > 1 ? ", " : "") + inspect(entry.key) + "=>" + inspect(entry.value);
        runtime::check_text_size(result.size());
      }
      return result + "}";
    }
    default: return runtime::to_text(value);
  }
}

int sign(bool less, bool greater) { return less ? -1 : greater ? 1 : 0; }

int order_of_numbers(const Value& a, const Value& b) { return runtime::compare_numbers(a, b).value_or(0); }

// Times and versions by the order of the language.
std::optional<int> order_of_objects(const Value& a, const Value& b) {
  if (const auto* time = a.as<TimeValue>()) {
    if (runtime::is_numeric(b)) {
      return time->compared_to_number(b);
    }
    const auto* other = b.as<TimeValue>();
    const bool alike = other != nullptr && other->type_name() == time->type_name();
    return alike ? std::optional(
                       sign(time->nanoseconds() < other->nanoseconds(), time->nanoseconds() > other->nanoseconds()))
                 : std::nullopt;
  }
  if (const auto* time = b.as<TimeValue>(); time != nullptr && runtime::is_numeric(a)) {
    return -time->compared_to_number(a);
  }
  const auto* version = a.as<SemVer>();
  const auto* other = b.as<SemVer>();
  return version == nullptr || other == nullptr ? std::nullopt
                                                : std::optional(version->version().compare(other->version()));
}

std::optional<int> order(const Value& a, const Value& b) {
  if (runtime::is_numeric(a) && runtime::is_numeric(b)) {
    return order_of_numbers(a, b);
  }
  if (a.is_string() && b.is_string()) {
    const int difference = a.as_string().compare(b.as_string());
    return sign(difference<0, difference> 0);
  }
  if (const std::optional<int> special = order_of_objects(a, b)) {
    return special;
  }
  if (!a.is_array() || !b.is_array()) {
    return runtime::strictly_equal(a, b) ? std::optional<int>(0) : std::nullopt;
  }
  const auto& left = a.as_array();
  const auto& right = b.as_array();
  for (std::size_t index = 0; index < left.size() && index < right.size(); ++index) {
    const auto difference = order(left[index], right[index]);
    if (difference != 0) {
      return difference;
    }
  }
  return sign(left.size() < right.size(), left.size() > right.size());
}

// How an ordering error names its right side: plain values by what they are, others by their class.
std::string named(const Value& value) {
  const bool plain = value.is_undef() || value.is_boolean() || runtime::is_numeric(value);
  return plain ? native_inspect(value) : native_class(value);
}

}  // namespace

void append_native_text(std::string& text, const Value& value) {
  if (value.is_string() || value.is_integer()) {
    runtime::append_text(text, value);
  } else {
    text += native_text(value);
  }
}

std::string native_text(const Value& value) {
  if (value.is_undef()) {
    return {};
  }
  if (value.is_default()) {
    return "default";
  }
  return value.is_string() ? std::string(value.as_string()) : inspect(value);
}

std::string native_inspect(const Value& value) { return inspect(value); }

std::string native_class(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Undef: return "NilClass";
    case Value::Kind::Default: return "Symbol";
    case Value::Kind::Boolean: return value.as_boolean() ? "TrueClass" : "FalseClass";
    case Value::Kind::Integer: return "Integer";
    case Value::Kind::Float: return "Float";
    case Value::Kind::String: return "String";
    case Value::Kind::Array: return "Array";
    case Value::Kind::Hash: return "Hash";
    case Value::Kind::Object: break;
  }
  return std::string(value.as_object().type_name());
}

bool native_equal(const Value& a, const Value& b) {
  if (runtime::is_numeric(a) && runtime::is_numeric(b)) {
    return order_of_numbers(a, b) == 0;
  }
  return runtime::strictly_equal(a, b);
}

std::optional<int> native_order(const Value& a, const Value& b) { return order(a, b); }

int native_order_or_throw(const Value& a, const Value& b) {
  const auto difference = native_order(a, b);
  if (!difference) {
    throw EvaluationError("comparison of " + native_class(a) + " with " + named(b) + " failed");
  }
  return *difference;
}

}  // namespace volley::stdlib
