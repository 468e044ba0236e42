// sprintf.
#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/format.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

// Numbers beyond 64 bits are not for this function, wherever they are.
void refuse_big_integers(const Value& value) {
  if (value.as<runtime::BigInteger>() != nullptr) {
    throw EvaluationError("Use of a Ruby Integer outside of Puppet Integer max range, got '0x" +
                          runtime::whole_digits(value, 16) + "'");
  }
  if (value.is_array()) {
    std::ranges::for_each(value.as_array(), refuse_big_integers);
  } else if (value.is_hash()) {
    for (const auto& [key, item] : value.as_hash()) {
      refuse_big_integers(key);
      refuse_big_integers(item);
    }
  }
}

Value sprintf(Call& call) {
  if (call.arguments.empty()) {
    throw EvaluationError("sprintf(): Wrong number of arguments given (0 for minimum 1)");
  }
  std::ranges::for_each(call.arguments, refuse_big_integers);
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
