// Arithmetic where an operand is a time, a version, bytes or a URI.
#pragma once

#include <optional>

#include "runtime/evaluate/arithmetic.hpp"

namespace volley::runtime {

// Nothing when the operation is one of plain numbers and collections. Throws std::invalid_argument, with Puppet's
// reason, for operands that do not go together.
[[nodiscard]] std::optional<ArithmeticResult> calculate_special(lang::BinaryOperator operation, const Value& left,
                                                                const Value& right);

// -$value of a time or a version; nothing for others.
[[nodiscard]] std::optional<Value> negated_special(const Value& value);

}  // namespace volley::runtime
