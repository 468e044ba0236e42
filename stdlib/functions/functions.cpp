#include "stdlib/functions/functions.hpp"

#include "stdlib/functions/families.hpp"
#include "stdlib/module_functions/module_types.hpp"

namespace volley::stdlib {

void add_core_functions(runtime::FunctionRegistry& registry) {
  for (const Family family : {iteration_each(),
                              iteration_map(),
                              iteration_search(),
                              iteration_group(),
                              iteration_lazy(),
                              iteration_tree(),
                              collection(),
                              ordering(),
                              navigation(),
                              typing(),
                              calling(),
                              string_shape(),
                              string_pattern(),
                              string_format(),
                              string_compare(),
                              shell_text(),
                              digest(),
                              numeric(),
                              extremes(),
                              log(),
                              lookup(),
                              templates(),
                              time(),
                              unsupported(),
                              module_strings(),
                              module_shell(),
                              module_paths(),
                              module_secrets(),
                              module_network(),
                              module_data(),
                              module_formats(),
                              module_shortcuts()}) {
    registry.add(family);
  }
  registry.add_types(module_types());
}

}  // namespace volley::stdlib
