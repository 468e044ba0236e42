// sprintf.
#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/format.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

Value sprintf(Call& call) {
  if (call.arguments.empty()) {
    throw EvaluationError("sprintf(): Wrong number of arguments given (0 for minimum 1)");
  }
  if (!call.arguments[0].is_string()) {
    throw EvaluationError("no implicit conversion of " + native_class(call.arguments[0]) + " into String");
  }
  return {format_text(call.arguments[0].as_string(), call.arguments.subspan(1))};
}

}  // namespace

Family string_format() {
  static const FunctionRecord kTable[] = {
      {"sprintf",
       {{"Any *arguments", "String", sprintf}},
       "Text by a format: %s, %d, %05.2f, %<name>s with a hash, and so on."},
  };
  return kTable;
}

}  // namespace volley::stdlib
