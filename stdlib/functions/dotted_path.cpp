#include "stdlib/functions/dotted_path.hpp"

#include "runtime/type/type.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/number_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::ErrorValue;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

constexpr std::string_view kSpecial = "'\".";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n\v\f\r");
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(" \t\n\v\f\r") - begin + 1);
}

Value plain_step(std::string_view text) {
  std::string_view digits = text;
  if (digits.starts_with('-') || digits.starts_with('+')) {
    digits.remove_prefix(1);
  }
  const bool number = !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
  if (number) {
    const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    if (const auto magnitude = parse_integer(digits.substr(first))) {
      return {text.starts_with('-') ? -*magnitude : *magnitude};
    }
  }
  return {text};
}

// Reads one step and moves `at` behind it; empty for a syntax error.
std::optional<Value> take_step(std::string_view text, std::size_t& at) {
  const std::size_t begin = text.find_first_not_of(" \t\n\v\f\r", at);
  if (begin == std::string_view::npos) {
    return std::nullopt;
  }
  if (text[begin] == '\'' || text[begin] == '"') {
    const std::size_t end = text.find(text[begin], begin + 1);
    if (end == std::string_view::npos || end == begin + 1) {
      return std::nullopt;
    }
    at = std::min(text.find_first_not_of(" \t\n\v\f\r", end + 1), text.size());
    return Value(text.substr(begin + 1, end - begin - 1));
  }
  const std::size_t end = std::min(text.find_first_of(kSpecial, at), text.size());
  if (end == at) {
    return std::nullopt;
  }
  const std::string_view step = trimmed(text.substr(at, end - at));
  at = end;
  return plain_step(step);
}

runtime::Pointer<const ErrorValue> no_way_on(const Values& walked, const Value& culprit, bool is_key) {
  const std::string at = native_inspect(Value(walked));
  const std::string type = runtime::infer_reduced_type(culprit)->to_string();
  Hash details;
  details.set("walked_path", Value(walked));
  details.set(is_key ? "index_type" : "value_type", Value(runtime::infer_reduced_type(culprit)));
  const std::string message =
      is_key ? "The given data requires an Integer index at " : "The given data does not contain a Collection at ";
  return runtime::make<const ErrorValue>("SLICE_ERROR", message + at + ", got '" + type + "'",
                                         Value(std::move(details)),
                                         is_key ? "EXPECTED_INTEGER_INDEX" : "EXPECTED_COLLECTION");
}

// Negative indexes count from the end.
Value element_at(const Values& items, std::int64_t index) {
  const auto size = static_cast<std::int64_t>(items.size());
  const std::int64_t position = index < 0 ? index + size : index;
  return position >= 0 && position < size ? items[static_cast<std::size_t>(position)] : Value::undef();
}

}  // namespace

std::optional<Values> parse_dotted_path(std::string_view text) {
  Values steps;
  for (std::size_t at = 0;; ++at) {
    auto step = take_step(text, at);
    if (!step) {
      return std::nullopt;
    }
    steps.push_back(std::move(*step));
    if (at >= text.size()) {
      return steps;
    }
    if (text[at] != '.') {
      return std::nullopt;
    }
  }
}

std::variant<Value, runtime::Pointer<const ErrorValue>> follow(const Value& data, std::span<const Value> steps) {
  Value current = data;
  Values walked;
  for (const Value& step : steps) {
    if (current.is_undef() || step.is_undef()) {
      return Value::undef();
    }
    if (!current.is_array() && !current.is_hash()) {
      return no_way_on(walked, current, false);
    }
    walked.push_back(step);
    if (current.is_hash()) {
      const Value* found = current.as_hash().find(step);
      current = found != nullptr ? Value(*found) : Value::undef();
    } else if (!step.is_integer()) {
      return no_way_on(walked, step, true);
    } else {
      current = element_at(current.as_array(), step.as_integer());
    }
  }
  return current;
}

}  // namespace volley::stdlib
