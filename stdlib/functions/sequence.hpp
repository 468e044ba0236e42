// The elements of anything that a plan may iterate over, one after the other: arrays, hashes (as pairs), the characters
// of strings, 0 up to an integer, integer ranges and enumerations as types, and objects with elements.
//
//   Sequence sequence = elements_of(call, value);
//   for (Value element; sequence.next(element);) ...
#pragma once

#include <cstdint>

#include "runtime/evaluate/function.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {
class Type;
}

namespace volley::stdlib {

class Sequence {
 public:
  // Nothing to iterate over: the sequence of an unsuitable value is not valid().
  explicit Sequence(runtime::Value source);

  [[nodiscard]] bool valid() const { return kind_ != Kind::None; }
  // Sets `element` and answers true, or answers false at the end.
  [[nodiscard]] bool next(runtime::Value& element);
  // How many elements are left, where that is known without counting; 0 otherwise.
  [[nodiscard]] std::uint64_t known_count() const { return kind_ == Kind::Range ? range_left_ : 0; }
  // Passes over that many elements.
  void skip(std::uint64_t count);
  // From now on the elements come from the last to the first.
  void reverse();
  // All that is left, for functions that need the whole. A SizeError when that is too much.
  [[nodiscard]] runtime::Values rest();

 private:
  enum class Kind : std::uint8_t { None, Items, Entries, Characters, Range };
  void open_object();
  void open_type(const runtime::Type& type);
  [[nodiscard]] bool next_character(runtime::Value& element);
  [[nodiscard]] bool next_backwards(runtime::Value& element);

  runtime::Value source_;  // keeps what is pointed to alive
  Kind kind_ = Kind::None;
  const runtime::Values* items_ = nullptr;
  std::size_t position_ = 0;
  std::int64_t current_ = 0;
  std::uint64_t range_left_ = 0;
  bool backwards_ = false;  // of Items and Range; position_ counts down then
};

// The sequence of an argument; an EvaluationError when it cannot be iterated (a negative integer).
[[nodiscard]] Sequence elements_of(const runtime::Call& call, const runtime::Value& source);

}  // namespace volley::stdlib
