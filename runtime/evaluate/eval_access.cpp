#include <algorithm>

#include "lang/chain.hpp"
#include "runtime/evaluate/arithmetic.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/evaluate/label.hpp"
#include "runtime/evaluate/suggestion.hpp"
#include "runtime/type/parameter_error.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {
namespace {

void flatten_into(Arguments& out, const Value& key) {
  if (!key.is_array()) {
    out.push_back(key);
    return;
  }
  for (const Value& item : key.as_array()) {
    flatten_into(out, item);
  }
}

Arguments flattened(const Arguments& keys) {
  Arguments flat;
  for (const Value& key : keys) {
    flatten_into(flat, key);
  }
  return flat;
}

std::string key_type_name(const Value& key) {
  if (key.is_undef()) {
    return "Undef";
  }
  return key.is_default() ? "Default" : infer_type(key)->generalized()->to_string();
}

// The part that [first, count] means, negative numbers counting from the end; empty when it begins past the end.
struct Slice {
  std::size_t first = 0;
  std::size_t count = 0;
};

Slice slice_of(std::int64_t first, std::int64_t count, std::size_t size) {
  const auto length = static_cast<std::int64_t>(size);
  first = first < 0 ? length + first : first;
  count = count < 0 ? length - first + count + 1 : count;
  if (first < 0) {
    count += first;
    first = 0;
  }
  if (count <= 0 || first >= length) {
    return {};
  }
  return {static_cast<std::size_t>(first), static_cast<std::size_t>(std::min(count, length - first))};
}

// Where each character of UTF-8 text begins, and its end.
std::vector<std::size_t> character_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U) {
      starts.push_back(at);
    }
  }
  starts.push_back(text.size());
  return starts;
}

// Far outside of any array, yet safe to add to a size.
std::int64_t clamped(std::int64_t number) {
  constexpr std::int64_t kFar = std::int64_t{1} << 40;
  return std::clamp(number, -kFar, kFar);
}

// Negative positions count from the end.
Value element_at(const Values& items, std::int64_t position) {
  const auto size = static_cast<std::int64_t>(items.size());
  position = position < 0 ? position + size : position;
  return position < 0 || position >= size ? Value() : items[static_cast<std::size_t>(position)];
}

}  // namespace

const lang::Node& Evaluation::key_node(const lang::Access& node, std::size_t position) const {
  return *node.keys[std::min(position, node.keys.size() - 1)];
}

Value Evaluation::operator()(const lang::Access& node) {
  if (node.object->kind == lang::NodeKind::QualifiedReference &&
      (nodes().knows_value(node.value_site) || is_constant(node))) {
    return type_value(node, static_cast<const lang::QualifiedReference&>(*node.object));
  }
  return lang::chained_part(*node.object) == nullptr ? access(node, evaluate(*node.object)) : chain(node);
}

Value Evaluation::access(const lang::Access& node, const Value& object) {
  Arguments keys;
  for (const lang::Node* written : node.keys) {
    Value key = evaluate(*written);
    if (node.keys.size() == 1 && object.is_hash()) {
      const Value* found = object.as_hash().find(key);
      return found == nullptr ? Value() : *found;
    }
    if (node.keys.size() == 1 && object.is_array() && key.is_integer()) {
      return element_at(object.as_array(), key.as_plain_integer());
    }
    keys.push_back(std::move(key));
  }
  switch (object.kind()) {
    case Value::Kind::Array: return access_array(node, object.as_array(), flattened(keys));
    case Value::Kind::String: return access_string(node, object.as_string(), flattened(keys));
    case Value::Kind::Hash: return access_hash(node, object.as_hash(), keys);
    default: return access_object(node, object, keys);
  }
}

std::int64_t Evaluation::array_index(const Value& key, const lang::Access& node, std::size_t position) {
  const Value number = numeric(key, key_node(node, position));
  if (!number.is_integer()) {
    fail(key_node(node, position), "An Array[] cannot use " + key_type_name(number) + " where Integer is expected",
         "BAD_SLICE_KEY_TYPE");
  }
  return clamped(number.as_integer());
}

Value Evaluation::access_array(const lang::Access& node, const Values& items, const Arguments& keys) {
  if (keys.empty() || keys.size() > 2) {
    fail(*node.object, "Array supports [] with one or two arguments. Got " + std::to_string(keys.size()),
         "BAD_ARRAY_SLICE_ARITY");
  }
  const std::int64_t first = array_index(keys[0], node, 0);
  if (keys.size() == 1) {
    return element_at(items, first);
  }
  const Slice slice = slice_of(first, array_index(keys[1], node, 1), items.size());
  const auto begin = items.begin() + static_cast<std::ptrdiff_t>(slice.first);
  return Value(Values(begin, begin + static_cast<std::ptrdiff_t>(slice.count)));
}

std::int64_t Evaluation::string_index(const Value& key, const lang::Access& node, std::size_t position) {
  const std::optional<Value> number = key.is_string() ? number_in(key.as_string()) : std::nullopt;
  const Value& index = number ? *number : key;
  if (!index.is_integer()) {
    fail(key_node(node, position),
         "A substring operation does not accept " + with_article(key_type_name(index)) +
             " as a character index. Expected an Integer",
         "BAD_STRING_SLICE_KEY_TYPE");
  }
  return clamped(index.as_integer());
}

Value Evaluation::access_string(const lang::Access& node, std::string_view text, const Arguments& keys) {
  if (keys.empty() || keys.size() > 2) {
    fail(*node.object, "String supports [] with one or two arguments. Got " + std::to_string(keys.size()),
         "BAD_STRING_SLICE_ARITY");
  }
  std::int64_t first = string_index(keys[0], node, 0);
  const std::int64_t count = keys.size() == 2 ? string_index(keys[1], node, 1) : 1;
  const std::vector<std::size_t> starts = character_starts(text);
  const std::size_t length = starts.size() - 1;
  if (keys.size() == 1 && first < -static_cast<std::int64_t>(length)) {
    return Value("");
  }
  const Slice slice = slice_of(first, count, length);
  const std::size_t begin = starts[slice.first];
  return Value(text.substr(begin, starts[slice.first + slice.count] - begin));
}

Value Evaluation::access_hash(const lang::Access& node, const Hash& hash, const Arguments& keys) {
  if (keys.empty()) {
    fail(*node.object, "Hash supports [] with one or more arguments. Got 0", "BAD_HASH_SLICE_ARITY");
  }
  Values found_values;
  for (const Value& key : keys) {
    const Value* found = hash.find(key);
    if (found != nullptr && !found->is_undef()) {
      found_values.push_back(*found);
    }
  }
  return Value(std::move(found_values));
}

Value Evaluation::access_object(const lang::Access& node, const Value& object, const Arguments& keys) {
  if (object.is_object()) {
    try {
      if (std::optional<Value> found = object.as_object().index(std::span(keys.data(), keys.size()))) {
        return std::move(*found);
      }
    } catch (TypeParameterError& error) {
      error.set_place_if_unknown(place(error.parameter() ? key_node(node, *error.parameter()) : node));
      throw;
    } catch (EvaluationError& error) {
      error.wrap(with_article(label_of(node)), place(node));
      throw;
    }
  }
  fail(*node.object, "Operator '[]' is not applicable to " + with_article(label_of(object)) + ".",
       "OPERATOR_NOT_APPLICABLE");
}

}  // namespace volley::runtime
