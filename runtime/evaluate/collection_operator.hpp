// `+` and `-` on arrays and hashes. Throws std::invalid_argument for operands that do not go together.
#pragma once

#include "runtime/value/hash.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

[[nodiscard]] Value concatenate(Value left, const Value& right);
[[nodiscard]] Value remove(const Value& left, const Value& right);
// [[key, value], ...]
[[nodiscard]] Values pairs_of(const Hash& hash);

}  // namespace volley::runtime
