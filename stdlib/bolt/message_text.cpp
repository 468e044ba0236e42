#include "stdlib/bolt/message_text.hpp"

#include "runtime/execute/result.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/object.hpp"
#include "runtime/value/text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Hash;
using runtime::Value;
using runtime::Values;

bool is_result(const Value& value) {
  return value.as<runtime::Result>() != nullptr || value.as<runtime::ResultSet>() != nullptr;
}

// What stands inside a structure: numbers, undef and strings stay, everything else becomes text, booleans included.
Value element(const Value& value) {
  if (value.is_array()) {
    Values items;
    for (const Value& item : value.as_array()) {
      items.push_back(element(item));
    }
    return Value(std::move(items));
  }
  if (value.is_hash()) {
    Hash hash;
    for (const auto& [key, item] : value.as_hash()) {
      hash.set(Value(runtime::to_text(key)), element(item));
    }
    return Value(std::move(hash));
  }
  if (is_result(value)) {
    return value.as_object().to_data();
  }
  if (value.is_number() || value.is_undef() || value.is_string()) {
    return value;
  }
  return Value(runtime::to_text(value));
}

}  // namespace

std::string message_text(const Value& value) {
  if (value.is_array() || value.is_hash() || is_result(value)) {
    return runtime::pretty_json(element(value));
  }
  return runtime::to_text(value);
}

}  // namespace volley::stdlib
