// Integers that do not fit into the 64 bits of a Value, as an object that behaves like any other Integer.
//
//   Value number = big_integer_from_digits("99999999999999999999", 10, false);
//   if (is_numeric(number)) use(compare_numbers(number, Value(1)));
//
// What fits into 64 bits is never a BigInteger: everything here answers with a plain Integer then. Value::is_integer()
// and is_number() know only plain numbers; the functions here know all of them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/value/object.hpp"

namespace volley::runtime {

class BigInteger final : public Object {
 public:
  struct Number;  // of the library that calculates
  explicit BigInteger(std::unique_ptr<const Number> number);
  ~BigInteger() override;

  [[nodiscard]] const Number& number() const { return *number_; }
  [[nodiscard]] bool negative() const;
  [[nodiscard]] double to_float() const;

  [[nodiscard]] std::string_view type_name() const override { return "Integer"; }
  [[nodiscard]] std::string to_string() const override;
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override;

 private:
  std::unique_ptr<const Number> number_;
};

// `digits` holds nothing but digits of the base, at least one.
[[nodiscard]] Value big_integer_from_digits(std::string_view digits, unsigned base, bool negative);
// A finite number; what is behind the point is dropped.
[[nodiscard]] Value whole_number(double number);

[[nodiscard]] bool is_whole_number(const Value& value);
[[nodiscard]] bool is_numeric(const Value& value);

// The functions below take numbers of any kind, those that say so only Integers.
// Exactly, also where a Float cannot tell two Integers apart; nothing when one is not a number at all (NaN).
[[nodiscard]] std::optional<int> compare_numbers(const Value& a, const Value& b);
[[nodiscard]] Value negated_number(const Value& number);
[[nodiscard]] Value absolute_number(const Value& number);

// Of Integers. Division rounds down; the divisor is not 0.
enum class WholeOperation : std::uint8_t { Add, Subtract, Multiply, Divide, Modulo };
[[nodiscard]] Value calculate_whole(WholeOperation operation, const Value& a, const Value& b);
// To the left by a positive number of bits, to the right by a negative one.
[[nodiscard]] Value shifted_whole(const Value& number, std::int64_t bits);

// Of an Integer: its digits without the sign, in base 2, 8, 10 or 16.
[[nodiscard]] std::string whole_digits(const Value& number, unsigned base);
// Of an Integer: the endless complement of a negative number, without its leading "..": "fa9" for -87 in base 16.
[[nodiscard]] std::string complement_digits(const Value& number, unsigned base);

}  // namespace volley::runtime
