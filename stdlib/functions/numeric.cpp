// abs, ceiling, floor and round.
#include <cmath>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/functions/deprecation.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/number_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

Value to_integer(double number) {
  if (!std::isfinite(number)) {
    throw EvaluationError(runtime::float_text(number));
  }
  return runtime::whole_number(number);
}

Value abs_number(Call& call) { return runtime::absolute_number(call.arguments[0]); }

Value abs_string(Call& call) {
  deprecated(call,
             "The abs() function's auto conversion of String to Numeric is deprecated - change to convert input before "
             "calling");
  const auto number = parse_decimal(call.arguments[0].as_string());
  if (!number) {
    throw EvaluationError("abs(): Requires float or integer to work with - was given non decimal string");
  }
  return runtime::absolute_number(*number);
}

using Rounding = double (*)(double);

Value rounded(const Value& number, Rounding rounding) {
  return number.is_float() ? to_integer(rounding(number.as_float())) : number;
}

Value rounded_string(Call& call, Rounding rounding) {
  const std::string name(call.name);
  deprecated(call, "The " + name +
                       "() function's auto conversion of String to Float is deprecated - change to convert input "
                       "before calling");
  const auto number = parse_float(call.arguments[0].as_string());
  if (!number) {
    throw EvaluationError(name + "(): cannot convert given value to a floating point value.");
  }
  return to_integer(rounding(*number));
}

double up(double number) { return std::ceil(number); }
double down(double number) { return std::floor(number); }
double half_away(double number) { return std::trunc(number > 0 ? number + 0.5 : number - 0.5); }

Value ceiling_number(Call& call) { return rounded(call.arguments[0], up); }
Value ceiling_string(Call& call) { return rounded_string(call, up); }
Value floor_number(Call& call) { return rounded(call.arguments[0], down); }
Value floor_string(Call& call) { return rounded_string(call, down); }
// A number beyond 64 bits becomes a Float on its way.
Value round_number(Call& call) {
  const Value& number = call.arguments[0];
  return number.is_integer() ? number : to_integer(half_away(number.as_number()));
}

}  // namespace

Family numeric() {
  static const FunctionRecord kTable[] = {
      {"abs", {{"Numeric val", "Numeric", abs_number}, {"String val", "Numeric", abs_string}}, "The absolute value."},
      {"ceiling",
       {{"Numeric val", "Integer", ceiling_number}, {"String val", "Integer", ceiling_string}},
       "The smallest integer that is not below the number."},
      {"floor",
       {{"Numeric val", "Integer", floor_number}, {"String val", "Integer", floor_string}},
       "The largest integer that is not above the number."},
      {"round", {{"Numeric val", "Integer", round_number}}, "The nearest integer; halves go away from zero."},
  };
  return kTable;
}

}  // namespace volley::stdlib
