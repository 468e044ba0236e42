// Names to slots: each variable learns in which frames it may be found, so that nothing is looked up by name in loops.
//
// Frames are the program, functions, plans, lambdas and templates. Lambdas see the frames around them, functions and
// plans see none; what is in no frame is looked up by name in the top scope.
#pragma once

#include "lang/ast.hpp"

namespace volley::lang {

void resolve(Program& program);

}  // namespace volley::lang
