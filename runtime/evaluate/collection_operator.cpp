#include "runtime/evaluate/collection_operator.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "runtime/value/object.hpp"

namespace volley::runtime {
namespace {

Values items_of(const Value& value) {
  if (value.is_array()) {
    return value.as_array();
  }
  if (value.is_hash()) {
    return pairs_of(value.as_hash());
  }
  if (value.is_object() && value.as_object().elements() != nullptr) {
    return *value.as_object().elements();
  }
  return {value};
}

Hash hash_from_pairs(const Values& pairs) {
  Hash hash;
  for (const Value& pair : pairs) {
    const Values& parts = pair.as_array();
    if (parts.empty() || parts.size() > 2) {
      throw std::invalid_argument("invalid number of elements (" + std::to_string(parts.size()) + " for 1..2)");
    }
    hash.set(parts[0], parts.size() == 2 ? parts[1] : Value());
  }
  return hash;
}

Hash hash_from(const Values& items) {
  const bool pairs = !items.empty() && std::ranges::all_of(items, [](const Value& item) { return item.is_array(); });
  if (pairs) {
    return hash_from_pairs(items);
  }
  if (items.size() % 2 != 0) {
    throw std::invalid_argument("odd number of arguments for Hash");
  }
  Hash hash;
  for (std::size_t at = 0; at < items.size(); at += 2) {
    hash.set(items[at], items[at + 1]);
  }
  return hash;
}

// What a list shall not hold: numbers by their value, everything else exactly.
class Unwanted {
 public:
  explicit Unwanted(const Values& values) {
    for (const Value& value : values) {
      exact_.set(value, Value());
      if (value.is_number()) {
        (value.is_float() ? floats_ : integers_).set(value.as_number(), Value());
      }
    }
  }
  [[nodiscard]] bool has(const Value& item) const {
    if (!item.is_number()) {
      return exact_.find(item) != nullptr;
    }
    const Value number = item.as_number();
    const bool same_kind = (item.is_float() ? floats_.find(number) : exact_.find(item)) != nullptr;
    return same_kind || (item.is_float() ? integers_ : floats_).find(number) != nullptr;
  }

 private:
  Hash exact_;
  Hash floats_;
  Hash integers_;  // as floats
};

}  // namespace

Values pairs_of(const Hash& hash) {
  Values pairs;
  pairs.reserve(hash.size());
  for (const auto& [key, value] : hash) {
    pairs.emplace_back(Values{key, value});
  }
  return pairs;
}

Value concatenate(Value left, const Value& right) {
  if (left.is_array()) {
    return right.is_array() ? std::move(left).with_items(right.as_array())
                            : std::move(left).with_items(items_of(right));
  }
  if (!right.is_hash() && !right.is_array()) {
    throw std::invalid_argument("Can only append Array or Hash to a Hash");
  }
  return std::move(left).with_entries(right.is_hash() ? right.as_hash() : hash_from(right.as_array()));
}

Value remove(const Value& left, const Value& right) {
  if (left.is_array()) {
    const Unwanted unwanted(items_of(right));
    Values items;
    for (const Value& item : left.as_array()) {
      if (!unwanted.has(item)) {
        items.push_back(item);
      }
    }
    return Value(std::move(items));
  }
  Hash kept;
  Hash unwanted;
  if (right.is_hash()) {
    unwanted = right.as_hash();
  } else {
    for (const Value& key : items_of(right)) {
      unwanted.set(key, Value());
    }
  }
  for (const auto& [key, value] : left.as_hash()) {
    if (unwanted.find(key) == nullptr) {
      kept.set(key, value);
    }
  }
  return Value(std::move(kept));
}

}  // namespace volley::runtime
