// Puppet's built-in functions, as tables by family; one call makes them all known to a registry.
//
//   runtime::FunctionRegistry registry;
//   stdlib::add_core_functions(registry);
#pragma once

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

void add_core_functions(runtime::FunctionRegistry& registry);

}  // namespace volley::stdlib
