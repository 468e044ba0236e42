// max and min.
#include "runtime/evaluate/error.hpp"
#include "runtime/value/big_integer.hpp"
#include "stdlib/functions/deprecation.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/number_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

using Comparison = int (*)(Call&, const Value&, const Value&);

int by_value(Call& /*call*/, const Value& a, const Value& b) { return native_order_or_throw(a, b); }

int by_block(Call& call, const Value& a, const Value& b) {
  const Value answer = yield_two(call, a, b);
  if (!runtime::is_numeric(answer)) {
    throw EvaluationError("comparison of " + native_class(answer) + " with 0 failed");
  }
  return runtime::compare_numbers(answer, Value(0)).value_or(0);
}

std::string conversion(const Call& call, std::string_view what) {
  return "The " + std::string(call.name) + "() function's auto conversion of " + std::string(what) +
         " is deprecated - change to convert input before calling, or use lambda";
}

// Empty when the two are no numbers.
std::optional<int> as_numbers(Call& call, std::string_view left, std::string_view right) {
  if (!looks_numeric(left) || !looks_numeric(right)) {
    return std::nullopt;
  }
  deprecated(call, conversion(call, "String to Numeric"));
  const double difference = leading_float(left) - leading_float(right);
  return difference < 0 ? -1 : difference > 0 ? 1 : 0;
}

int by_text(Call& call, const Value& a, const Value& b) {
  const std::optional<int> order = as_numbers(call, a.as_string(), b.as_string());
  return order ? *order : a.as_string().compare(b.as_string());
}

int by_converted_text(Call& call, const Value& a, const Value& b) {
  const std::string left = native_text(a);
  const std::string right = native_text(b);
  if (const std::optional<int> order = as_numbers(call, left, right)) {
    return *order;
  }
  deprecated(call, conversion(call, "Any to String"));
  return left.compare(right);
}

// `direction` is 1 for the greatest, -1 for the least; the first of equals wins.
Value select(Call& call, std::span<const Value> values, Comparison compare, int direction) {
  if (values.empty()) {
    if (call.block != nullptr) {
      return {};
    }
    throw EvaluationError(std::string(call.name) + "(): Wrong number of arguments need at least one");
  }
  Value best = values.front();
  for (const Value& value : values.subspan(1)) {
    if (compare(call, value, best) * direction > 0) {
      best = value;
    }
  }
  return best;
}

template <int direction>
Value of_ordered(Call& call) {
  return select(call, call.arguments, by_value, direction);
}

template <int direction>
Value of_texts(Call& call) {
  return select(call, call.arguments, by_text, direction);
}

template <int direction>
Value of_any(Call& call) {
  return select(call, call.arguments, by_converted_text, direction);
}

template <int direction>
Value of_any_with_block(Call& call) {
  return select(call, call.arguments, by_block, direction);
}

template <int direction>
Value of_ordered_array(Call& call) {
  return select(call, call.arguments[0].as_array(), call.block != nullptr ? by_block : by_value, direction);
}

template <int direction>
Value of_text_array(Call& call) {
  return select(call, call.arguments[0].as_array(), call.block != nullptr ? by_block : by_text, direction);
}

template <int direction>
Value of_array(Call& call) {
  return select(call, call.arguments[0].as_array(), call.block != nullptr ? by_block : by_converted_text, direction);
}

template <int direction>
std::vector<runtime::Overload> overloads() {
  return {{"Numeric *values", "Numeric", of_ordered<direction>},
          {"String *values", "String", of_texts<direction>},
          {"SemVer *values", "SemVer", of_ordered<direction>},
          {"Timespan *values", "Timespan", of_ordered<direction>},
          {"Timestamp *values", "Timestamp", of_ordered<direction>},
          {"Array[Numeric] values, Optional[Callable[2, 2]] &block", "Any", of_ordered_array<direction>},
          {"Array[String] values, Optional[Callable[2, 2]] &block", "Any", of_text_array<direction>},
          {"Array[SemVer] values, Optional[Callable[2, 2]] &block", "Any", of_ordered_array<direction>},
          {"Array[Timespan] values, Optional[Callable[2, 2]] &block", "Any", of_ordered_array<direction>},
          {"Array[Timestamp] values, Optional[Callable[2, 2]] &block", "Any", of_ordered_array<direction>},
          {"Array values, Optional[Callable[2, 2]] &block", "Any", of_array<direction>},
          {"Any *values, Callable[2, 2] &block", "Any", of_any_with_block<direction>},
          {"Any *values", "Any", of_any<direction>}};
}

}  // namespace

Family extremes() {
  static const FunctionRecord kTable[] = {
      {"max", overloads<1>(), "The greatest of its arguments or of an array; the lambda compares two values."},
      {"min", overloads<-1>(), "The least of its arguments or of an array; the lambda compares two values."},
  };
  return kTable;
}

}  // namespace volley::stdlib
