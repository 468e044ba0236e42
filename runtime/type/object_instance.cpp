#include "runtime/type/object_instance.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/signature.hpp"
#include "runtime/type/collection_types.hpp"
#include "runtime/type/printer.hpp"

namespace volley::runtime {
namespace {

Value default_of(const ObjectMember& member) { return member.value.value_or(Value()); }

Signature hash_signature(const ObjectDefinition& definition) {
  std::vector<StructElement> elements;
  for (const ObjectMember& member : definition.all_attributes) {
    if (member.is_parameter()) {
      elements.push_back({member.name, member.is_optional(), member.type});
    }
  }
  Signature signature;
  signature.parameters.push_back({"hash", make<const StructType>(std::move(elements))});
  signature.arguments = {1, 1};
  return signature;
}

Signature positional_signature(const ObjectDefinition& definition) {
  Signature signature;
  signature.arguments = {0, definition.parameters.size()};
  for (const std::size_t at : definition.parameters) {
    const ObjectMember& member = definition.all_attributes[at];
    signature.parameters.push_back({member.name, member.type});
    signature.arguments.least += member.is_optional() ? 0 : 1;
  }
  return signature;
}

}  // namespace

ObjectInstance::ObjectInstance(Pointer<const ObjectType> type, Values values)
    : type_(std::move(type)), values_(std::move(values)) {
  for (const Value& value : values_) {
    nest_around(value);
  }
}

const Value* ObjectInstance::find(std::string_view name) const {
  const ObjectDefinition& definition = type_->definition();
  for (std::size_t at = 0; at < definition.parameters.size(); ++at) {
    if (definition.all_attributes[definition.parameters[at]].name == name) {
      return &values_[at];
    }
  }
  const ObjectMember* member = find_member(definition.all_attributes, name);
  return member != nullptr && member->value ? &*member->value : nullptr;
}

Hash ObjectInstance::attributes() const {
  const ObjectDefinition& definition = type_->definition();
  Hash result;
  for (std::size_t at = 0; at < definition.parameters.size(); ++at) {
    result.set(Value(definition.all_attributes[definition.parameters[at]].name), values_[at]);
  }
  return result;
}

// In the order of the definition, without what is as it would be anyway.
std::string ObjectInstance::to_string() const {
  Hash shown;
  for (const ObjectMember& member : type_->definition().all_attributes) {
    if (!member.is_parameter()) {
      continue;
    }
    const Value& value = *find(member.name);
    if (!member.value || !strictly_equal(*member.value, value)) {
      shown.set(Value(member.name), value);
    }
  }
  TypePrinter printer(TypePrinter::Aliases::Named);
  printer.add(type_->name());
  printer.add("(");
  printer.add_value(Value(std::move(shown)));
  printer.add(")");
  return printer.take();
}

bool ObjectInstance::equals(const Object& other) const {
  const auto* instance = dynamic_cast<const ObjectInstance*>(&other);
  if (instance == nullptr || this == instance) {
    return instance != nullptr;
  }
  const ObjectDefinition& definition = type_->definition();
  if (definition.equality_includes_type && !type_->same_as(instance->type())) {
    return false;
  }
  return std::ranges::all_of(definition.compared, [&](const std::string& name) {
    const Value* mine = find(name);
    const Value* theirs = instance->find(name);
    return mine == nullptr || theirs == nullptr ? mine == theirs : strictly_equal(*mine, *theirs);
  });
}

std::size_t ObjectInstance::hash_code() const {
  constexpr std::size_t kFactor = 31;
  std::size_t code = 0;
  for (const std::string& name : type_->definition().compared) {
    const Value* value = find(name);
    code = code * kFactor + (value == nullptr ? 0 : runtime::hash_code(*value));
  }
  return code;
}

std::optional<Value> ObjectInstance::attribute(std::string_view name) const {
  if (const Value* value = find(name)) {
    return *value;
  }
  const ObjectDefinition& definition = type_->definition();
  if (const ObjectMember* member = find_member(definition.all_attributes, name)) {
    throw EvaluationError("no method is implemented for derived " + member->label());
  }
  if (const ObjectMember* member = find_member(definition.all_functions, name)) {
    throw EvaluationError("no method is implemented for " + member->label());
  }
  return std::nullopt;
}

std::optional<Value> ObjectInstance::call(std::string_view name, std::span<const Value> arguments) const {
  const ObjectDefinition& definition = type_->definition();
  if (const ObjectMember* member = find_member(definition.all_attributes, name)) {
    throw EvaluationError("'" + member->label() + "' expects no arguments, got " + std::to_string(arguments.size()));
  }
  if (const ObjectMember* member = find_member(definition.all_functions, name)) {
    throw EvaluationError("no method is implemented for " + member->label());
  }
  return std::nullopt;
}

Value construct_object(const ObjectType& type, std::span<const Value> arguments) {
  const ObjectDefinition& definition = type.definition();
  const Signature signatures[] = {hash_signature(definition), positional_signature(definition)};
  Values values;
  if (signatures[0].accepts(arguments, nullptr)) {
    const Hash& given = arguments[0].as_hash();
    for (const std::size_t at : definition.parameters) {
      const ObjectMember& member = definition.all_attributes[at];
      const Value* value = given.find(member.name);
      values.push_back(value == nullptr ? default_of(member) : *value);
    }
  } else if (signatures[1].accepts(arguments, nullptr)) {
    values.assign(arguments.begin(), arguments.end());
    for (std::size_t at = values.size(); at < definition.parameters.size(); ++at) {
      values.push_back(default_of(definition.all_attributes[definition.parameters[at]]));
    }
  } else {
    throw EvaluationError(describe_rejection("'new_" + std::string(type.name()) + "'", signatures, arguments, nullptr));
  }
  return Value(make<const ObjectInstance>(Pointer<const ObjectType>(&type), std::move(values)));
}

TypePointer infer_object_type(const ObjectInstance& instance) {
  const ObjectMembers& known = instance.type().definition().all_type_parameters;
  Values parameters;
  bool any = false;
  for (const ObjectMember& member : known) {
    const Value* value = instance.find(member.name);
    parameters.push_back(value == nullptr ? Value::default_literal() : *value);
    any = any || value != nullptr;
  }
  return any ? extend_object_type(instance.type(), parameters) : instance.type().self();
}

}  // namespace volley::runtime
