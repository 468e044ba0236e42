#include "runtime/hiera/key.hpp"

#include <algorithm>
#include <charconv>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Parts between dots that stand outside of quotes.
std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  char quote = '\0';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char byte = text[at];
    if (quote != '\0') {
      quote = byte == quote ? '\0' : quote;
    } else if (byte == '"' || byte == '\'') {
      quote = byte;
    } else if (byte == '.') {
      parts.push_back(trimmed(text.substr(start, at - start)));
      start = at + 1;
    }
  }
  parts.push_back(quote == '\0' ? trimmed(text.substr(start)) : std::string_view());
  return parts;
}

Value step_of(std::string_view part) {
  if (part.front() == '"' || part.front() == '\'') {
    return Value(part.substr(1, part.size() - 2));
  }
  std::int64_t number = 0;
  const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
  return read.ec == std::errc() && read.ptr == part.data() + part.size() ? Value(number) : Value(part);
}

}  // namespace

DataKey DataKey::parse(const std::string& text) {
  if (text.find_first_of("'\".") == std::string::npos) {
    return {text, {}};
  }
  const std::vector<std::string_view> parts = split(text);
  if (std::ranges::any_of(parts, [](std::string_view part) { return part.empty(); })) {
    throw EvaluationError("Syntax error in key: '" + text + "'", "LOOKUP_ERROR");
  }
  DataKey key;
  key.root = to_text(step_of(parts[0]));
  for (std::size_t at = 1; at < parts.size(); ++at) {
    key.steps.push_back(step_of(parts[at]));
  }
  return key;
}

std::optional<Value> DataKey::dig(Value value) const {
  for (const Value& step : steps) {
    if (value.is_undef()) {
      return std::nullopt;
    }
    if (step.is_integer() && value.is_array()) {
      const Values items = value.as_array();
      if (step.as_integer() < 0 || step.as_integer() >= static_cast<std::int64_t>(items.size())) {
        return std::nullopt;
      }
      value = items[static_cast<std::size_t>(step.as_integer())];
      continue;
    }
    if (!value.is_hash()) {
      throw EvaluationError("Data Provider type mismatch: Got " + general_type_name(value) +
                                " when a hash-like object was expected to access value using '" + to_text(step) +
                                "' from key '" + root + "'",
                            "LOOKUP_ERROR");
    }
    const Value* found = value.as_hash().find(step);
    if (found == nullptr) {
      return std::nullopt;
    }
    // The hash must not end before what was found in it.
    Value inner = *found;
    value = std::move(inner);
  }
  return value;
}

}  // namespace volley::runtime
