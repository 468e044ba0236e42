// lookup: the data of the project, else defaults and lambdas answer.
#include <optional>

#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/evaluate/plain_error.hpp"
#include "runtime/execute/engine.hpp"
#include "runtime/hiera/key.hpp"
#include "runtime/hiera/merge.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/functions/caller_variables.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/lookup_data.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Value;
using runtime::Values;

Values names_of(const Question& question) {
  return question.name.is_array() ? question.name.as_array() : Values{question.name};
}

std::string named(const Values& names) {
  if (names.size() == 1) {
    return "the name '" + runtime::to_text(names[0]) + "'";
  }
  std::string list;
  for (const Value& name : names) {
    list += (list.empty() ? "'" : ", '") + runtime::to_text(name) + "'";
  }
  return "any of the names [" + list + "]";
}

Value checked(const Question& question, const Value& value, const std::string& subject) {
  const auto* type = question.type.as<runtime::Type>();
  if (type != nullptr && !type->matches(value)) {
    throw EvaluationError(runtime::describe_mismatch(subject + " has wrong type,", *type, value));
  }
  return value;
}

const Value* given_for(const Value& name, const Value& table) {
  return table.is_hash() ? table.as_hash().find(name) : nullptr;
}

std::optional<Value> from_data(Call& call, const Value& name, const Value& merge) {
  static_cast<void>(runtime::DataKey::parse(std::string(name.as_string())));
  runtime::check_strategy(merge);
  runtime::Environment& environment = call.evaluator.environment();
  if (environment.engine() == nullptr) {
    return std::nullopt;
  }
  const runtime::LookupScope scope{[&call](std::string_view variable) { return caller_variable(call, variable); },
                                   environment};
  return environment.engine()->hiera().look_up(std::string(name.as_string()), merge, scope);
}

std::optional<Value> found_for(Call& call, const Question& question) {
  for (const Value& name : names_of(question)) {
    const std::string quoted = "'" + runtime::to_text(name) + "'";
    if (const Value* value = given_for(name, question.overrides)) {
      return checked(question, *value, "Value found for key " + quoted + " in override hash");
    }
    if (const std::optional<Value> value = from_data(call, name, question.merge)) {
      return checked(question, *value, "Found value");
    }
  }
  for (const Value& name : names_of(question)) {
    if (const Value* value = given_for(name, question.defaults)) {
      const std::string quoted = "'" + runtime::to_text(name) + "'";
      return checked(question, *value, "Value found for key " + quoted + " in default values hash");
    }
  }
  return std::nullopt;
}

Value by_name(Call& call) {
  Question question;
  question.name = call.arguments[0];
  if (call.has(1)) {
    question.type = call.arguments[1];
  }
  if (call.has(2)) {
    question.merge = call.arguments[2];
  }
  if (call.has(3)) {
    question.default_value = &call.arguments[3];
  }
  return look_up(call, question);
}

Value by_options(Call& call, const Value& name, const Hash& options) {
  return look_up(call, {name, options.get("value_type"), options.get("merge"), options.find("default_value"),
                        options.get("override"), options.get("default_values_hash")});
}

Value by_options_with_name(Call& call) {
  const Hash& options = call.arguments[0].as_hash();
  return by_options(call, options.get("name"), options);
}

Value by_name_and_options(Call& call) { return by_options(call, call.arguments[0], call.arguments[1].as_hash()); }

}  // namespace

Value look_up(Call& call, const Question& question) {
  if (std::optional<Value> found = found_for(call, question)) {
    return std::move(*found);
  }
  if (call.block != nullptr) {
    return checked(question, call.yield(question.name), "Value returned from default block");
  }
  if (question.default_value != nullptr) {
    return checked(question, *question.default_value, "Default value");
  }
  throw runtime::PlainError("Function lookup() did not find a value for " + named(names_of(question)), "LOOKUP_ERROR",
                            runtime::PlainError::Tells::Nothing);
}

Family lookup() {
  static const FunctionRecord kTable[] = {
      {"lookup",
       {{"NameType name, ValueType ?value_type, MergeType ?merge", "Any", by_name},
        {"NameType name, Optional[ValueType] value_type, Optional[MergeType] merge, DefaultValueType default_value",
         "Any", by_name},
        {"NameType name, ValueType ?value_type, MergeType ?merge, BlockType &block", "Any", by_name},
        {"OptionsWithName options_hash, Optional[BlockType] &block", "Any", by_options_with_name},
        {"Variant[String, Array[String]] name, OptionsWithoutName options_hash, Optional[BlockType] &block", "Any",
         by_name_and_options}},
       "The value that the data of the project holds for a name, or the default.",
       {{"NameType", "Variant[String, Array[String]]"},
        {"ValueType", "Type"},
        {"DefaultValueType", "Any"},
        {"MergeType", "Variant[String[1], Hash[String, Scalar]]"},
        {"BlockType", "Callable[NameType]"},
        {"OptionsWithName",
         "Struct[{name => NameType, value_type => Optional[ValueType], default_value => Optional[DefaultValueType], "
         "override => Optional[Hash[String, Any]], default_values_hash => Optional[Hash[String, Any]], merge => "
         "Optional[MergeType]}]"},
        {"OptionsWithoutName",
         "Struct[{value_type => Optional[ValueType], default_value => Optional[DefaultValueType], override => "
         "Optional[Hash[String, Any]], default_values_hash => Optional[Hash[String, Any]], merge => "
         "Optional[MergeType]}]"}}},
  };
  return kTable;
}

}  // namespace volley::stdlib
