// The operators of expressions and how strongly they bind. Higher binds tighter; all infix operators group to the left.
#pragma once

#include <array>
#include <cstdint>

#include "lang/ast.hpp"
#include "lang/token.hpp"

namespace volley::lang {

struct InfixRow {
  TokenKind token;
  BinaryOperator operation;
  std::uint8_t precedence;
};

inline constexpr std::uint8_t selector_precedence = 4;
inline constexpr std::uint8_t minus_precedence = 12;
inline constexpr std::uint8_t splat_precedence = 13;
inline constexpr std::uint8_t not_precedence = 14;

// Note that == binds tighter than <, and `in` tighter than arithmetic: that is the language, not an accident here.
inline constexpr std::array<InfixRow, 18> infix_operators{{
    {TokenKind::In, BinaryOperator::In, 11},
    {TokenKind::Match, BinaryOperator::Match, 10},
    {TokenKind::NoMatch, BinaryOperator::NotMatch, 10},
    {TokenKind::Times, BinaryOperator::Multiply, 9},
    {TokenKind::Divide, BinaryOperator::Divide, 9},
    {TokenKind::Modulo, BinaryOperator::Modulo, 9},
    {TokenKind::Plus, BinaryOperator::Add, 8},
    {TokenKind::Minus, BinaryOperator::Subtract, 8},
    {TokenKind::LeftShift, BinaryOperator::LeftShift, 7},
    {TokenKind::RightShift, BinaryOperator::RightShift, 7},
    {TokenKind::NotEqual, BinaryOperator::NotEqual, 6},
    {TokenKind::IsEqual, BinaryOperator::Equal, 6},
    {TokenKind::GreaterEqual, BinaryOperator::GreaterEqual, 5},
    {TokenKind::Greater, BinaryOperator::Greater, 5},
    {TokenKind::Less, BinaryOperator::Less, 5},
    {TokenKind::LessEqual, BinaryOperator::LessEqual, 5},
    {TokenKind::And, BinaryOperator::And, 3},
    {TokenKind::Or, BinaryOperator::Or, 2},
}};

constexpr const InfixRow& infix_row(TokenKind token) {
  for (const InfixRow& row : infix_operators) {
    if (row.token == token) {
      return row;
    }
  }
  return infix_operators.back();
}

}  // namespace volley::lang
