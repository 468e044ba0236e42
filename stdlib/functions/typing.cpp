// Functions about types: type, assert_type, new, convert_to, unwrap.
#include "lang/diagnostic.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/sensitive.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/iterate.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Type;
using runtime::TypePointer;
using runtime::Value;
using runtime::Values;

Value type_detailed(Call& call) { return Value(runtime::infer_type(call.arguments[0])); }
Value type_reduced(Call& call) { return Value(runtime::infer_reduced_type(call.arguments[0])); }
Value type_generalized(Call& call) { return Value(runtime::infer_reduced_type(call.arguments[0])->generalized()); }

Value asserted(Call& call, const Type& type) {
  const Value& value = call.arguments[1];
  if (type.matches(value)) {
    return value;
  }
  if (call.block != nullptr) {
    return yield_two(call, Value::of(type), Value(runtime::infer_type(value)));
  }
  throw EvaluationError(runtime::describe_mismatch("assert_type():", type, value));
}

Value assert_type(Call& call) { return asserted(call, *call.arguments[0].as<Type>()); }

Value assert_type_text(Call& call) {
  try {
    const TypePointer type = runtime::parse_type(call.arguments[0].as_string(), call.evaluator.environment());
    return asserted(call, *type);
  } catch (const lang::ParseError& error) {
    throw EvaluationError(error.diagnostics().front().message);
  }
}

bool is_already(const Type& type, const Value& value) {
  return !type.is(runtime::TypeKind::Init) && type.matches(value);
}

Value converted(const Type& type, std::span<const Value> arguments) {
  if (arguments.size() == 1 && is_already(type, arguments[0])) {
    return arguments[0];
  }
  Value result = runtime::construct(type, arguments);
  if (!type.matches(result)) {
    throw EvaluationError(
        runtime::describe_mismatch("Converted value from " + type.to_string() + ".new()", type, result));
  }
  return result;
}

Value yielded_if_asked(Call& call, const Value& value) { return call.block != nullptr ? call.yield(value) : value; }

Value new_value(Call& call) {
  const auto& type = *call.arguments[0].as<Type>();
  if (call.arguments.size() == 2 && is_already(type, call.arguments[1])) {
    // Nothing is made, so there is nothing for the lambda either.
    return call.arguments[1];
  }
  return yielded_if_asked(call, converted(type, call.arguments.subspan(1)));
}

Value convert_to(Call& call) {
  Values arguments{call.arguments[0]};
  arguments.insert(arguments.end(), call.arguments.begin() + 2, call.arguments.end());
  return yielded_if_asked(call, converted(*call.arguments[1].as<Type>(), arguments));
}

Value unwrap(Call& call) {
  const Value* value = call.arguments.data();
  while (const auto* sensitive = value->as<runtime::Sensitive>()) {
    value = &sensitive->unwrap();
  }
  return yielded_if_asked(call, *value);
}

}  // namespace

Family typing() {
  static const FunctionRecord kTable[] = {
      {"type",
       {{"Any value, Enum[detailed] ?inference_method", "Type", type_detailed},
        {"Any value, Enum[reduced] inference_method", "Type", type_reduced},
        {"Any value, Enum[generalized] inference_method", "Type", type_generalized}},
       "The type of a value: detailed, reduced to one element type, or generalized without bounds."},
      {"assert_type",
       {{"Type type, Any value, Optional[Callable[Type, Type]] &block", "Any", assert_type},
        {"String type_string, Any value, Optional[Callable[Type, Type]] &block", "Any", assert_type_text}},
       "The value when it is of the type; otherwise what the lambda gives for both types, or an error."},
      {"new",
       {{"Type type, Any *args, Optional[Callable] &block", "Any", new_value}},
       "A new value of the type, made from the arguments."},
      {"convert_to",
       {{"Any value, Type type, Any *args, Optional[Callable[1, 1]] &block", "Any", convert_to}},
       "The value converted to the type."},
      {"unwrap",
       {{"Sensitive arg, Optional[Callable] &block", "Any", unwrap},
        {"Any arg, Optional[Callable] &block", "Any", unwrap}},
       "What is inside a Sensitive, or what the lambda makes of it."},
  };
  return kTable;
}

}  // namespace volley::stdlib
