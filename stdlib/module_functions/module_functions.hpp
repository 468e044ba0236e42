// The functions of the standard module (merge, pick, range, ...): plans lean on them, so they are built in and need no
// module. A function of the same name on the module path, written in the plan language, goes before these.
//
//   stdlib::add_module_functions(registry);
#pragma once

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

void add_module_functions(runtime::FunctionRegistry& registry);

}  // namespace volley::stdlib
