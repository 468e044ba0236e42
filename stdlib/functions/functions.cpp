#include "stdlib/functions/functions.hpp"

#include "stdlib/functions/families.hpp"

namespace volley::stdlib {

void add_core_functions(runtime::FunctionRegistry& registry) {
  for (const Family family :
       {iteration_each(), iteration_map(), iteration_search(), iteration_group(), iteration_lazy(), iteration_tree(),
        collection(),     ordering(),      navigation(),       typing(),          calling(),        string_shape(),
        string_pattern(), string_format(), string_compare(),   shell_text(),      digest(),         numeric(),
        extremes(),       log(),           lookup(),           templates(),       time(),           unsupported()}) {
    registry.add(family);
  }
}

}  // namespace volley::stdlib
