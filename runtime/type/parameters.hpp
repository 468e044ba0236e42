// The parameters in one T[...]: how many there are, of which kind, and the errors when they do not fit. Used by
// parameterize() alone.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "runtime/type/range.hpp"
#include "runtime/type/type.hpp"

namespace volley::runtime {

inline constexpr std::size_t kNoMaximum = static_cast<std::size_t>(-1);

class Parameters {
 public:
  // Nested lists count as if they were written out, unless `flatten` is false.
  Parameters(const Type& base, std::span<const Value> values, bool flatten = true);

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] const Value& operator[](std::size_t position) const { return values_[position]; }
  [[nodiscard]] const Values& values() const { return values_; }
  void drop_last() { values_.pop_back(); }

  // The error with another name of the type in front.
  void expect_count_named(const std::string& label, std::size_t least, std::size_t shown, std::size_t most) const;
  // "Array-Type[] accepts 1 to 3 arguments. Got 4"
  void expect_count(std::size_t least, std::size_t most) const;
  // The same error where Puppet names the type with an article: "A Struct-Type[] accepts ..."
  void expect_count_of_specialization(std::size_t least, std::size_t most) const;
  // "Array-Type[] arguments must be types. Got Integer"
  [[nodiscard]] TypePointer type_at(std::size_t position) const;
  [[nodiscard]] bool is_type(std::size_t position) const { return values_[position].as<Type>() != nullptr; }
  // An integer or default.
  [[nodiscard]] bool is_bound(std::size_t position) const;
  // The one or two bounds (or one Integer type) from `first` on.
  [[nodiscard]] Range size_from(std::size_t first) const;
  // A range of integers, checked for its order.
  [[nodiscard]] Range range_from(std::size_t first) const;
  // "Error creating type specialization of an Enum-Type, Cannot use Integer where String is expected"
  [[noreturn]] void fail_specialization(std::size_t position, std::string_view expected) const;

 private:
  [[nodiscard]] std::string label() const { return base_.to_string() + "-Type"; }

  const Type& base_;
  Values values_;
};

// "a"/"an" for the word that follows.
[[nodiscard]] std::string_view article(std::string_view word);
// The name of the class that Puppet's messages show for a value of the wrong kind: "NilClass", "Integer".
[[nodiscard]] std::string ruby_class_name(const Value& value);
// "'from' must be less or equal to 'to'. Got (5, 1"
[[noreturn]] void fail_order(const std::string& from, const std::string& to);

}  // namespace volley::runtime
