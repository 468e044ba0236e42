// Whether a statement does nothing but produce a value.
#pragma once

#include "lang/ast.hpp"

namespace volley::lang {

// A missing node has no effect either.
[[nodiscard]] bool has_no_effect(const Node* node);

}  // namespace volley::lang
