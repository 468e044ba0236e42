// abs, ceiling, floor and round.
#include <cerrno>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/deprecation.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/number_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

[[noreturn]] void out_of_range(const Call& call) {
  throw EvaluationError(std::string(call.name) + "(): the result is out of the range of integers");
}

Value to_integer(const Call& call, double number) {
  if (!(number >= -0x1p63 && number < 0x1p63)) {
    out_of_range(call);
  }
  return {static_cast<std::int64_t>(number)};
}

Value abs_of(const Call& call, const Value& number) {
  if (number.is_float()) {
    return {std::fabs(number.as_float())};
  }
  if (number.as_integer() == std::numeric_limits<std::int64_t>::min()) {
    out_of_range(call);
  }
  return {std::int64_t{std::abs(number.as_integer())}};
}

Value abs_number(Call& call) { return abs_of(call, call.arguments[0]); }

Value abs_string(Call& call) {
  deprecated(call,
             "The abs() function's auto conversion of String to Numeric is deprecated - change to convert input before "
             "calling");
  const auto number = parse_decimal(call.arguments[0].as_string());
  if (!number) {
    throw EvaluationError("abs(): Requires float or integer to work with - was given non decimal string");
  }
  return abs_of(call, *number);
}

using Rounding = double (*)(double);

Value rounded(const Call& call, const Value& number, Rounding rounding) {
  return number.is_integer() ? number : to_integer(call, rounding(number.as_float()));
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
  return to_integer(call, rounding(*number));
}

double up(double number) { return std::ceil(number); }
double down(double number) { return std::floor(number); }
double half_away(double number) { return std::trunc(number > 0 ? number + 0.5 : number - 0.5); }

Value ceiling_number(Call& call) { return rounded(call, call.arguments[0], up); }
Value ceiling_string(Call& call) { return rounded_string(call, up); }
Value floor_number(Call& call) { return rounded(call, call.arguments[0], down); }
Value floor_string(Call& call) { return rounded_string(call, down); }
Value round_number(Call& call) { return rounded(call, call.arguments[0], half_away); }

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
