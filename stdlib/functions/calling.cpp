// with, then, lest and call: functions that call a lambda or another function.
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "stdlib/functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::Value;

Value with(Call& call) { return call.yield(call.arguments); }

Value then(Call& call) { return call.arguments[0].is_undef() ? Value::undef() : call.yield(call.arguments[0]); }

Value lest(Call& call) {
  return call.arguments[0].is_undef() ? call.yield(std::span<const Value>()) : call.arguments[0];
}

Value call_by_name(Call& call) {
  const std::string_view given = call.arguments[0].as_string();
  const std::string name(given.starts_with("::") ? given.substr(2) : given);
  runtime::Environment& environment = call.evaluator.environment();
  if (environment.registry().find(name) == nullptr && !environment.find_function(name)) {
    throw runtime::EvaluationError("Unknown function '" + std::string(given) + "'");
  }
  return call.evaluator.call_function(name, call.arguments.subspan(1), call.block, call.place());
}

}  // namespace

Family calling() {
  static const FunctionRecord kTable[] = {
      {"with", {{"Any *arg, Callable &block", "Any", with}}, "Calls the lambda with the arguments."},
      {"then",
       {{"Any arg, Callable[1, 1] &block", "Any", then}},
       "What the lambda makes of the argument; undef stays undef."},
      {"lest",
       {{"Any arg, Callable[0, 0] &block", "Any", lest}},
       "The argument, or what the lambda gives when the argument is undef."},
      {"call",
       {{"String function_name, Any *arguments, Optional[Callable] &block", "Any", call_by_name}},
       "Calls the function of that name."},
  };
  return kTable;
}

}  // namespace volley::stdlib
