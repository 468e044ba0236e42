#include "stdlib/bolt/bolt_functions.hpp"

#include "stdlib/bolt/families.hpp"

namespace volley::stdlib {

void add_bolt_functions(runtime::FunctionRegistry& registry) {
  for (const auto family :
       {target_functions, action_functions, task_functions, file_action_functions, plan_functions, branch_functions,
        output_functions, control_functions, file_functions, prompt_functions, resource_functions, result_functions,
        puppetdb_functions, container_functions, wave_functions, unsupported_functions}) {
    registry.add(family());
  }
}

}  // namespace volley::stdlib
