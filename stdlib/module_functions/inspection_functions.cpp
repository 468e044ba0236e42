// Functions about types, other functions and the plan itself: is_a, stdlib::type_of, stdlib::has_function, deprecation,
// validate_legacy, assert_private.
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/type/type.hpp"
#include "stdlib/functions/unicode.hpp"
#include "stdlib/module_functions/deprecation_warning.hpp"
#include "stdlib/module_functions/families.hpp"
#include "stdlib/module_functions/plain_call.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

Value is_a(Call& call) { return {call.arguments[1].as<runtime::Type>()->matches(call.arguments[0])}; }

Value type_of(Call& call) { return {runtime::infer_type(call.arguments[0])}; }

Value has_function(Call& call) {
  const std::string name = to_lower(call.arguments[0].as_string());
  runtime::Environment& environment = call.evaluator.environment();
  return {environment.registry().find(name) != nullptr || environment.find_function(name)};
}

// Plans run under strict rules: what is deprecated is an error unless the caller says otherwise.
Value deprecation(Call& call) {
  const std::string key(call.arguments[0].as_string());
  const std::string message(call.arguments[1].as_string());
  if (!call.has(2) || call.arguments[2].as_boolean()) {
    throw EvaluationError("deprecation. " + key + ". " + with_place(call, message));
  }
  warn_of_deprecation(call, key, message);
  return {};
}

Value validate_legacy(Call& call) {
  throw EvaluationError(
      "deprecation. validate_legacy. " +
      with_place(call, "This method is deprecated, please use Puppet data types to validate parameters"));
}

Value assert_private(Call& call) {
  expect_count(call, call.arguments.size() <= 1, "({}}) for 0 or 1)");
  return {};
}

}  // namespace

ModuleFamily inspection_functions() {
  static const FunctionRecord kTable[] = {
      {"is_a", {{"Any value, Type type", "Boolean", is_a}}, "Whether a value is of a type."},
      {"stdlib::type_of", {{"Any value", "Type", type_of}}, "The type of a value, in detail."},
      {"stdlib::has_function",
       {{"String[1] function_name", "Boolean", has_function}},
       "Whether there is a function of that name."},
      {"deprecation",
       {{"String key, String message, Boolean ?use_strict_setting", "Undef", deprecation}},
       "An error; with false as last argument a warning, once for each key."},
      {"validate_legacy",
       {{"Type target_type, String function_name, Any value, Any *args", "Any", validate_legacy},
        {"String type_string, String function_name, Any value, Any *args", "Any", validate_legacy}},
       "An error: it is deprecated. Parameters are checked by their types."},
      plain_function<assert_private>("assert_private", "Undef",
                                     "Nothing: plans and functions have no private classes."),
  };
  return kTable;
}

}  // namespace volley::stdlib
