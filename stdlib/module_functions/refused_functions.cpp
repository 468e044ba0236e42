// Functions of the module that only make sense while a catalog is compiled. A clear refusal is better than "Unknown
// function".
#include "runtime/evaluate/error.hpp"
#include "stdlib/module_functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;

Value refuse_outside_catalog(Call& call) {
  throw runtime::EvaluationError(
      "The catalog operation '" + std::string(call.name) + "' is only available when compiling a catalog",
      "CATALOG_OPERATION_NOT_SUPPORTED_WHEN_SCRIPTING");
}

FunctionRecord refused(std::string_view name) {
  return {name,
          {{"Any *arguments, Optional[Callable] &block", "Any", refuse_outside_catalog}},
          "Only available while a catalog is compiled; refused in plans."};
}

}  // namespace

ModuleFamily refused_functions() {
  static const FunctionRecord kTable[] = {
      refused("defined_with_params"), refused("ensure_packages"),  refused("stdlib::ensure_packages"),
      refused("ensure_resource"),     refused("ensure_resources"), refused("getparam"),
  };
  return kTable;
}

}  // namespace volley::stdlib
