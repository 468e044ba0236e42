// The static checks that Puppet makes before it runs anything, in the mode in which plans run: what describes a catalog
// is refused outside of apply blocks, what has no effect or no sense is refused everywhere.
#pragma once

#include <vector>

#include "lang/ast.hpp"
#include "lang/tree_builder.hpp"

namespace volley::lang {

// Throws ParseError with all errors found, in the order of the tree.
void validate(const Program& program, const std::vector<OversizedInteger>& oversized);

}  // namespace volley::lang
