// dig, get, getvar and defined: ways into nested data and to variables by name.
#include "runtime/evaluate/error.hpp"
#include "runtime/type/type.hpp"
#include "stdlib/functions/caller_variables.hpp"
#include "stdlib/functions/dotted_path.hpp"
#include "stdlib/functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::ErrorValue;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Pointer;
using runtime::Value;
using runtime::Values;

constexpr std::string_view kGetvarPattern = "Pattern[/\\A(?:::)?(?:[a-z]\\w*::)*[a-z_]\\w*(?:\\.|\\Z)/]";

Value dig(Call& call) {
  const auto found = follow(call.arguments[0], call.arguments.subspan(1));
  if (const auto* error = std::get_if<Pointer<const ErrorValue>>(&found)) {
    throw EvaluationError((*error)->message());
  }
  return std::get<Value>(found);
}

// What get and getvar share: `fallback` (may be null) stands in for undef, the lambda handles a way that ends.
Value get_from(Call& call, const Value& data, std::string_view path, const Value* fallback) {
  const auto or_fallback = [&](const Value& value) {
    return value.is_undef() && fallback != nullptr ? *fallback : value;
  };
  if (data.is_undef() || path.empty()) {
    return or_fallback(data);
  }
  const auto steps = parse_dotted_path(path);
  if (!steps) {
    throw EvaluationError("Syntax error in dotted-navigation string");
  }
  if (!data.is_array() && !data.is_hash()) {
    throw EvaluationError("'dig' parameter 'data' expects a value of type Undef or Collection, got " +
                          runtime::general_type_name(data));
  }
  const auto found = follow(data, *steps);
  if (const auto* value = std::get_if<Value>(&found)) {
    return or_fallback(*value);
  }
  const auto& error = std::get<Pointer<const ErrorValue>>(found);
  if (call.block == nullptr) {
    throw EvaluationError(error->message());
  }
  return call.yield(Value(error));
}

Value get(Call& call) {
  return get_from(call, call.arguments[0], call.arguments[1].as_string(), call.has(2) ? &call.arguments[2] : nullptr);
}

bool is_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_';
}

// The length of the variable name at the beginning, or 0 without one. Qualified names may start with "::".
std::size_t variable_name_length(std::string_view text) {
  std::size_t at = text.starts_with("::") ? 2 : 0;
  while (true) {
    const std::size_t begin = at;
    while (at < text.size() && is_word(text[at])) {
      ++at;
    }
    const bool last = !text.substr(at).starts_with("::");
    const bool starts_well = at > begin && ((text[begin] >= 'a' && text[begin] <= 'z') || (last && text[begin] == '_'));
    if (!starts_well) {
      return 0;
    }
    if (last) {
      return at;
    }
    at += 2;
  }
}

Value getvar(Call& call) {
  if (!call.arguments[0].is_string()) {
    throw EvaluationError("'getvar' parameter 'get_string' expects a match for " + std::string(kGetvarPattern) +
                          ", got " + runtime::general_type_name(call.arguments[0]));
  }
  const std::string_view text = call.arguments[0].as_string();
  const std::size_t length = variable_name_length(text);
  if (length == 0 || (length < text.size() && text[length] != '.')) {
    throw EvaluationError("'getvar' The given string does not start with a valid variable name");
  }
  const Value* fallback = call.has(1) ? &call.arguments[1] : nullptr;
  const auto value = caller_variable(call, text.substr(0, length));
  if (!value) {
    return fallback != nullptr ? *fallback : Value::undef();
  }
  return get_from(call, *value, length < text.size() ? text.substr(length + 1) : std::string_view(), fallback);
}

// Only variables can be defined outside of a catalog.
Value defined(Call& call) {
  for (const Value& argument : call.arguments) {
    if (argument.is_string() && argument.as_string().starts_with('$') &&
        caller_variable(call, argument.as_string().substr(1))) {
      return true;
    }
  }
  return false;
}

}  // namespace

Family navigation() {
  static const FunctionRecord kTable[] = {
      {"dig",
       {{"Optional[Collection] data, Any *arg", "Any", dig}},
       "Follows keys and indexes into nested data; undef where something is missing."},
      {"get",
       {{"Any value, String dotted_string, Any ?default_value, Optional[Callable[1, 1]] &block", "Any", get}},
       "Follows a dotted path like 'users.0.name' into nested data."},
      {"getvar",
       {{"Any get_string, Any ?default_value, Optional[Callable[1, 1]] &block", "Any", getvar}},
       "The value of the variable of that name, or of what a dotted path leads to in it."},
      {"defined",
       {{"Variant[String, Type[CatalogEntry], Type[Type[CatalogEntry]]] vals, Variant[String, Type[CatalogEntry], "
         "Type[Type[CatalogEntry]]] *vals",
         "Boolean", defined}},
       "Whether a variable ('$name') has a value assigned."},
  };
  return kTable;
}

}  // namespace volley::stdlib
