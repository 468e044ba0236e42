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

// The common case: two integers, and a result that is one or says how they compare. Empty: others know more.
[[nodiscard]] inline std::optional<Value> plain_result(lang::BinaryOperator operation, std::int64_t left,
                                                       std::int64_t right) {
  std::int64_t result = 0;
  bool done = false;
  switch (operation) {
    case lang::BinaryOperator::Add: done = !__builtin_add_overflow(left, right, &result); break;
    case lang::BinaryOperator::Subtract: done = !__builtin_sub_overflow(left, right, &result); break;
    case lang::BinaryOperator::Multiply: done = !__builtin_mul_overflow(left, right, &result); break;
    case lang::BinaryOperator::Divide:
    case lang::BinaryOperator::Modulo:
      done = left >= 0 && right > 0;
      if (done) {
        result = operation == lang::BinaryOperator::Divide ? left / right : left % right;
      }
      break;
    case lang::BinaryOperator::Equal: return left == right;
    case lang::BinaryOperator::NotEqual: return left != right;
    case lang::BinaryOperator::Less: return left < right;
    case lang::BinaryOperator::LessEqual: return left <= right;
    case lang::BinaryOperator::Greater: return left > right;
    case lang::BinaryOperator::GreaterEqual: return left >= right;
    default: break;
  }
  return done ? std::optional<Value>(result) : std::nullopt;
}

// The number that a string denotes ("0x1F", " -1.5 "), nothing for other text.
[[nodiscard]] std::optional<Value> number_in(std::string_view text);

}  // namespace volley::runtime
