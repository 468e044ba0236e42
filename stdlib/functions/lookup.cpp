// lookup, without any data behind it: defaults and lambdas answer.
#include "runtime/evaluate/error.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Value;

struct Question {
  Value name;
  Value type;
  const Value* default_value = nullptr;
  Value overrides;
  Value defaults;
};

std::string named(const Value& name) {
  if (name.is_array() && name.as_array().size() != 1) {
    return "any of the names " + runtime::to_quoted(name);
  }
  return "the name '" + runtime::to_text(name.is_array() ? name.as_array()[0] : name) + "'";
}

Value checked(const Question& question, const Value& value, const std::string& subject) {
  const auto* type = question.type.as<runtime::Type>();
  if (type != nullptr && !type->matches(value)) {
    throw EvaluationError(runtime::describe_mismatch(subject, *type, value));
  }
  return value;
}

const Value* given_for(const Value& name, const Value& table) {
  if (!table.is_hash()) {
    return nullptr;
  }
  if (!name.is_array()) {
    return table.as_hash().find(name);
  }
  for (const Value& alternative : name.as_array()) {
    if (const Value* value = table.as_hash().find(alternative)) {
      return value;
    }
  }
  return nullptr;
}

Value answer(Call& call, const Question& question) {
  if (const Value* value = given_for(question.name, question.overrides)) {
    return checked(question, *value, "Found value has wrong type,");
  }
  if (const Value* value = given_for(question.name, question.defaults)) {
    return checked(question, *value, "Found value has wrong type,");
  }
  if (call.block != nullptr) {
    return checked(question, call.yield(question.name), "Value returned from default block has wrong type,");
  }
  if (question.default_value != nullptr) {
    return checked(question, *question.default_value, "Default value has wrong type,");
  }
  throw EvaluationError("Function lookup() did not find a value for " + named(question.name));
}

Value by_name(Call& call) {
  Question question{call.arguments[0], {}, nullptr, {}, {}};
  if (call.has(1)) {
    question.type = call.arguments[1];
  }
  if (call.has(3)) {
    question.default_value = &call.arguments[3];
  }
  return answer(call, question);
}

Value by_options(Call& call, const Value& name, const Hash& options) {
  return answer(call, {name, options.get("value_type"), options.find(std::string_view("default_value")),
                       options.get("override"), options.get("default_values_hash")});
}

Value by_options_with_name(Call& call) {
  const Hash& options = call.arguments[0].as_hash();
  return by_options(call, options.get("name"), options);
}

Value by_name_and_options(Call& call) { return by_options(call, call.arguments[0], call.arguments[1].as_hash()); }

constexpr std::string_view kWithName =
    "Struct[{name => Variant[String, Array[String]], value_type => Optional[Type], default_value => Optional[Any], "
    "override => Optional[Hash[String, Any]], default_values_hash => Optional[Hash[String, Any]], merge => "
    "Optional[Variant[String[1], Hash[String, Scalar]]]}] options_hash, Optional[Callable[Variant[String, "
    "Array[String]]]] &block";
constexpr std::string_view kWithoutName =
    "Variant[String, Array[String]] name, Struct[{value_type => Optional[Type], default_value => Optional[Any], "
    "override => Optional[Hash[String, Any]], default_values_hash => Optional[Hash[String, Any]], merge => "
    "Optional[Variant[String[1], Hash[String, Scalar]]]}] options_hash, Optional[Callable[Variant[String, "
    "Array[String]]]] &block";

}  // namespace

Family lookup() {
  static const FunctionRecord kTable[] = {
      {"lookup",
       {{"Variant[String, Array[String]] name, Type ?value_type, Variant[String[1], Hash[String, Scalar]] ?merge",
         "Any", by_name},
        {"Variant[String, Array[String]] name, Optional[Type] value_type, Optional[Variant[String[1], Hash[String, "
         "Scalar]]] merge, Any default_value",
         "Any", by_name},
        {"Variant[String, Array[String]] name, Type ?value_type, Variant[String[1], Hash[String, Scalar]] ?merge, "
         "Callable[Variant[String, Array[String]]] &block",
         "Any", by_name},
        {kWithName, "Any", by_options_with_name},
        {kWithoutName, "Any", by_name_and_options}},
       "The value that the data of the project holds for a name, or the default."},
  };
  return kTable;
}

}  // namespace volley::stdlib
