// Arithmetic on integers and floats as the language defines it: 64-bit with overflow as an error, division and modulo
// rounding down, mixed operands as floats.
#pragma once

#include <cstdint>
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

// The common case, two integers that are the plain case of the operation. Empty: calculate() knows more.
[[nodiscard]] inline std::optional<std::int64_t> plain_result(lang::BinaryOperator operation, std::int64_t left,
                                                              std::int64_t right) {
  std::int64_t result = 0;
  switch (operation) {
    case lang::BinaryOperator::Add:
      return __builtin_add_overflow(left, right, &result) ? std::nullopt : std::optional(result);
    case lang::BinaryOperator::Subtract:
      return __builtin_sub_overflow(left, right, &result) ? std::nullopt : std::optional(result);
    case lang::BinaryOperator::Multiply:
      return __builtin_mul_overflow(left, right, &result) ? std::nullopt : std::optional(result);
    case lang::BinaryOperator::Divide: return left < 0 || right <= 0 ? std::nullopt : std::optional(left / right);
    case lang::BinaryOperator::Modulo: return left < 0 || right <= 0 ? std::nullopt : std::optional(left % right);
    default: return std::nullopt;
  }
}

// The number that a string denotes ("0x1F", " -1.5 "), nothing for other text.
[[nodiscard]] std::optional<Value> number_in(std::string_view text);

}  // namespace volley::runtime
