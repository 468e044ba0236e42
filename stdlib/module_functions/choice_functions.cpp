// Functions that choose a value or say yes or no: pick, pick_default, any2bool, num2bool, bool2num.
#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/module_functions/families.hpp"
#include "stdlib/module_functions/plain_call.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

bool has_content(const Value& value) { return !value.is_undef() && !(value.is_string() && value.as_string().empty()); }

Value pick(Call& call) {
  const auto found = std::find_if(call.arguments.begin(), call.arguments.end(), has_content);
  if (found == call.arguments.end()) {
    refuse(call, "must receive at least one non empty value");
  }
  return *found;
}

Value pick_default(Call& call) {
  if (call.arguments.empty()) {
    throw EvaluationError("Must receive at least one argument.");
  }
  const auto last = call.arguments.end() - 1;
  return *std::find_if(call.arguments.begin(), last, has_content);
}

bool is_positive(const Value& number) {
  return number.is_float() ? whole_number(number) > 0 : number.is_integer() && number.as_integer() > 0;
}

Value num2bool(Call& call) {
  expect_count(call, call.arguments.size() == 1, "({} for 1)");
  const Value& value = call.arguments[0];
  if (!value.is_string()) {
    return {is_positive(value)};
  }
  const std::optional<double> number = float_literal(value.as_string());
  if (!number) {
    refuse(call, "'" + std::string(value.as_string()) +
                     "' does not look like a number: invalid value for Float(): " + native_inspect(value));
  }
  return {is_positive(Value(*number))};
}

Value any2bool(Call& call) {
  expect_count(call, !call.arguments.empty(), "({} for 1)");
  const Value& value = call.arguments[0];
  if (value.is_number()) {
    return {is_positive(value)};
  }
  if (!value.is_string()) {
    return {value.truthy()};
  }
  const std::optional<double> number = float_literal(value.as_string());
  return {number ? is_positive(Value(*number)) : spoken_boolean(value)};
}

Value bool2num(Call& call) {
  expect_count(call, !call.arguments.empty(), "({} for 1)");
  return {spoken_boolean(call.arguments[0]) ? 1 : 0};
}

}  // namespace

ModuleFamily choice_functions() {
  static const FunctionRecord kTable[] = {
      plain_function<pick>("pick", "Any", "Its first argument that is neither undef nor an empty string."),
      plain_function<pick_default>(
          "pick_default", "Any", "Its first argument that is neither undef nor an empty string, or else the last one."),
      plain_function<any2bool>("any2bool", "Boolean",
                               "Whether a number is positive or a text says yes; true for anything else."),
      plain_function<num2bool>("num2bool", "Boolean", "Whether a number, or a text that is a number, is positive."),
      plain_function<bool2num>("bool2num", "Integer", "1 for true and for texts such as 'yes', 0 for their opposites."),
  };
  return kTable;
}

}  // namespace volley::stdlib
