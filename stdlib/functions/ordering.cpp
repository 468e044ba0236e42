// sort: by the order of the values, or by what a lambda says of two of them.
#include "runtime/evaluate/error.hpp"
#include "runtime/value/big_integer.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/iterate.hpp"
#include "stdlib/functions/merge_sort.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/sequence.hpp"
#include "stdlib/functions/text_order.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;
using runtime::Values;

bool stands_after(Call& call, const Value& a, const Value& b) {
  if (call.block == nullptr) {
    return native_order_or_throw(a, b) > 0;
  }
  const Value answer = yield_two(call, a, b);
  if (!runtime::is_numeric(answer)) {
    throw EvaluationError("comparison of " + native_class(answer) + " with 0 failed");
  }
  return answer.as_number() > 0;
}

Value sort_array(Call& call) {
  if (call.block == nullptr) {
    if (std::optional<Values> sorted = sorted_texts(call.arguments[0].as_array())) {
      return {std::move(*sorted)};
    }
  }
  Values items = call.arguments[0].as_array();
  merge_sort(std::span(items), [&](const Value& a, const Value& b) { return stands_after(call, a, b); });
  return {std::move(items)};
}

Value sort_characters(Call& call) {
  Values characters = Sequence(call.arguments[0]).rest();
  merge_sort(std::span(characters), [&](const Value& a, const Value& b) { return stands_after(call, a, b); });
  std::string text;
  for (const Value& character : characters) {
    text += character.as_string();
  }
  return {std::move(text)};
}

}  // namespace

Family ordering() {
  static const FunctionRecord kTable[] = {
      {"sort",
       {{"String string_value, Optional[Callable[2, 2]] &block", "String", sort_characters},
        {"Array array_value, Optional[Callable[2, 2]] &block", "Array", sort_array}},
       "The elements in order; the lambda answers a negative number when its first argument comes first."},
  };
  return kTable;
}

}  // namespace volley::stdlib
