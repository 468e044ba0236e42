#include <algorithm>

#include "runtime/type/callable_type.hpp"
#include "runtime/type/collection_types.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/known_objects.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/object_type.hpp"
#include "runtime/type/parameter_error.hpp"
#include "runtime/type/parameters.hpp"
#include "runtime/type/scalar_types.hpp"
#include "runtime/type/semver_type.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/type/time_type.hpp"
#include "runtime/type/type_set.hpp"
#include "runtime/type/uri_type.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

// Each type inside another costs stack in every question about it.
constexpr std::uint32_t kMaximumDepth = 200;
// Comparing two types may take the square of their size.
constexpr std::uint64_t kMaximumTypeExtent = 16384 * sizeof(Value);

TypePointer boolean(Parameters& parameters) {
  parameters.expect_count_of_specialization(1, 1);
  if (!parameters[0].is_boolean()) {
    parameters.fail_specialization(0, "TrueClass or FalseClass");
  }
  return make<const BooleanType>(parameters[0].as_boolean());
}

void expect_numbers(const Parameters& parameters, std::string_view name, bool floats) {
  if (parameters.size() < 1 || parameters.size() > 2) {
    throw TypeParameterError(std::string(name) + "-Type supports [] with one or two arguments (from, to). Got " +
                                 std::to_string(parameters.size()),
                             "BAD_INTEGER_SLICE_ARITY");
  }
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    const Value& value = parameters[at];
    if (!is_whole_number(value) && !value.is_default() && !(floats && value.is_float())) {
      throw TypeParameterError(std::string(name) + "-Type [] requires all arguments to be " +
                                   (floats ? "floats, or integers" : "integers") + " (or default). Got " +
                                   ruby_class_name(value),
                               "BAD_INTEGER_SLICE_TYPE", at);
    }
  }
}

TypePointer integer(Parameters& parameters) {
  expect_numbers(parameters, "Integer", false);
  const auto bound = [&](std::size_t at) {
    return at < parameters.size() && !parameters[at].is_default() ? parameters[at] : Value();
  };
  const Value from = bound(0);
  const Value to = bound(1);
  if (!from.is_undef() && !to.is_undef() && compare_numbers(from, to) > 0) {
    fail_order(to_text(from), to_text(to));
  }
  return make<const IntegerType>(from, to);
}

TypePointer floating(Parameters& parameters) {
  expect_numbers(parameters, "Float", true);
  const auto bound = [&](std::size_t at) {
    return at < parameters.size() && is_numeric(parameters[at]) ? FloatType::Bound(parameters[at].as_number())
                                                                : FloatType::Bound();
  };
  const FloatType::Bound from = bound(0);
  const FloatType::Bound to = bound(1);
  if (from && to && *from > *to) {
    TypePrinter shown(TypePrinter::Aliases::Named);
    shown.add_value(Value(*from));
    shown.add("|");
    shown.add_value(Value(*to));
    const std::string both = shown.take();
    fail_order(both.substr(0, both.find('|')), both.substr(both.find('|') + 1));
  }
  return make<const FloatType>(from, to);
}

TypePointer text(Parameters& parameters) {
  if (parameters.size() < 1 || parameters.size() > 2) {
    throw TypeParameterError("String supports [] with one or two arguments. Got " + std::to_string(parameters.size()),
                             "BAD_STRING_SLICE_ARITY");
  }
  return make<const StringType>(Size(parameters.size_from(0)));
}

TypePointer enumeration(Parameters& parameters) {
  bool ignores_case = false;
  if (parameters.size() > 0 && parameters[parameters.size() - 1].is_boolean()) {
    ignores_case = parameters[parameters.size() - 1].as_boolean();
    parameters.drop_last();
  }
  parameters.expect_count_of_specialization(1, kNoMaximum);
  std::vector<std::string> values;
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    if (!parameters[at].is_string()) {
      parameters.fail_specialization(at, "String");
    }
    values.emplace_back(parameters[at].as_string());
  }
  return make<const EnumType>(std::move(values), ignores_case);
}

RegexpPointer compiled(const std::string& pattern) {
  try {
    return Regexp::compile(pattern);
  } catch (const RegexpError& error) {
    throw TypeParameterError(std::string("Error while evaluating a '[]' expression, ") + error.what(), "RUNTIME_ERROR");
  }
}

TypePointer pattern(Parameters& parameters) {
  parameters.expect_count_of_specialization(1, kNoMaximum);
  std::vector<RegexpPointer> patterns;
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    const Value& value = parameters[at];
    const auto* type = value.as<Type>();
    if (value.is_string()) {
      patterns.push_back(compiled(std::string(value.as_string())));
    } else if (const auto* regexp = value.as<Regexp>()) {
      patterns.emplace_back(regexp);
    } else if (type != nullptr && type->is(TypeKind::Regexp)) {
      const RegexpPointer& inner = type_as<RegexpType>(*type)->pattern();
      patterns.push_back(inner ? inner : compiled(""));
    } else if (type != nullptr && type->is(TypeKind::Pattern)) {
      const auto& inner = type_as<PatternType>(*type)->patterns();
      patterns.insert(patterns.end(), inner.begin(), inner.end());
    } else {
      parameters.fail_specialization(at, "String or Regexp or Pattern-Type or Regexp-Type");
    }
  }
  return make<const PatternType>(std::move(patterns));
}

TypePointer regexp(Parameters& parameters) {
  parameters.expect_count_of_specialization(1, 1);
  if (parameters[0].is_string()) {
    return make<const RegexpType>(compiled(std::string(parameters[0].as_string())));
  }
  if (const auto* value = parameters[0].as<Regexp>()) {
    return make<const RegexpType>(RegexpPointer(value));
  }
  parameters.fail_specialization(0, "String or Regexp");
}

TypePointer collection(Parameters& parameters) {
  parameters.expect_count(1, 2);
  return make<const CollectionType>(Size(parameters.size_from(0)));
}

TypePointer array(Parameters& parameters) {
  parameters.expect_count(1, 3);
  if (parameters.size() == 2 && !parameters.is_type(0)) {
    return make<const ArrayType>(TypePointer{}, Size(parameters.size_from(0)));
  }
  const TypePointer element = parameters.type_at(0);
  return make<const ArrayType>(element, parameters.size() == 1 ? Size() : Size(parameters.size_from(1)));
}

TypePointer hash(Parameters& parameters) {
  if (parameters.size() == 2 && parameters[0].is_integer() && parameters[1].is_integer()) {
    return make<const HashType>(TypePointer{}, TypePointer{}, Size(parameters.size_from(0)));
  }
  std::vector<TypePointer> types;
  for (std::size_t at = 0; at < std::min<std::size_t>(parameters.size(), 2); ++at) {
    types.push_back(parameters.type_at(at));
  }
  parameters.expect_count(2, 4);
  return make<const HashType>(types[0], types[1], parameters.size() == 2 ? Size() : Size(parameters.size_from(2)));
}

// Takes the trailing "min, max" off a list of types.
Size trailing_size(Parameters& parameters) {
  const std::size_t count = parameters.size();
  if (count == 0 || !parameters.is_bound(count - 1)) {
    return {};
  }
  const bool both = count >= 2 && parameters.is_bound(count - 2);
  const Range range = parameters.range_from(count - (both ? 2 : 1));
  parameters.drop_last();
  if (both) {
    parameters.drop_last();
  }
  return range.as_size();
}

std::vector<TypePointer> only_types(const Parameters& parameters) {
  std::vector<TypePointer> types;
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    if (!parameters.is_type(at)) {
      parameters.fail_specialization(at, "Any-Type");
    }
    types.push_back(parameters.type_at(at));
  }
  return types;
}

TypePointer tuple(Parameters& parameters) {
  const Size size = trailing_size(parameters);
  parameters.expect_count_of_specialization(1, kNoMaximum);
  return make<const TupleType>(only_types(parameters), size);
}

TypePointer variant(Parameters& parameters) {
  parameters.expect_count_of_specialization(1, kNoMaximum);
  return VariantType::of(only_types(parameters));
}

[[noreturn]] void fail_access(const std::string& message) {
  throw TypeParameterError("Error while evaluating a '[]' expression, " + message, "RUNTIME_ERROR");
}

StructElement struct_element(const Value& key, const TypePointer& value) {
  if (key.is_string()) {
    if (key.as_string().empty()) {
      fail_access("Struct element key cannot be an empty String");
    }
    return {std::string(key.as_string()), value->assignable_from(*builtin_type("Undef")), value};
  }
  const auto* type = key.as<Type>();
  const bool optional = type != nullptr && type->is(TypeKind::Optional);
  const Type* name = type;
  if (type != nullptr && (optional || type->is(TypeKind::NotUndef))) {
    name = static_cast<const WrapperType&>(*type).inner();
  } else if (const auto* choice = type == nullptr ? nullptr : type_as<EnumType>(*type);
             choice != nullptr && choice->values().size() == 1) {
    return {choice->values().front(), false, value};
  } else if (type == nullptr || !type->is(TypeKind::String)) {
    fail_access("Illegal Struct member key type. Expected NotUndef, Optional, String, or Enum. Got: " +
                ruby_class_name(key));
  }
  const auto* text = name == nullptr ? nullptr : type_as<StringType>(*name);
  if (text == nullptr || !text->value()) {
    fail_access("Unable to extract a non-empty literal string from Struct member key type " + type->to_string());
  }
  return {*text->value(), optional, value};
}

TypePointer runtime_type(const std::string& runtime, const std::string& name) {
  if (name.empty()) {
    fail_access(
        "Runtime 'name_or_pattern' has wrong type, expects a value of type String[1] or Tuple[Regexp, String[1]], got "
        "String");
  }
  return make<const RuntimeType>(runtime, name);
}

// A value stands for its type, a string for a class of the runtime.
TypePointer type_of_member(const Value& value) {
  if (const auto* type = value.as<Type>()) {
    return type->self();
  }
  return value.is_string() ? runtime_type("ruby", std::string(value.as_string()))
                           : infer_reduced_type(value)->generalized();
}

TypePointer record(Parameters& parameters) {
  parameters.expect_count_of_specialization(1, 1);
  if (!parameters[0].is_hash()) {
    parameters.fail_specialization(0, "Hash");
  }
  std::vector<StructElement> elements;
  for (const auto& [key, value] : parameters[0].as_hash()) {
    elements.push_back(struct_element(key, type_of_member(value)));
  }
  return make<const StructType>(std::move(elements));
}

TypePointer callable_of(Parameters parameters, TypePointer result) {
  TypePointer block;
  if (parameters.size() > 0 && parameters.is_type(parameters.size() - 1)) {
    const TypePointer last = parameters.type_at(parameters.size() - 1);
    if (is_callable_type(*last)) {
      block = last;
      parameters.drop_last();
    }
  }
  const Size size = trailing_size(parameters);
  std::vector<TypePointer> types = only_types(parameters);
  if (types.empty() && size && (!size->to || *size->to > 0)) {
    types.push_back(builtin_type("Unit"));
  }
  return make<const CallableType>(make<const TupleType>(std::move(types), size), std::move(block), std::move(result));
}

TypePointer callable(Parameters& parameters) {
  if (parameters.size() == 0 || !parameters[0].is_array()) {
    return callable_of(parameters, {});
  }
  parameters.expect_count_of_specialization(2, 2);
  if (!parameters.is_type(1)) {
    parameters.fail_specialization(1, "Any-Type");
  }
  return callable_of(Parameters(*builtin_type("Callable"), parameters[0].as_array(), false), parameters.type_at(1));
}

TypePointer text_or_type(const Parameters& parameters) {
  return parameters[0].is_string() ? TypePointer(make<const StringType>(std::string(parameters[0].as_string())))
                                   : parameters.type_at(0);
}

TypePointer not_undef(Parameters& parameters) {
  parameters.expect_count(0, 1);
  if (parameters.size() == 1 && !parameters[0].is_string() && !parameters.is_type(0)) {
    throw TypeParameterError(
        "NotUndef-Type[] argument must be a Type or a String. Got " + ruby_class_name(parameters[0]),
        "BAD_NOT_UNDEF_SLICE_TYPE", 0);
  }
  return make<const NotUndefType>(parameters.size() == 1 ? text_or_type(parameters) : TypePointer{});
}

TypePointer wrapper(TypeKind kind, Parameters& parameters) {
  parameters.expect_count(1, 1);
  switch (kind) {
    case TypeKind::Optional: return make<const OptionalType>(text_or_type(parameters));
    case TypeKind::Type: return make<const TypeType>(parameters.type_at(0));
    case TypeKind::Sensitive: return make<const SensitiveType>(parameters.type_at(0));
    case TypeKind::Iterator: return make<const IteratorType>(parameters.type_at(0));
    default: return make<const IterableType>(parameters.type_at(0));
  }
}

TypePointer init(Parameters& parameters) {
  const TypePointer type = parameters.type_at(0);
  return make<const InitType>(type, Values(parameters.values().begin() + 1, parameters.values().end()));
}

TypePointer named(const Type& base, Parameters& parameters) {
  if (base.is(TypeKind::Runtime)) {
    parameters.expect_count_named("A Runtime-Type", 2, 1, 2);
    for (std::size_t at = 0; at < 2; ++at) {
      if (!parameters[at].is_string()) {
        parameters.fail_specialization(at, "String or String");
      }
    }
    return runtime_type(std::string(parameters[0].as_string()), std::string(parameters[1].as_string()));
  }
  const std::string& type = static_cast<const CatalogType&>(base).type();
  std::vector<std::string> words;
  for (std::size_t at = 0; at < parameters.size(); ++at) {
    const auto* resource = parameters[at].as<CatalogType>();
    if (resource == nullptr && !parameters[at].is_string()) {
      throw TypeParameterError("First argument to Resource[] must be a resource type or a String. Got " +
                                   ruby_class_name(parameters[at]) + ".",
                               "ILLEGAL_RESOURCE_SPECIALIZATION", at);
    }
    words.push_back(resource == nullptr ? std::string(parameters[at].as_string()) : resource->type());
  }
  const std::size_t most = base.is(TypeKind::Class) || !type.empty() ? 1 : 2;
  parameters.expect_count(1, most);
  if (base.is(TypeKind::Resource) && !type.empty()) {
    return make<const CatalogType>(TypeKind::Resource, type, words[0]);
  }
  return make<const CatalogType>(base.kind(), words[0], words.size() > 1 ? words[1] : "");
}

TypePointer error_with(const Parameters& parameters) {
  try {
    const TypePointer extended = extend_object_type(error_object(), parameters.values());
    const auto& given = *type_as<ObjectExtension>(*extended);
    const auto part = [&](std::string_view name) {
      const Value* value = given.parameter(name);
      return value == nullptr ? Value::default_literal() : *value;
    };
    Values parts{part("kind"), part("issue_code")};
    if (parts.back().is_default()) {
      parts.pop_back();
    }
    return make<const ErrorType>(std::move(parts));
  } catch (const EvaluationError& error) {
    fail_access(error.what());
  }
}

TypePointer type_set(const Parameters& parameters) {
  parameters.expect_count(1, 1);
  try {
    return anonymous_type_set(parameters[0]);
  } catch (const EvaluationError& error) {
    fail_access(error.what());
  }
}

TypePointer object(const Type& base, Parameters& parameters) {
  try {
    if (const auto* defined = type_as<ObjectType>(base)) {
      return extend_object_type(*defined, parameters.values());
    }
    parameters.expect_count_of_specialization(1, 1);
    return anonymous_object_type(parameters[0]);
  } catch (const TypeParameterError&) {
    throw;
  } catch (const EvaluationError& error) {
    fail_access(error.what());
  }
}

TypePointer apply(const Type& base, Parameters& parameters) {
  switch (base.kind()) {
    case TypeKind::Boolean: return boolean(parameters);
    case TypeKind::Integer: return integer(parameters);
    case TypeKind::Float: return floating(parameters);
    case TypeKind::String: return text(parameters);
    case TypeKind::Enum: return enumeration(parameters);
    case TypeKind::Pattern: return pattern(parameters);
    case TypeKind::Regexp: return regexp(parameters);
    case TypeKind::Collection: return collection(parameters);
    case TypeKind::Array: return array(parameters);
    case TypeKind::Hash: return hash(parameters);
    case TypeKind::Tuple: return tuple(parameters);
    case TypeKind::Struct: return record(parameters);
    case TypeKind::Variant: return variant(parameters);
    case TypeKind::Callable: return callable(parameters);
    case TypeKind::NotUndef: return not_undef(parameters);
    case TypeKind::Init: return init(parameters);
    case TypeKind::Error: return error_with(parameters);
    case TypeKind::Optional:
    case TypeKind::Type:
    case TypeKind::Sensitive:
    case TypeKind::Iterable:
    case TypeKind::Iterator: return wrapper(base.kind(), parameters);
    case TypeKind::Class:
    case TypeKind::Resource:
    case TypeKind::Runtime: return named(base, parameters);
    case TypeKind::SemVer: return semver_type_with(parameters);
    case TypeKind::Timestamp:
    case TypeKind::Timespan: return time_type_with(base.kind(), parameters);
    case TypeKind::Uri: return uri_type_with(parameters);
    case TypeKind::Object:
    case TypeKind::DefinedObject: return object(base, parameters);
    case TypeKind::TypeSet: return type_set(parameters);
    default:
      throw TypeParameterError("Operator '[]' is not applicable to " + std::string(article(base.to_string())) + " " +
                                   base.to_string() + "-Type.",
                               "OPERATOR_NOT_APPLICABLE");
  }
}

}  // namespace

TypePointer parameterize(const TypePointer& base, std::span<const Value> parameters) {
  const bool keeps_lists = base->is(TypeKind::Callable) || base->is(TypeKind::Init) || base->is(TypeKind::Struct);
  Parameters given(*base, parameters, !keeps_lists);
  TypePointer type = apply(*base, given);
  if (type->nesting() >= kMaximumDepth) {
    throw EvaluationError("The type is nested too deeply");
  }
  if (type->extent() > kMaximumTypeExtent) {
    throw EvaluationError("The type is too large: it may be made of 16384 types");
  }
  return type;
}

}  // namespace volley::runtime
