#include <algorithm>
#include <stdexcept>

#include "lang/chain.hpp"
#include "runtime/evaluate/arithmetic.hpp"
#include "runtime/evaluate/collection_operator.hpp"
#include "runtime/evaluate/compare.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluation.hpp"
#include "runtime/evaluate/label.hpp"
#include "runtime/evaluate/special_arithmetic.hpp"
#include "runtime/type/iterator.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/semver_range.hpp"
#include "runtime/value/text.hpp"
#include "runtime/value/time_value.hpp"

namespace volley::runtime {

using lang::BinaryOperator;

namespace {

bool is_comparison(BinaryOperator operation) {
  return operation >= BinaryOperator::Equal && operation <= BinaryOperator::GreaterEqual;
}

}  // namespace

Value Evaluation::operator()(const lang::Binary& node) {
  return lang::chained_part(*node.left) == nullptr ? binary(node, evaluate(*node.left)) : chain(node);
}

Value Evaluation::binary(const lang::Binary& node, Value&& left) {
  switch (node.operation) {
    case BinaryOperator::And: return left.truthy() && evaluate(*node.right).truthy();
    case BinaryOperator::Or: return left.truthy() || evaluate(*node.right).truthy();
    case BinaryOperator::Match:
    case BinaryOperator::NotMatch: return match(node, left);
    case BinaryOperator::In: {
      const Value container = evaluate(*node.right);
      try {
        return contains(container, left, frame_);
      } catch (const RegexpError& error) {
        fail_wrapped(node, error.what());
      }
    }
    default: break;
  }
  const Value right = evaluate(*node.right);
  if (left.is_integer() && right.is_integer()) {
    if (std::optional<Value> result = plain_result(node.operation, left.as_plain_integer(), right.as_plain_integer())) {
      return std::move(*result);
    }
  }
  return is_comparison(node.operation) ? compare_values(node, left, right) : arithmetic(node, std::move(left), right);
}

Value Evaluation::operator()(const lang::Unary& node) {
  if (node.operation == lang::UnaryOperator::Not) {
    return !evaluate(*node.operand).truthy();
  }
  const Value given = evaluate(*node.operand);
  try {
    if (std::optional<Value> negated = negated_special(given)) {
      return std::move(*negated);
    }
  } catch (const std::invalid_argument& error) {
    fail_wrapped(node, error.what());
  }
  return negated_number(numeric(given, node));
}

Value Evaluation::operator()(const lang::Unfold& node) {
  Value candidate = evaluate(*node.operand);
  if (candidate.is_array()) {
    return candidate;
  }
  if (candidate.is_undef()) {
    return Value(Values{});
  }
  if (candidate.is_hash()) {
    return Value(pairs_of(candidate.as_hash()));
  }
  if (const auto* iterator = candidate.as<Iterator>()) {
    return Value(iterator->all());
  }
  if (candidate.is_object() && candidate.as_object().elements() != nullptr) {
    return Value(*candidate.as_object().elements());
  }
  return Value(Values{std::move(candidate)});
}

Value Evaluation::numeric(const Value& value, const lang::Node& node) {
  if (is_numeric(value)) {
    return value;
  }
  const std::optional<Value> number = value.is_string() ? number_in(value.as_string()) : std::nullopt;
  if (!number) {
    fail(node, "The value '" + ruby_text(value) + "' cannot be converted to Numeric.", "NOT_NUMERIC");
  }
  fail(node,
       "The string '" + std::string(value.as_string()) + "' was automatically coerced to the numerical value " +
           to_text(*number),
       "NUMERIC_COERCION");
}

namespace {

bool takes_part_in_arithmetic(const Value& value) {
  return value.as<TimeValue>() != nullptr || value.as<SemVer>() != nullptr;
}

}  // namespace

Value Evaluation::arithmetic(const lang::Binary& node, Value&& left, const Value& right) {
  std::optional<ArithmeticResult> special;
  if (!left.is_number() || !right.is_number()) {
    const bool collection = left.is_array() || left.is_hash();
    if (collection && (node.operation == BinaryOperator::Add || node.operation == BinaryOperator::Subtract ||
                       node.operation == BinaryOperator::LeftShift)) {
      return collection_operator(node, std::move(left), right);
    }
    try {
      special = is_numeric(left) && is_numeric(right) ? calculate(node.operation, left, right)
                                                      : calculate_special(node.operation, left, right);
    } catch (const std::invalid_argument& error) {
      fail_wrapped(node, error.what());
    }
    if (!special) {
      if (!takes_part_in_arithmetic(left)) {
        static_cast<void>(numeric(left, *node.left));
      }
      static_cast<void>(numeric(right, *node.right));
    }
  }
  ArithmeticResult result = special ? std::move(*special) : calculate(node.operation, left, right);
  if (auto* value = std::get_if<Value>(&result)) {
    return std::move(*value);
  }
  const std::string symbol(symbol_of(node.operation));
  if (const auto* overflow = std::get_if<Overflow>(&result)) {
    fail(node,
         with_upper_article(label_of(node)) + " resulted in a value outside of Puppet Integer " +
             (overflow->positive ? "max" : "min") + " range, got '" + overflow->hexadecimal + "'",
         "NUMERIC_OVERFLOW");
  }
  if (std::holds_alternative<DivisionByZero>(result)) {
    fail(*node.right, "Division by 0", "DIV_BY_ZERO");
  }
  if (std::holds_alternative<Infinite>(result)) {
    fail(*node.left, "The result of the " + symbol + " expression is Infinity", "RESULT_IS_INFINITY");
  }
  const std::string problem = "Operator '" + symbol + "' is not applicable to " + with_article(label_of(left));
  const bool together = is_whole_number(left) && !right.as<SemVer>();
  if (together || std::holds_alternative<NotApplicableTogether>(result)) {
    fail(*node.left, problem + " when right side is " + with_article(label_of(right)) + ".",
         "OPERATOR_NOT_APPLICABLE_WHEN");
  }
  fail(*node.left, problem + ".", "OPERATOR_NOT_APPLICABLE");
}

Value Evaluation::collection_operator(const lang::Binary& node, Value&& left, const Value& right) {
  try {
    switch (node.operation) {
      case BinaryOperator::Add: return concatenate(std::move(left), right);
      case BinaryOperator::Subtract: return remove(left, right);
      default: break;
    }
  } catch (const std::invalid_argument& error) {
    fail_wrapped(node, error.what());
  }
  if (!left.is_array()) {
    fail(*node.left, "Operator '<<' is not applicable to a Hash.", "OPERATOR_NOT_APPLICABLE");
  }
  return std::move(left).with_items(std::span(&right, 1));
}

namespace {

// Types are ordered by what they include.
bool compare_types(BinaryOperator operation, const Type& left, const Value& right_value) {
  const bool equal = right_value.is_object() && left.equals(right_value.as_object());
  if (operation == BinaryOperator::Equal || operation == BinaryOperator::NotEqual) {
    return equal == (operation == BinaryOperator::Equal);
  }
  const auto* right = right_value.as<Type>();
  if (right == nullptr) {
    return false;
  }
  switch (operation) {
    case BinaryOperator::Less: return right->assignable_from(left) && !equal;
    case BinaryOperator::LessEqual: return right->assignable_from(left);
    case BinaryOperator::Greater: return left.assignable_from(*right) && !equal;
    default: return left.assignable_from(*right);
  }
}

bool holds(BinaryOperator operation, int order) {
  switch (operation) {
    case BinaryOperator::Equal: return order == 0;
    case BinaryOperator::NotEqual: return order != 0;
    case BinaryOperator::Less: return order < 0;
    case BinaryOperator::LessEqual: return order <= 0;
    case BinaryOperator::Greater: return order > 0;
    default: return order >= 0;
  }
}

}  // namespace

Value Evaluation::compare_values(const lang::Binary& node, const Value& left, const Value& right) {
  if (const auto* type = left.as<Type>()) {
    return compare_types(node.operation, *type, right);
  }
  if (node.operation == BinaryOperator::Equal || node.operation == BinaryOperator::NotEqual) {
    return loosely_equal(left, right) == (node.operation == BinaryOperator::Equal);
  }
  try {
    return holds(node.operation, compare_order(left, right));
  } catch (const std::invalid_argument& error) {
    fail(node,
         "Comparison of: " + label_of(left) + " " + std::string(symbol_of(node.operation)) + " " + label_of(right) +
             ", is not possible. Caused by '" + error.what() + "'.",
         "COMPARISON_NOT_POSSIBLE");
  }
}

Value Evaluation::match(const lang::Binary& node, const Value& left) {
  const Value right = evaluate(*node.right);
  const bool wanted = node.operation == BinaryOperator::Match;
  const auto* regexp = right.as<Regexp>();
  if (const auto* type = right.as<Type>()) {
    return type->matches(left) == wanted;
  }
  if (const auto* range = regexp == nullptr ? right.as<SemVerRange>() : nullptr) {
    return range->takes(left) == wanted;
  }
  try {
    Pointer<const Regexp> compiled;
    if (regexp == nullptr) {
      if (!right.is_string()) {
        throw RegexpError("no implicit conversion of " + label_of(right) + " into String");
      }
      compiled = Regexp::compile(right.as_string());
      regexp = compiled.get();
    }
    if (!left.is_string()) {
      fail(*node.left, "Left match operand must result in a String value. Got " + with_article(label_of(left)) + ".",
           "MATCH_NOT_STRING");
    }
    return match_regexp(*regexp, left, frame_) == wanted;
  } catch (const RegexpError& error) {
    fail(*node.right,
         std::string("Can not convert right match operand to a regular expression. Caused by '") + error.what() + "'.",
         "MATCH_NOT_REGEXP");
  }
}

}  // namespace volley::runtime
