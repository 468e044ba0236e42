// The tables of the functions of the standard module, one for each family; they last as long as the program.
#pragma once

#include <span>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

using ModuleFamily = std::span<const runtime::FunctionRecord>;

ModuleFamily array_functions();
ModuleFamily hash_functions();
ModuleFamily removal_functions();
ModuleFamily selection_functions();
ModuleFamily choice_functions();
ModuleFamily number_functions();
ModuleFamily range_function();
ModuleFamily seeded_functions();
ModuleFamily sorting_functions();
ModuleFamily inspection_functions();
ModuleFamily secret_functions();
ModuleFamily file_search_function();
ModuleFamily deprecated_names();
ModuleFamily refused_functions();

}  // namespace volley::stdlib
