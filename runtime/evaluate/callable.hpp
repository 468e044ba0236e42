// The compiled form of a definition's or lambda's parameters: types looked up once, argument counts worked out.
#pragma once

#include <span>

#include "lang/ast.hpp"
#include "runtime/evaluate/signature.hpp"
#include "runtime/value/pointer.hpp"

namespace volley::runtime {

class Callable final : public Cell {
 public:
  Signature signature;
  TypePointer returns;  // null: anything
  // Whether the types were written without variables, so that they mean the same at each call.
  bool constant = true;
  bool untyped = true;  // no parameter has a type: nothing to check
};

// Whether the expression gives the same value wherever it is evaluated: types, literals and lists of them.
[[nodiscard]] bool is_constant(const lang::Node& given);

}  // namespace volley::runtime
