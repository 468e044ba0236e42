// Arithmetic on integers and floats as the language defines it: 64-bit with overflow as an error, division and modulo
// rounding down, mixed operands as floats.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "lang/ast.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

// Why there is no result.
struct Overflow {
  bool positive;
  std::string hexadecimal;  // "+0x8000000000000000"
};
struct DivisionByZero {};
struct NotApplicable {};          // % << >> with a float
struct NotApplicableTogether {};  // the right operand is to blame
struct Infinite {};
using ArithmeticResult = std::variant<Value, Overflow, DivisionByZero, NotApplicable, NotApplicableTogether, Infinite>;

// Both operands are numbers. Throws std::invalid_argument for a shift that nobody can do.
[[nodiscard]] ArithmeticResult calculate(lang::BinaryOperator operation, const Value& left, const Value& right);

// The number that a string denotes ("0x1F", " -1.5 "), nothing for other text.
[[nodiscard]] std::optional<Value> number_in(const std::string& text);

}  // namespace volley::runtime
