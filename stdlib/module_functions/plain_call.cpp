#include "stdlib/module_functions/plain_call.hpp"

#include <algorithm>
#include <array>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/object.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

constexpr std::array<std::string_view, 6> kShownAsText = {"Regexp",   "SemVer",    "SemVerRange",
                                                          "Timespan", "Timestamp", "Binary"};

bool holds_objects(const Value& value) {
  if (value.is_array()) {
    return std::any_of(value.as_array().begin(), value.as_array().end(), holds_objects);
  }
  if (value.is_hash()) {
    return std::any_of(value.as_hash().begin(), value.as_hash().end(),
                       [](const Hash::Entry& entry) { return holds_objects(entry.key) || holds_objects(entry.value); });
  }
  return value.is_object();
}

Value plain_object(const Value& value) {
  const runtime::Object& object = value.as_object();
  if (object.type_name() == "Iterator") {
    throw EvaluationError("Use of an Iterator is not supported here");
  }
  const bool as_text = std::find(kShownAsText.begin(), kShownAsText.end(), object.type_name()) != kShownAsText.end();
  return as_text ? Value(object.to_string()) : value;
}

// Containers cannot be nested deeper than kMaximumNesting, which bounds the recursion.
Value plain(const Value& value) {
  if (!holds_objects(value)) {
    return value;
  }
  if (value.is_array()) {
    Values items;
    items.reserve(value.as_array().size());
    std::transform(value.as_array().begin(), value.as_array().end(), std::back_inserter(items), plain);
    return {std::move(items)};
  }
  if (value.is_hash()) {
    Hash hash;
    for (const auto& entry : value.as_hash()) {
      hash.set(plain(entry.key), plain(entry.value));
    }
    return {std::move(hash)};
  }
  return plain_object(value);
}

// Plain values are named by what they are, others by their class.
std::string name_of(const Value& value) {
  return value.is_undef() || value.is_boolean() ? native_inspect(value) : native_class(value);
}

}  // namespace

Values plain_arguments(const Call& call) {
  Values arguments;
  arguments.reserve(call.arguments.size());
  for (const Value& argument : call.arguments) {
    arguments.push_back(argument.is_undef() ? Value("") : plain(argument));
  }
  return arguments;
}

void expect_count(const Call& call, bool fits, std::string_view expectation) {
  if (!fits) {
    std::string text(expectation);
    text.replace(text.find("{}"), 2, std::to_string(call.arguments.size()));
    refuse(call, "Wrong number of arguments given " + text);
  }
}

void refuse(const Call& call, std::string_view text) {
  throw EvaluationError(std::string(call.name) + "(): " + std::string(text));
}

void refuse_method(std::string_view method, const Value& receiver) {
  const bool self_explaining = receiver.is_undef() || receiver.is_object();
  throw EvaluationError("undefined method `" + std::string(method) + "' for " + native_inspect(receiver) +
                        (self_explaining && !receiver.is_undef() ? "" : ":" + native_class(receiver)));
}

void refuse_conversion(const Value& value, std::string_view wanted) {
  throw EvaluationError("no implicit conversion of " + name_of(value) + " into " + std::string(wanted));
}

}  // namespace volley::stdlib
