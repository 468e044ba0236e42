#include "runtime/value/value.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/object.hpp"
#include "runtime/value/time_value.hpp"

namespace volley::runtime {
namespace {

struct HashCell final : Cell {
  explicit HashCell(Hash value) : hash(std::move(value)) { measure(); }
  void measure() {
    std::uint32_t deepest = 0;
    std::uint64_t extent = 0;
    for (const auto& [key, item] : hash) {
      deepest = std::max({deepest, key.nesting(), item.nesting()});
      extent += key.extent() + item.extent();
    }
    hold(deepest, extent);
  }
  void add(const Hash& added) {
    std::uint32_t deepest = nesting() - 1;
    std::uint64_t larger = extent();
    bool replaces = false;
    for (const auto& [key, item] : added) {
      deepest = std::max({deepest, key.nesting(), item.nesting()});
      larger += key.extent() + item.extent();
      replaces = !hash.set(key, item) || replaces;
    }
    if (replaces) {
      measure();
    } else {
      hold(deepest, larger);
    }
  }
  Hash hash;
};

char lower_ascii(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (std::size_t at = 0; at < a.size(); ++at) {
    if (lower_ascii(a[at]) != lower_ascii(b[at])) {
      return false;
    }
  }
  return true;
}

template <typename Equal>
bool equal_arrays(const Values& a, const Values& b, Equal equal) {
  if (a.size() != b.size()) {
    return false;
  }
  for (std::size_t at = 0; at < a.size(); ++at) {
    if (!equal(a[at], b[at])) {
      return false;
    }
  }
  return true;
}

template <typename Equal>
bool equal_hashes(const Hash& a, const Hash& b, Equal equal) {
  if (a.size() != b.size()) {
    return false;
  }
  for (const auto& [key, value] : a) {
    const Value* other = b.find(key);
    if (other == nullptr || !equal(value, *other)) {
      return false;
    }
  }
  return true;
}

std::size_t combine(std::size_t seed, std::size_t code) {
  return seed ^ (code + 0x9e3779b97f4a7c15ULL + (seed << 6U) + (seed >> 2U));
}

}  // namespace

TextCell* TextCell::with_room(std::size_t bytes) {
  check_text_size(bytes);
  // What the memory pool would round up to is room as well.
  constexpr std::size_t kStep = MemoryPool::kStep;
  const std::size_t size = (sizeof(TextCell) + bytes + kStep - 1) / kStep * kStep;
  return ::new (Cell::operator new(size)) TextCell(static_cast<std::uint32_t>(size - sizeof(TextCell)));
}

void TextCell::operator delete(TextCell* cell, std::destroying_delete_t) {
  const std::size_t size = sizeof(TextCell) + cell->room_;
  cell->~TextCell();
  Cell::operator delete(cell, size);
}

ArrayCell::ArrayCell(Values values) : items(std::move(values)) {
  std::uint32_t deepest = 0;
  std::uint64_t extent = 0;
  for (const Value& item : items) {
    deepest = std::max(deepest, item.nesting());
    extent += item.extent();
  }
  hold(deepest, extent);
}

void ArrayCell::append(std::span<const Value> added) {
  std::uint32_t deepest = nesting() - 1;
  std::uint64_t larger = extent();
  for (const Value& item : added) {
    deepest = std::max(deepest, item.nesting());
    larger += item.extent();
  }
  items.insert(items.end(), added.begin(), added.end());
  hold(deepest, larger);
}

void Object::nest_around(const Value& content) {
  hold(std::max(nesting(), content.nesting() + 1) - 1, extent() + content.extent());
}

void Object::nest_around(const Cell& content) {
  hold(std::max(nesting(), content.nesting() + 1) - 1, extent() + content.extent() + sizeof(Value));
}

void Value::destroy(const Cell* cell) { delete cell; }

void Value::adopt(Kind kind, const Cell* cell) {
  kind_ = kind;
  cell_ = cell;
  ++cell_->references_;
}

Value::Value(std::string_view text) {
  TextCell* const cell = TextCell::with_room(text.size());
  cell->append(text);
  adopt(Kind::String, cell);
}
Value::Value(Values items) { adopt(Kind::Array, new ArrayCell(std::move(items))); }
Value::Value(Hash hash) { adopt(Kind::Hash, new HashCell(std::move(hash))); }
Value::Value(ObjectTag, const Object* object) { adopt(Kind::Object, object); }

Value Value::default_literal() {
  Value value;
  value.kind_ = Kind::Default;
  return value;
}

const Hash& Value::as_hash() const { return static_cast<const HashCell*>(cell_)->hash; }
const Object& Value::as_object() const { return *static_cast<const Object*>(cell_); }

// Values that others hold are never written to; a cell that only this value holds is nobody else's business.
Value Value::with_text(std::string_view added) && {
  if (unique() && static_cast<const TextCell*>(cell_)->has_room(added.size())) {
    const_cast<TextCell*>(static_cast<const TextCell*>(cell_))->append(added);
    return std::move(*this);
  }
  const std::string_view text = as_string();
  const std::size_t needed = text.size() + added.size();
  check_text_size(needed);
  // One that has grown will grow again.
  TextCell* const grown = TextCell::with_room(unique() ? std::min(needed * 2, kMaximumText) : needed);
  grown->append(text);
  grown->append(added);
  Value value;
  value.adopt(Kind::String, grown);
  return value;
}

Value Value::with_items(std::span<const Value> added) && {
  if (unique()) {
    const_cast<ArrayCell*>(static_cast<const ArrayCell*>(cell_))->append(added);
    return std::move(*this);
  }
  Values items;
  items.reserve(as_array().size() + added.size());
  items.insert(items.end(), as_array().begin(), as_array().end());
  items.insert(items.end(), added.begin(), added.end());
  return Value(std::move(items));
}

Value Value::with_entries(const Hash& added) && {
  if (unique()) {
    const_cast<HashCell*>(static_cast<const HashCell*>(cell_))->add(added);
    return std::move(*this);
  }
  Hash joined = as_hash();
  for (const auto& [key, value] : added) {
    joined.set(key, value);
  }
  return Value(std::move(joined));
}

bool Value::same(const Value& other) const {
  if (kind_ != other.kind_) {
    return false;
  }
  switch (kind_) {
    case Kind::Undef:
    case Kind::Default: return true;
    case Kind::Boolean: return boolean_ == other.boolean_;
    case Kind::Integer: return integer_ == other.integer_;
    case Kind::Float: return float_ == other.float_;
    default: return cell_ == other.cell_;
  }
}

bool strictly_equal(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) {
    return false;
  }
  if (a.same(b)) {
    return true;
  }
  switch (a.kind()) {
    case Value::Kind::String: return a.as_string() == b.as_string();
    case Value::Kind::Array: return equal_arrays(a.as_array(), b.as_array(), strictly_equal);
    case Value::Kind::Hash: return equal_hashes(a.as_hash(), b.as_hash(), strictly_equal);
    case Value::Kind::Object: return a.as_object().equals(b.as_object());
    default: return false;
  }
}

bool loosely_equal(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) {
    if (a.kind() == b.kind()) {
      return a.is_integer() ? a.as_integer() == b.as_integer() : a.as_float() == b.as_float();
    }
    return compare_numbers(a, b) == 0;
  }
  if (a.kind() != b.kind()) {
    const Value& object = a.is_object() ? a : b;
    const Value& number = a.is_object() ? b : a;
    if (!number.is_number()) {
      return false;
    }
    const auto* time = object.as<TimeValue>();
    return time == nullptr ? is_numeric(object) && compare_numbers(object, number) == 0
                           : time->compared_to_number(number) == 0;
  }
  switch (a.kind()) {
    case Value::Kind::String: return equal_ignoring_case(a.as_string(), b.as_string());
    case Value::Kind::Array: return equal_arrays(a.as_array(), b.as_array(), loosely_equal);
    case Value::Kind::Hash: return equal_hashes(a.as_hash(), b.as_hash(), loosely_equal);
    default: return strictly_equal(a, b);
  }
}

std::size_t hash_code(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Undef: return 0x11;
    case Value::Kind::Default: return 0x13;
    case Value::Kind::Boolean: return value.as_boolean() ? 0x17 : 0x1f;
    case Value::Kind::Integer: return std::hash<std::int64_t>{}(value.as_integer()) * 0x9e3779b97f4a7c15ULL;
    case Value::Kind::Float: return std::hash<double>{}(value.as_float());
    case Value::Kind::String: return std::hash<std::string_view>{}(value.as_string());
    case Value::Kind::Array: {
      std::size_t code = 0x29;
      for (const Value& item : value.as_array()) {
        code = combine(code, hash_code(item));
      }
      return code;
    }
    case Value::Kind::Hash: {
      // Order does not matter for equality, so it must not matter here.
      std::size_t code = 0x2b;
      for (const auto& [key, item] : value.as_hash()) {
        code += combine(hash_code(key), hash_code(item));
      }
      return code;
    }
    case Value::Kind::Object: return value.as_object().hash_code();
  }
  return 0;
}

}  // namespace volley::runtime
