// A value of the plan language: 16 bytes, cheap to copy, and immutable for everybody who has a copy.
//
//   Value greeting("hello");                       // String
//   Value list(Values{1, 2.5, true});              // Array
//   if (value.is_string()) use(value.as_string());
//
// undef, default, booleans, integers and floats live in the value itself; strings, arrays, hashes and objects
// (everything rarer, see object.hpp) are shared cells. The as_* accessors require the matching is_*.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/value/pointer.hpp"

namespace volley::runtime {

class Hash;
class Object;

class Value;
using Values = std::vector<Value, AccountedAllocator<Value>>;

class Value {
 public:
  enum class Kind : std::uint8_t { Undef, Default, Boolean, Integer, Float, String, Array, Hash, Object };

  Value() = default;  // undef
  Value(const Value& other) : kind_(other.kind_) {
    integer_ = other.integer_;
    retain();
  }
  Value(Value&& other) noexcept : kind_(std::exchange(other.kind_, Kind::Undef)) { integer_ = other.integer_; }
  Value& operator=(const Value& other) { return *this = Value(other); }
  // What is here goes last: the other value may be a part of it.
  Value& operator=(Value&& other) noexcept {
    const Value previous(std::move(*this));
    kind_ = std::exchange(other.kind_, Kind::Undef);
    integer_ = other.integer_;
    return *this;
  }
  ~Value() { release(); }
  // Makes it undef.
  void clear() { const Value gone(std::move(*this)); }

  // Implicit on purpose: values are built from plain data all over the built-in functions.
  Value(bool value) : kind_(Kind::Boolean) { boolean_ = value; }                                    // NOLINT
  Value(int value) : kind_(Kind::Integer) { integer_ = value; }                                     // NOLINT
  Value(std::int64_t value) : kind_(Kind::Integer) { integer_ = value; }                            // NOLINT
  Value(std::uint32_t value) : kind_(Kind::Integer) { integer_ = value; }                           // NOLINT
  Value(std::size_t value) : kind_(Kind::Integer) { integer_ = static_cast<std::int64_t>(value); }  // NOLINT
  Value(double value) : kind_(Kind::Float) { float_ = value; }                                      // NOLINT
  Value(std::string_view text);                                                                     // NOLINT
  Value(const std::string& text) : Value(std::string_view(text)) {}                                 // NOLINT
  Value(const char* text) : Value(std::string_view(text)) {}                                        // NOLINT
  Value(Values items);                                                                              // NOLINT
  Value(Hash hash);                                                                                 // NOLINT
  template <typename T>
  requires std::is_base_of_v<Object, T> Value(const Pointer<T>& object) : Value(ObjectTag{}, object.get()) {}  // NOLINT

  [[nodiscard]] static Value undef() { return {}; }
  [[nodiscard]] static Value default_literal();
  // An object that somebody else holds already (`this` inside an Object).
  [[nodiscard]] static Value of(const Object& object) { return Value(ObjectTag{}, &object); }

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_undef() const { return kind_ == Kind::Undef; }
  [[nodiscard]] bool is_default() const { return kind_ == Kind::Default; }
  [[nodiscard]] bool is_boolean() const { return kind_ == Kind::Boolean; }
  [[nodiscard]] bool is_integer() const { return kind_ == Kind::Integer; }
  [[nodiscard]] bool is_float() const { return kind_ == Kind::Float; }
  [[nodiscard]] bool is_number() const { return is_integer() || is_float(); }
  [[nodiscard]] bool is_string() const { return kind_ == Kind::String; }
  [[nodiscard]] bool is_array() const { return kind_ == Kind::Array; }
  [[nodiscard]] bool is_hash() const { return kind_ == Kind::Hash; }
  [[nodiscard]] bool is_object() const { return kind_ == Kind::Object; }
  // Only false and undef are false in Puppet; '' and [] are true.
  [[nodiscard]] bool truthy() const { return kind_ == Kind::Boolean ? boolean_ : kind_ != Kind::Undef; }

  [[nodiscard]] bool as_boolean() const { return boolean_; }
  // What is an Integer but no plain one (big_integer.hpp) gives the plain Integer that is nearest to it.
  [[nodiscard]] std::int64_t as_integer() const { return is_object() ? nearest_integer() : integer_; }
  // Of what is_integer() only.
  [[nodiscard]] std::int64_t as_plain_integer() const { return integer_; }
  [[nodiscard]] double as_float() const { return float_; }
  [[nodiscard]] double as_number() const {
    return is_integer() ? static_cast<double>(integer_) : (is_object() ? nearest_float() : float_);
  }
  // Good as long as somebody holds the value.
  [[nodiscard]] std::string_view as_string() const;
  [[nodiscard]] const Values& as_array() const;
  [[nodiscard]] const Hash& as_hash() const;
  [[nodiscard]] const Object& as_object() const;
  // The object as a T, or nullptr when this is something else.
  template <typename T>
  [[nodiscard]] const T* as() const;

  // How many levels of containers this value has: 0 for a plain value, 1 for [1].
  [[nodiscard]] std::uint32_t nesting() const { return on_heap() ? cell_->nesting() : 0; }
  // How much memory it would take if nothing in it were shared.
  [[nodiscard]] std::uint64_t extent() const { return sizeof(Value) + (on_heap() ? cell_->extent() : 0); }
  // The value with more in it. Nothing is copied when nobody else holds the value.
  [[nodiscard]] bool unique() const { return on_heap() && cell_->references_ == 1; }
  [[nodiscard]] Value with_text(std::string_view added) &&;
  [[nodiscard]] Value with_items(std::span<const Value> added) &&;
  [[nodiscard]] Value with_entries(const Hash& added) &&;
  // Whether both are the same cell (or the same plain value); a quick "surely equal".
  [[nodiscard]] bool same(const Value& other) const;

 private:
  struct ObjectTag {};
  Value(ObjectTag, const Object* object);
  [[nodiscard]] std::int64_t nearest_integer() const;
  [[nodiscard]] double nearest_float() const;
  void adopt(Kind kind, const Cell* cell);
  static void destroy(const Cell* cell);
  [[nodiscard]] bool on_heap() const { return kind_ >= Kind::String; }
  void retain() const {
    if (on_heap()) {
      ++cell_->references_;
    }
  }
  void release() const {
    if (on_heap() && --cell_->references_ == 0) {
      destroy(cell_);
    }
  }

  Kind kind_ = Kind::Undef;
  union {
    bool boolean_;
    std::int64_t integer_ = 0;
    double float_;
    const Cell* cell_;
  };
};

static_assert(sizeof(Value) == 16);

// What a string is on the heap: its bytes stand right behind the cell. Only Value makes them.
class TextCell final : public Cell {
 public:
  // An empty one. Throws SizeError when there is more room in it than a text may need.
  [[nodiscard]] static TextCell* with_room(std::size_t bytes);
  static void operator delete(TextCell* cell, std::destroying_delete_t);

  [[nodiscard]] std::string_view text() const { return {reinterpret_cast<const char*>(this + 1), extent()}; }
  [[nodiscard]] bool has_room(std::size_t bytes) const { return room_ - extent() >= bytes; }
  // There has to be room.
  void append(std::string_view added) {
    std::copy(added.begin(), added.end(), reinterpret_cast<char*>(this + 1) + extent());
    set_extent(static_cast<std::uint32_t>(extent() + added.size()));
  }

 private:
  explicit TextCell(std::uint32_t room) : room_(room) {}
  std::uint32_t room_;
};

// What an array is on the heap. Only Value makes them.
struct ArrayCell final : Cell {
  explicit ArrayCell(Values values);
  void append(std::span<const Value> added);
  Values items;
};

inline std::string_view Value::as_string() const { return static_cast<const TextCell*>(cell_)->text(); }
inline const Values& Value::as_array() const { return static_cast<const ArrayCell*>(cell_)->items; }

// Equality as Ruby's eql?: types must agree (1 is not 1.0), strings compare exactly. Used for hash keys and unique.
[[nodiscard]] bool strictly_equal(const Value& a, const Value& b);
[[nodiscard]] std::size_t hash_code(const Value& value);

// Equality as the language's `==`: 1 == 1.0, strings without regard to ASCII case, containers element by element.
[[nodiscard]] bool loosely_equal(const Value& a, const Value& b);

}  // namespace volley::runtime
