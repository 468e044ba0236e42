#include "stdlib/module_functions/module_functions.hpp"

#include "stdlib/functions/families.hpp"
#include "stdlib/module_functions/families.hpp"
#include "stdlib/module_functions/module_types.hpp"

namespace volley::stdlib {

void add_module_functions(runtime::FunctionRegistry& registry) {
  for (const auto family : {
           array_functions(),   hash_functions(),       removal_functions(), selection_functions(),
           choice_functions(),  number_functions(),     range_function(),    seeded_functions(),
           sorting_functions(), inspection_functions(), secret_functions(),  file_search_function(),
           deprecated_names(),  refused_functions(),    module_strings(),    module_shell(),
           module_paths(),      module_secrets(),       module_network(),    module_data(),
           module_formats(),    module_shortcuts(),
       }) {
    registry.add(family);
  }
  registry.add_types(module_types());
}

}  // namespace volley::stdlib
