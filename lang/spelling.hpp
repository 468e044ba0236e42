// How operators are written in the source.
#pragma once

#include <string_view>

#include "lang/ast.hpp"

namespace volley::lang {

[[nodiscard]] std::string_view spelling(BinaryOperator operation);
[[nodiscard]] std::string_view spelling(AssignmentOperator operation);
[[nodiscard]] std::string_view spelling(RelationshipOperator operation);
[[nodiscard]] std::string_view spelling(AttributeOperator operation);

}  // namespace volley::lang
