// Functions that leave something out: delete and its kind.
#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/pattern.hpp"
#include "stdlib/module_functions/families.hpp"
#include "stdlib/module_functions/plain_call.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

// One thing as a list of one, a hash as its pairs.
Values as_list(const Value& value) {
  if (value.is_array()) {
    return value.as_array();
  }
  if (!value.is_hash()) {
    return {value};
  }
  Values pairs;
  for (const auto& entry : value.as_hash()) {
    pairs.push_back(pair_of(entry));
  }
  return pairs;
}

template <typename Predicate>
Value elements_without(const Value& array, Predicate&& drops) {
  Values result;
  std::remove_copy_if(array.as_array().begin(), array.as_array().end(), std::back_inserter(result), drops);
  return {std::move(result)};
}

template <typename Predicate>
Value entries_without(const Value& hash, Predicate&& drops) {
  Hash result;
  for (const auto& entry : hash.as_hash()) {
    if (!drops(entry)) {
      result.set(entry.key, entry.value);
    }
  }
  return {std::move(result)};
}

Value text_without(const std::string& text, const Value& item) {
  if (!item.is_string()) {
    const bool by_name = item.is_undef() || item.is_boolean();
    throw EvaluationError("wrong argument type " + (by_name ? native_inspect(item) : native_class(item)) +
                          " (expected Regexp)");
  }
  const std::string_view piece = item.as_string();
  if (piece.empty()) {
    return {text};
  }
  std::string result;
  std::size_t from = 0;
  for (std::size_t at = text.find(piece); at != std::string::npos; at = text.find(piece, from)) {
    result.append(text, from, at - from);
    from = at + piece.size();
  }
  return {result.append(text, from)};
}

Value without(const Value& collection, const Value& item) {
  if (collection.is_array()) {
    return elements_without(collection, [&](const Value& value) { return native_equal(value, item); });
  }
  if (collection.is_hash()) {
    Hash rest = collection.as_hash();
    rest.erase(item);
    return {std::move(rest)};
  }
  if (collection.is_string()) {
    return text_without(std::string(collection.as_string()), item);
  }
  throw EvaluationError("delete(): First argument must be an Array, String, or Hash. Given an argument of class " +
                        native_class(collection) + ".");
}

Value delete_items(Call& call) {
  expect_count(call, call.arguments.size() == 2, "{} for 2");
  Value collection = call.arguments[0];
  for (const Value& item : as_list(call.arguments[1])) {
    collection = without(collection, item);
  }
  return collection;
}

Value delete_at(Call& call) {
  expect_count(call, call.arguments.size() >= 2, "({} for 2)");
  if (!call.arguments[0].is_array()) {
    refuse(call, "Requires array to work with");
  }
  const Value& position = call.arguments[1];
  if (position.is_string() && !search(*compile("^\\d+$"), position.as_string())) {
    refuse(call, "You must provide non-negative numeric index");
  }
  Values result = call.arguments[0].as_array();
  const auto size = static_cast<std::int64_t>(result.size());
  const std::int64_t index = whole_number(position);
  if (index >= size) {
    refuse(call, "Given index exceeds size of array given");
  }
  // A negative index counts from the end; one beyond the beginning deletes nothing.
  if (index >= -size) {
    result.erase(result.begin() + (index < 0 ? index + size : index));
  }
  return {std::move(result)};
}

// Only text can match; `default` counts as its name.
bool matched_by(const runtime::Regexp& pattern, const Value& value) {
  return value.is_string()    ? search(pattern, value.as_string()).has_value()
         : value.is_default() ? search(pattern, "default").has_value()
                              : false;
}

Value delete_regex(Call& call) {
  expect_count(call, call.arguments.size() == 2, "{} for 2");
  Value collection = call.arguments[0];
  for (const Value& item : as_list(call.arguments[1])) {
    if (collection.is_string()) {
      refuse_method("reject!", collection);
    }
    if (!collection.is_array() && !collection.is_hash()) {
      refuse(call, "First argument must be an Array, Hash, or String. Given an argument of class " +
                       native_class(collection) + ".");
    }
    const RegexpPointer pattern = compile("\\b" + native_text(item) + "\\b");
    collection = collection.is_array()
                     ? elements_without(collection, [&](const Value& value) { return matched_by(*pattern, value); })
                     : entries_without(collection, [&](const auto& entry) { return matched_by(*pattern, entry.key); });
  }
  return collection;
}

Value delete_undef_values(Call& call) {
  expect_count(call, !call.arguments.empty(), "({})");
  const Value& collection = call.arguments[0];
  if (collection.is_array()) {
    return elements_without(collection, [](const Value& value) { return value.is_undef(); });
  }
  if (collection.is_hash()) {
    return entries_without(collection, [](const auto& entry) { return entry.value.is_undef(); });
  }
  refuse(call,
         "expected an array or hash, got " + native_text(collection) + " type  " + native_class(collection) + " ");
}

Value delete_values(Call& call) {
  expect_count(call, call.arguments.size() == 2, "({} of 2)");
  if (!call.arguments[0].is_hash()) {
    refuse(call, "First argument must be a Hash. Given an argument of class " + native_class(call.arguments[0]) + ".");
  }
  const Value& item = call.arguments[1];
  return entries_without(call.arguments[0], [&](const auto& entry) { return native_equal(item, entry.value); });
}

RegexpPointer pattern_argument(const Call& call) {
  expect_count(call, call.arguments.size() == 2, "{} for 2");
  if (!call.arguments[1].is_string()) {
    refuse_conversion(call.arguments[1], "String");
  }
  return compile(call.arguments[1].as_string());
}

// The elements of an array that match, or that do not. The pairs of a hash never match.
template <bool wanted>
Value by_pattern(Call& call) {
  const RegexpPointer pattern = pattern_argument(call);
  const Value& collection = call.arguments[0];
  if (!collection.is_array() && !collection.is_hash()) {
    refuse_method(wanted ? "grep" : "grep_v", collection);
  }
  return elements_without(Value(as_list(collection)),
                          [&](const Value& value) { return matched_by(*pattern, value) != wanted; });
}

}  // namespace

ModuleFamily removal_functions() {
  static const FunctionRecord kTable[] = {
      plain_function<delete_items>("delete", "Any",
                                   "An array without elements, a hash without keys or a string without pieces."),
      plain_function<delete_at>("delete_at", "Array", "An array without the element at an index."),
      plain_function<delete_regex>("delete_regex", "Variant[Array, Hash]",
                                   "An array or hash without the elements or keys in which a pattern matches a word."),
      plain_function<delete_undef_values>("delete_undef_values", "Variant[Array, Hash]",
                                          "An array or hash without the values that are undef."),
      plain_function<delete_values>("delete_values", "Hash", "A hash without the entries that have a value."),
      plain_function<by_pattern<true>>("grep", "Array", "The elements of an array that match a pattern."),
      plain_function<by_pattern<false>>("reject", "Array", "The elements of an array that do not match a pattern."),
  };
  return kTable;
}

}  // namespace volley::stdlib
