#include "runtime/evaluate/error.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/constructor.hpp"
#include "runtime/type/iterator.hpp"
#include "runtime/type/scalar_types.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/value/binary.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/utf8.hpp"

namespace volley::runtime {
namespace {

// Far more than anybody lists, far less than what would not fit.
constexpr std::int64_t kMaximumCount = 10'000'000;

Values counted(std::int64_t from, std::int64_t to) {
  if (to >= from && static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from) >= kMaximumCount) {
    throw EvaluationError("The range of integers is too large to become an Array");
  }
  Values items;
  for (std::int64_t number = from; number <= to; ++number) {
    items.emplace_back(number);
    if (number == to) {
      break;
    }
  }
  return items;
}

Values characters(const std::string& text) {
  Values items;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = std::max<std::size_t>(1, utf8_sequence_length(text, at));
    items.emplace_back(text.substr(at, length));
    at += length;
  }
  return items;
}

// The elements of anything that can be iterated; empty when it cannot.
std::optional<Values> elements_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Array: return value.as_array();
    case Value::Kind::String: return characters(std::string(value.as_string()));
    case Value::Kind::Integer:
      return value.as_integer() < 0 ? std::nullopt : std::optional(counted(0, value.as_integer() - 1));
    case Value::Kind::Hash: {
      Values pairs;
      for (const auto& [key, item] : value.as_hash()) {
        pairs.emplace_back(Values{key, item});
      }
      return pairs;
    }
    case Value::Kind::Object: break;
    default: return std::nullopt;
  }
  if (const auto* type = value.as<Type>()) {
    if (const auto* integer = type_as<IntegerType>(*type); integer && integer->range().from && integer->range().to) {
      return counted(*integer->range().from, *integer->range().to);
    }
    if (const auto* choice = type_as<EnumType>(*type)) {
      return Values(choice->values().begin(), choice->values().end());
    }
  }
  if (const auto* binary = value.as<Binary>()) {
    Values bytes;
    for (const char byte : binary->bytes()) {
      bytes.emplace_back(std::int64_t{static_cast<unsigned char>(byte)});
    }
    return bytes;
  }
  if (const auto* iterator = value.as<Iterator>()) {
    return iterator->all();
  }
  const Values* items = value.as_object().elements();
  return items == nullptr ? std::nullopt : std::optional(*items);
}

Value paired(const Values& items) {
  if (items.size() % 2 != 0) {
    throw EvaluationError("odd number of arguments for Hash");
  }
  Hash hash;
  for (std::size_t at = 0; at < items.size(); at += 2) {
    hash.set(items[at], items[at + 1]);
  }
  return Value(std::move(hash));
}

Value with_indexes(const Value& value) {
  if (!value.is_array()) {
    return value;
  }
  Hash hash;
  for (std::size_t at = 0; at < value.as_array().size(); ++at) {
    hash.set(Value(at), with_indexes(value.as_array()[at]));
  }
  return Value(std::move(hash));
}

// Elements that an array may grow by for one that is put behind its end.
constexpr std::int64_t kMostPadding = 10'000;

// Puts `value` where `path` leads, making hashes on the way; `tree` is undef or a hash.
Value planted(const Value& tree, std::span<const Value> path, const Value& value) {
  if (path.empty()) {
    return value;
  }
  if (tree.is_array()) {
    Values items = tree.as_array();
    const Value& position = path.front();
    const std::int64_t last = static_cast<std::int64_t>(items.size()) + kMostPadding;
    if (!position.is_integer() || position.as_integer() < 0 || position.as_integer() > last) {
      throw EvaluationError("A path of the tree does not lead into the Array that is there");
    }
    const auto at = static_cast<std::size_t>(position.as_integer());
    items.resize(std::max(items.size(), at + 1));
    items[at] = planted(items[at], path.subspan(1), value);
    return Value(std::move(items));
  }
  if (!tree.is_hash() && !tree.is_undef()) {
    throw EvaluationError("A path of the tree leads through a value that is neither an Array nor a Hash");
  }
  Hash hash = tree.is_hash() ? tree.as_hash() : Hash();
  const Value* known = hash.find(path.front());
  Value branch = planted(known == nullptr ? Value() : *known, path.subspan(1), value);
  hash.set(path.front(), std::move(branch));
  return Value(std::move(hash));
}

Value tree_of(const Values& pairs, bool only_hashes) {
  Value tree{Hash()};
  for (const Value& pair : pairs) {
    const Values& path = pair.as_array()[0].as_array();
    const Value& value = pair.as_array()[1];
    if (!path.empty()) {
      tree = planted(tree, path, only_hashes ? with_indexes(value) : value);
      continue;
    }
    Hash root = tree.as_hash();
    const Value top = with_indexes(value);
    if (!top.is_hash()) {
      throw EvaluationError("The root of a tree has to be an Array or a Hash, not " + general_type_name(top));
    }
    for (const auto& [key, item] : top.as_hash()) {
      root.set(key, item);
    }
    tree = Value(std::move(root));
  }
  return tree;
}

}  // namespace

Value construct_array(const Construction& call) {
  static const Constructor kForms(
      call.name, {}, {"Variant[Array,Hash,Binary,Iterable] from, Boolean[false] ?wrap", "Any from, Boolean[true] wrap"},
      {"Any from, Boolean ?wrap"});
  const std::size_t form = kForms.choose(call.arguments);
  if (form == 1) {
    return call.arguments[0].is_array() ? call.arguments[0] : Value(Values{call.arguments[0]});
  }
  if (std::optional<Values> items = elements_of(call.arguments[0]); form == 0 && items) {
    return Value(std::move(*items));
  }
  call.fail_conversion("Array");
}

Value construct_hash(const Construction& call) {
  static const Constructor kForms(call.name,
                                  {{"KeyValueArray", "Array[Tuple[Any,Any],1]"},
                                   {"TreeArray", "Array[Tuple[Array,Any],1]"},
                                   {"NewHashOption", "Enum[tree, hash_tree]"}},
                                  {"TreeArray from, NewHashOption ?build_option", "KeyValueArray from", "Any from"});
  const std::size_t form = kForms.choose(call.arguments);
  const Value& from = call.arguments[0];
  if (call.arguments.size() == 2) {
    return tree_of(from.as_array(), call.arguments[1].as_string() == "hash_tree");
  }
  if (from.is_hash()) {
    return from;
  }
  if (form < 2) {
    Hash hash;
    hash.reserve(from.as_array().size());
    for (const Value& pair : from.as_array()) {
      hash.set(pair.as_array()[0], pair.as_array()[1]);
    }
    return Value(std::move(hash));
  }
  if (std::optional<Values> items = elements_of(from)) {
    return paired(*items);
  }
  throw EvaluationError("Value of type " + infer_reduced_type(from)->generalized()->to_string() +
                        " cannot be converted to Hash");
}

}  // namespace volley::runtime
