// length, size, empty, keys, values, join and flatten.
#include <algorithm>

#include "runtime/value/binary.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/object.hpp"
#include "runtime/value/sensitive.hpp"
#include "stdlib/functions/deprecation.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/unicode.hpp"

#include "runtime/evaluate/error.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

std::size_t count_of(const Value& value) {
  if (value.is_array()) {
    return value.as_array().size();
  }
  if (value.is_hash()) {
    return value.as_hash().size();
  }
  if (value.is_string()) {
    return character_count(value.as_string());
  }
  if (const auto* binary = value.as<runtime::Binary>()) {
    return binary->bytes().size();
  }
  const Values* elements = value.is_object() ? value.as_object().elements() : nullptr;
  if (elements == nullptr) {
    throw EvaluationError("The value has no length");
  }
  return elements->size();
}

Value length(Call& call) { return count_of(call.arguments[0]); }
Value empty(Call& call) { return count_of(call.arguments[0]) == 0; }
Value empty_undef(Call& /*call*/) { return true; }

Value empty_number(Call& call) {
  deprecated_here(call, "Calling function empty() with Numeric value is deprecated.");
  return false;
}

Value empty_sensitive(Call& call) { return call.arguments[0].as<runtime::Sensitive>()->unwrap().as_string().empty(); }

Value keys(Call& call) {
  Values result;
  for (const auto& entry : call.arguments[0].as_hash()) {
    result.push_back(entry.key);
  }
  return {std::move(result)};
}

Value values(Call& call) {
  Values result;
  for (const auto& entry : call.arguments[0].as_hash()) {
    result.push_back(entry.value);
  }
  return {std::move(result)};
}

// Nested arrays are joined by the same delimiter.
void append_joined(std::string& text, const Values& items, std::string_view delimiter) {
  bool first = true;
  for (const Value& item : items) {
    if (!first) {
      text += delimiter;
    }
    first = false;
    if (item.is_array()) {
      append_joined(text, item.as_array(), delimiter);
    } else {
      append_native_text(text, item);
    }
    runtime::check_text_size(text.size());
  }
}

// What the joined text will take, if what is no text is as short as most.
std::size_t expected_size(const Values& items, std::string_view delimiter) {
  constexpr std::size_t kOther = 8;
  std::size_t size = items.size() * delimiter.size();
  for (const Value& item : items) {
    size += item.is_string() ? item.as_string().size() : kOther;
  }
  return size;
}

Value join(Call& call) {
  const Values& items = call.arguments[0].as_array();
  const std::string_view delimiter = call.has(1) ? call.arguments[1].as_string() : std::string_view();
  std::string text;
  text.reserve(std::min(expected_size(items, delimiter), runtime::kMaximumText));
  append_joined(text, items, delimiter);
  return {std::move(text)};
}

void append_flattened(Values& result, std::span<const Value> items) {
  for (const Value& item : items) {
    if (item.is_array()) {
      append_flattened(result, item.as_array());
    } else {
      result.push_back(item);
    }
  }
}

Value flatten(Call& call) {
  Values result;
  append_flattened(result, call.arguments);
  return {std::move(result)};
}

}  // namespace

Family collection() {
  static const FunctionRecord kTable[] = {
      {"length",
       {{"Collection arg", "Integer", length}, {"String arg", "Integer", length}, {"Binary arg", "Integer", length}},
       "How many elements, entries or characters something has."},
      {"size",
       {{"Variant[Collection, String, Binary] arg", "Integer", length}},
       "How many elements, entries or characters something has."},
      {"empty",
       {{"Collection coll", "Boolean", empty},
        {"Sensitive[String] str", "Boolean", empty_sensitive},
        {"String str", "Boolean", empty},
        {"Numeric num", "Boolean", empty_number},
        {"Binary bin", "Boolean", empty},
        {"Undef x", "Boolean", empty_undef}},
       "Whether there is nothing in it."},
      {"keys", {{"Hash hsh", "Array", keys}}, "The keys of a hash, in order."},
      {"values", {{"Hash hsh", "Array", values}}, "The values of a hash, in the order of its keys."},
      {"join",
       {{"Array arg, String ?delimiter", "String", join}},
       "One string of all elements, with the delimiter between them."},
      {"flatten", {{"Any *args", "Array", flatten}}, "One flat array of everything in nested arrays."},
  };
  return kTable;
}

}  // namespace volley::stdlib
