// Functions that moved into the namespace of the module: the old name warns, once a run, and calls the new one.
#include "runtime/evaluate/evaluator.hpp"
#include "stdlib/module_functions/deprecation_warning.hpp"
#include "stdlib/module_functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;

Value call_new_name(Call& call) {
  const std::string old_name(call.name);
  const std::string new_name = "stdlib::" + old_name;
  warn_of_deprecation(call, old_name, "This function is deprecated, please use " + new_name + " instead.");
  return call.evaluator.call_function(new_name, call.arguments, call.block, call.place());
}

FunctionRecord moved(std::string_view name, std::string_view returns, std::string_view documentation) {
  return {name, {{"Any *args", returns, call_new_name}}, documentation};
}

}  // namespace

ModuleFamily deprecated_names() {
  static const FunctionRecord kTable[] = {
      {"merge",
       {{"Any *args, Optional[Callable[2, 2]] &block", "Hash", call_new_name},
        {"Any *args, Callable[3, 3] &block", "Hash", call_new_name}},
       "Deprecated name of stdlib::merge."},
      moved("type_of", "Type", "Deprecated name of stdlib::type_of."),
      moved("seeded_rand", "Integer", "Deprecated name of stdlib::seeded_rand."),
      moved("seeded_rand_string", "String", "Deprecated name of stdlib::seeded_rand_string."),
      moved("fqdn_rand_string", "String", "Only available with the facts of a node; refused in plans."),
      moved("fqdn_rotate", "Variant[Array, String]", "Only available with the facts of a node; refused in plans."),
  };
  return kTable;
}

}  // namespace volley::stdlib
