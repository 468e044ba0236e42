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
class Iterator;
class Type;
}  // namespace volley::runtime

namespace volley::stdlib {

class Sequence {
 public:
  // An iterator that was walked through in part is either gone on with, or, when it can, begun again.
  enum class Reading : std::uint8_t { Afresh, Onwards };
  // Nothing to iterate over: the sequence of an unsuitable value is not valid().
  explicit Sequence(runtime::Value source, Reading reading = Reading::Afresh);

  [[nodiscard]] bool valid() const { return kind_ != Kind::None; }
  // Sets `element` and answers true, or answers false at the end.
  [[nodiscard]] bool next(runtime::Value& element);
  // Whether the elements are the entries of a hash, told by an iterator.
  [[nodiscard]] bool has_entries() const;
  // How many elements are left at most, where that is known without counting; 0 otherwise.
  [[nodiscard]] std::uint64_t known_count() const;
  // Passes over that many elements.
  void skip(std::uint64_t count);
  // All that is left, for functions that need the whole. A SizeError when that is too much.
  [[nodiscard]] runtime::Values rest();

 private:
  enum class Kind : std::uint8_t { None, Items, Entries, Characters, Range, Iterator };
  void open_object();
  void open_type(const runtime::Type& type);
  [[nodiscard]] bool next_character(runtime::Value& element);

  runtime::Value source_;  // keeps what is pointed to alive
  Kind kind_ = Kind::None;
  Reading reading_ = Reading::Afresh;
  const runtime::Iterator* iterator_ = nullptr;
  const runtime::Values* items_ = nullptr;
  std::size_t position_ = 0;
  std::int64_t current_ = 0;
  std::uint64_t range_left_ = 0;
  std::uint64_t walked_ = 0;  // how far the walk through an iterator is
};

// The sequence of an argument; an EvaluationError when it cannot be iterated (a negative integer).
[[nodiscard]] Sequence elements_of(const runtime::Call& call, const runtime::Value& source,
                                   Sequence::Reading reading = Sequence::Reading::Afresh);

// Calls the lambda with index and element, or with key and value where the elements are entries.
[[nodiscard]] runtime::Value yield_numbered(runtime::Call& call, const Sequence& sequence, std::int64_t index,
                                            const runtime::Value& element);

}  // namespace volley::stdlib
