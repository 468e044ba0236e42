// From a value to its type: with each member of a container told apart, or reduced to one element type.
#include <algorithm>

#include "runtime/evaluate/closure.hpp"
#include "runtime/type/callable_type.hpp"
#include "runtime/type/common_type.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/iterator.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/object_instance.hpp"
#include "runtime/type/scalar_types.hpp"
#include "runtime/type/semver_type.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/type/time_type.hpp"
#include "runtime/type/uri_type.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/error_value.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/uri.hpp"

namespace volley::runtime {
namespace {

class NoAliases final : public TypeEnvironment {
 public:
  TypePointer find_type(std::string_view /*name*/) override { return builtin_type("Any"); }
};

TypePointer declared(const lang::Node* node) {
  if (node == nullptr) {
    return builtin_type("Any");
  }
  NoAliases environment;
  try {
    return type_from_node(*node, nullptr, environment);
  } catch (const EvaluationError&) {
    // The call itself will tell; here it only must not narrow what the lambda takes.
    return builtin_type("Any");
  }
}

TypePointer type_of_lambda(const lang::Lambda& lambda) {
  std::vector<TypePointer> types;
  Range size{0, 0};
  for (const lang::Parameter& parameter : lambda.parameters) {
    types.push_back(declared(parameter.type));
    if (parameter.captures_rest) {
      size.to.reset();
    } else {
      *size.to += 1;
    }
    *size.from += parameter.default_value == nullptr && !parameter.captures_rest ? 1 : 0;
  }
  const bool exact = size == exactly(types.size()) && !types.empty();
  return make<const CallableType>(make<const TupleType>(std::move(types), exact ? Size() : Size(size)), TypePointer{},
                                  lambda.return_type == nullptr ? TypePointer{} : declared(lambda.return_type));
}

TypePointer type_of_error(const ErrorValue& error) {
  const auto text = [](const std::string& part) { return part.empty() ? Value() : Value(part); };
  return make<const ErrorType>(Values{text(error.kind()), text(error.issue_code())});
}

TypePointer reduced(const Values& values) {
  TypePointer whole = builtin_type("Unit");
  for (const Value& value : values) {
    const TypePointer type = infer_reduced_type(value);
    whole = whole->is(TypeKind::Unit) ? type : common_type(whole, type);
  }
  return whole;
}

// Versions, times and URIs: their types say which one it is.
TypePointer type_of_special(const Value& value) {
  if (const auto* time = value.as<TimeValue>()) {
    const TypeKind kind = time->type_name() == "Timestamp" ? TypeKind::Timestamp : TypeKind::Timespan;
    return make<const TimeType>(kind, TimeBound{time->nanoseconds()}, TimeBound{time->nanoseconds()});
  }
  if (const auto* semver = value.as<SemVer>()) {
    return make<const SemVerType>(std::vector{VersionRange(semver->version(), semver->version(), false)});
  }
  if (value.as<BigInteger>() != nullptr) {
    return make<const IntegerType>(value, value);
  }
  const auto* uri = value.as<Uri>();
  return uri == nullptr ? TypePointer() : TypePointer(make<const UriType>(uri->known_parts()));
}

TypePointer type_of_object(const Value& value) {
  if (const auto* type = value.as<Type>()) {
    return make<const TypeType>(type->self());
  }
  if (const auto* sensitive = value.as<Sensitive>()) {
    return make<const SensitiveType>(infer_reduced_type(sensitive->unwrap())->generalized());
  }
  if (const auto* regexp = value.as<Regexp>()) {
    return make<const RegexpType>(RegexpPointer(regexp));
  }
  if (const auto* error = value.as<ErrorValue>()) {
    return type_of_error(*error);
  }
  if (const auto* closure = value.as<Closure>()) {
    return type_of_lambda(closure->lambda());
  }
  if (const auto* instance = value.as<ObjectInstance>()) {
    return infer_object_type(*instance);
  }
  if (TypePointer exact = type_of_special(value)) {
    return exact;
  }
  if (const auto* iterator = value.as<Iterator>()) {
    return iterator->type();
  }
  const Object& object = value.as_object();
  if (TypePointer known = builtin_type(object.type_name())) {
    return known;
  }
  return object_type(std::string(object.type_name()));
}

TypePointer type_of_plain(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Undef: return builtin_type("Undef");
    case Value::Kind::Default: return builtin_type("Default");
    case Value::Kind::Boolean: return make<const BooleanType>(value.as_boolean());
    case Value::Kind::Integer: return make<const IntegerType>(Range{value.as_integer(), value.as_integer()});
    case Value::Kind::Float: return make<const FloatType>(value.as_float(), value.as_float());
    case Value::Kind::String: return make<const StringType>(value.as_string());
    default: return type_of_object(value);
  }
}

TypePointer type_of_array(const Values& items) {
  if (items.empty()) {
    return make<const ArrayType>(TypePointer{}, Size(exactly(0)));
  }
  std::vector<TypePointer> types;
  types.reserve(items.size());
  for (const Value& item : items) {
    types.push_back(infer_type(item));
  }
  return make<const TupleType>(std::move(types));
}

TypePointer type_of_hash(const Hash& hash) {
  if (hash.empty()) {
    return make<const HashType>(TypePointer{}, TypePointer{}, Size(exactly(0)));
  }
  const auto is_name = [](const Hash::Entry& entry) { return entry.key.is_string() && !entry.key.as_string().empty(); };
  if (std::ranges::all_of(hash, is_name)) {
    std::vector<StructElement> elements;
    for (const auto& [key, value] : hash) {
      elements.push_back({key.as_string(), false, infer_type(value)});
    }
    return make<const StructType>(std::move(elements));
  }
  std::vector<TypePointer> keys;
  std::vector<TypePointer> values;
  for (const auto& [key, value] : hash) {
    keys.push_back(infer_type(key));
    values.push_back(infer_type(value));
  }
  return make<const HashType>(VariantType::of(keys), VariantType::of(values), Size(exactly(hash.size())));
}

}  // namespace

TypePointer infer_type(const Value& value) {
  if (value.is_array()) {
    return type_of_array(value.as_array());
  }
  return value.is_hash() ? type_of_hash(value.as_hash()) : type_of_plain(value);
}

TypePointer infer_reduced_type(const Value& value) {
  if (value.is_array()) {
    return make<const ArrayType>(reduced(value.as_array()), Size(exactly(value.as_array().size())));
  }
  if (value.is_hash()) {
    Values keys;
    Values values;
    for (const auto& [key, item] : value.as_hash()) {
      keys.push_back(key);
      values.push_back(item);
    }
    return make<const HashType>(reduced(keys), reduced(values), Size(exactly(keys.size())));
  }
  return type_of_plain(value);
}

std::string general_type_name(const Value& value) {
  if (value.is_array()) {
    return "Array";
  }
  return value.is_hash() ? "Hash" : std::string(type_of_plain(value)->name());
}

}  // namespace volley::runtime
