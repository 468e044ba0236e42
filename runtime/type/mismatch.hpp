// Why a value is not of a type: a list of mismatches, each with the way to the part of the value that it is about.
// list_mismatches() and describe_mismatch() turn them into text.
#pragma once

#include <string>
#include <vector>

#include "runtime/type/range.hpp"
#include "runtime/type/type.hpp"

namespace volley::runtime {

struct PathElement {
  std::string text;
  bool is_variant = false;  // names the option of a Variant, not a part of the value
  bool operator==(const PathElement&) const = default;
};

using Path = std::vector<PathElement>;

struct Mismatch {
  enum class Kind { Type, Pattern, Size, Count, MissingKey, UnknownKey, Unresolved };
  Kind kind;
  Path path;
  TypePointer expected;  // Type, Pattern
  TypePointer actual;
  Range expected_size;  // Size, Count
  Range actual_size;
  std::string key;  // the key, or the unresolved name

  // The way without the options of Variants.
  [[nodiscard]] Path canonical_path() const;
  [[nodiscard]] std::string message() const;
};

[[nodiscard]] std::vector<Mismatch> find_mismatches(const Type& expected, const TypePointer& actual, Path path);

}  // namespace volley::runtime
