// Rules over tokens: the letters of the grammar proper.
#pragma once

#include <tao/pegtl.hpp>

#include "lang/token.hpp"

namespace volley::lang::grammar {

using namespace tao::pegtl;  // NOLINT(google-build-using-namespace): a grammar is written in the words of its library
using K = TokenKind;

template <TokenKind... Kinds>
struct token : one<static_cast<char>(Kinds)...> {};

// Forward declarations of the rules that every theme refers to.
struct expression;
struct assignment;
struct statements;
struct block;
struct lambda;
struct parameter_list;
struct opt_return_type;
struct type_with_arguments;

// Always true; mark a point at which the builder has something to note.
struct absent : success {};

}  // namespace volley::lang::grammar
