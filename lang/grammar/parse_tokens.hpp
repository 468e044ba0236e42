// The door to the grammar: the only header of it that the rest of the room includes.
#pragma once

#include "lang/tree_builder.hpp"

namespace volley::lang {

enum class Shape { Program, Template, TypeExpression };

// Runs the grammar over the tokens; throws ParseError where they make no sense.
void parse_tokens(const TokenStream& stream, Shape shape, TreeBuilder& builder);

}  // namespace volley::lang
