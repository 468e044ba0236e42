// The plan functions of Bolt: targets, actions, plans, output, files of the controller.
#pragma once

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

void add_bolt_functions(runtime::FunctionRegistry& registry);

}  // namespace volley::stdlib
