// compare and versioncmp: -1, 0 or 1.
#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/semver.hpp"
#include "runtime/value/time_value.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/unicode.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

int sign(int difference) { return difference < 0 ? -1 : difference > 0 ? 1 : 0; }

std::string in_small_ascii_letters(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte; });
  return text;
}

Value compare_numbers(Call& call) { return native_order_or_throw(call.arguments[0], call.arguments[1]); }

Value compare_strings(Call& call) {
  const std::string_view left = call.arguments[0].as_string();
  const std::string_view right = call.arguments[1].as_string();
  if (call.has(2) && !call.arguments[2].as_boolean()) {
    return sign(left.compare(right));
  }
  return sign(in_small_ascii_letters(std::string(left)).compare(in_small_ascii_letters(std::string(right))));
}

std::string label(const Value& value) {
  if (value.is_undef()) {
    return "Undef Value";
  }
  if (value.is_boolean()) {
    return "Boolean";
  }
  if (value.as<runtime::SemVer>() != nullptr) {
    return "Semver";
  }
  return value.is_default() ? "Default Value" : native_class(value);
}

bool is_special(const Value& value) {
  return value.as<runtime::TimeValue>() != nullptr || value.as<runtime::SemVer>() != nullptr;
}

bool comparable(const Value& value) { return runtime::is_numeric(value) || value.is_string() || is_special(value); }

// Times and versions; otherwise what is wrong with two values that no other overload took.
Value compare_others(Call& call) {
  const Value& left = call.arguments[0];
  const Value& right = call.arguments[1];
  std::string reason;
  const std::optional<int> order = is_special(left) || is_special(right) ? native_order(left, right) : std::nullopt;
  if (order && !call.has(2)) {
    return *order;
  }
  if (!comparable(left) || !comparable(right)) {
    reason =
        "Non comparable type. Only values of the types Numeric, String, Semver, Timestamp and Timestamp can be "
        "compared. Got " +
        label(left) + " and " + label(right);
  } else if (call.has(2) && !(left.is_string() && right.is_string())) {
    reason = "The third argument (ignore case) can only be used when comparing strings";
  } else if (call.has(2)) {
    reason = "The third argument (ignore case) must be a Boolean. Got " + label(call.arguments[2]);
  } else {
    reason = "Can only compare values of the same type (or for Timestamp/Timespan also against Numeric). Got " +
             label(left) + " and " + label(right);
  }
  throw EvaluationError("'compare' compare(): " + reason);
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_separator(char byte) { return byte == '-' || byte == '.'; }

// The next piece of a version: a separator, a number, or anything else up to one of these.
std::string_view take_piece(std::string_view& version) {
  std::size_t length = 1;
  if (!is_separator(version[0])) {
    const bool number = is_digit(version[0]);
    while (length < version.size() && !is_separator(version[length]) && is_digit(version[length]) == number) {
      ++length;
    }
  }
  const std::string_view piece = version.substr(0, length);
  version.remove_prefix(length);
  return piece;
}

int order_of_pieces(std::string_view a, std::string_view b) {
  for (const std::string_view separator : {"-", "."}) {
    if (a == separator || b == separator) {
      return a == separator ? -1 : 1;
    }
  }
  const bool numbers = is_digit(a[0]) && is_digit(b[0]);
  if (numbers && a[0] != '0' && b[0] != '0' && a.size() != b.size()) {
    return a.size() < b.size() ? -1 : 1;
  }
  return sign(to_upper(a).compare(to_upper(b)));
}

int order_of_versions(std::string_view a, std::string_view b) {
  std::string_view rest_of_a = a;
  std::string_view rest_of_b = b;
  while (!rest_of_a.empty() && !rest_of_b.empty()) {
    const std::string_view left = take_piece(rest_of_a);
    const std::string_view right = take_piece(rest_of_b);
    if (left != right) {
      return order_of_pieces(left, right);
    }
  }
  return sign(a.compare(b));
}

// "1.0.0-rc1" becomes "1-rc1".
std::string without_trailing_zeroes(std::string_view version) {
  const std::size_t end = std::min(version.find('-'), version.size());
  const std::string_view release = version.substr(0, end);
  const std::size_t last = release.find_last_not_of(".0");
  return std::string(release.substr(0, last == std::string_view::npos ? 0 : last + 1)) +
         std::string(version.substr(end));
}

Value versioncmp(Call& call) {
  const std::string_view left = call.arguments[0].as_string();
  const std::string_view right = call.arguments[1].as_string();
  if (call.has(2) && call.arguments[2].as_boolean()) {
    return order_of_versions(without_trailing_zeroes(left), without_trailing_zeroes(right));
  }
  return order_of_versions(left, right);
}

}  // namespace

Family string_compare() {
  static const FunctionRecord kTable[] = {
      {"compare",
       {{"Numeric a, Numeric b", "Integer[-1, 1]", compare_numbers},
        {"String a, String b, Boolean ?ignore_case", "Integer[-1, 1]", compare_strings},
        {"Any a, Any b, Any ?ignore_case", "Integer[-1, 1]", compare_others}},
       "-1, 0 or 1: how two values are ordered; strings without regard to case unless told otherwise."},
      {"versioncmp",
       {{"String a, String b, Boolean ?ignore_trailing_zeroes", "Integer[-1, 1]", versioncmp}},
       "-1, 0 or 1: how two versions are ordered, numbers in them by value."},
  };
  return kTable;
}

}  // namespace volley::stdlib
