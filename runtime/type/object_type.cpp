#include "runtime/type/object_type.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/alias_type.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/object_instance.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/value/regexp.hpp"

namespace volley::runtime {
namespace {

// Far more than anybody needs, far less than the stack holds.
constexpr std::size_t kMaximumParents = 100;

const Type* without_alias(const Type* type) {
  for (std::size_t hops = 0; type != nullptr && hops < kMaximumParents; ++hops) {
    const auto* alias = type_as<AliasType>(*type);
    if (alias == nullptr) {
      return type;
    }
    type = &alias->resolved();
  }
  return type;
}

const ObjectType* as_object_type(const Type* type) {
  const Type* plain = without_alias(type);
  if (plain == nullptr) {
    return nullptr;
  }
  if (const auto* extension = type_as<ObjectExtension>(*plain)) {
    return &extension->base();
  }
  return type_as<ObjectType>(*plain);
}

const ObjectType* parent_in(const Value& initializer) {
  return initializer.is_hash() ? as_object_type(initializer.as_hash().get("parent").as<Type>()) : nullptr;
}

void refuse_unknown_parent(const Value& initializer) {
  const Type* parent = initializer.is_hash() ? initializer.as_hash().get("parent").as<Type>() : nullptr;
  const Type* plain = without_alias(parent);
  if (const auto* reference = plain == nullptr ? nullptr : type_as<ReferenceType>(*plain)) {
    throw EvaluationError("reference to unresolved type '" + reference->text() + "'");
  }
}

struct Reading {
  bool& flag;
  explicit Reading(bool& value) : flag(value) { flag = true; }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;
  ~Reading() { flag = false; }
};

// As a case option matches.
bool fits(const Value& value, const Value& wanted) {
  if (const auto* type = wanted.as<Type>()) {
    const auto* given = value.as<Type>();
    return type->matches(value) || (given != nullptr && type->assignable_from(*given));
  }
  if (const auto* regexp = wanted.as<Regexp>()) {
    return value.is_string() && regexp->found_in(value.as_string());
  }
  return loosely_equal(value, wanted);
}

bool asks_for_nothing(const ObjectDefinition& definition) {
  return definition.all_attributes.empty() && definition.all_functions.empty() && !definition.parent;
}

}  // namespace

const ObjectDefinition& ObjectType::definition() const {
  if (!definition_) {
    read();
  }
  return *definition_;
}

// Parents first, without recursion: the chain may be of any length, or closed.
void ObjectType::read() const {
  if (reading_) {
    throw EvaluationError("Reference to unresolved type " + std::string(name()));
  }
  const Reading reading(reading_);
  std::vector<const ObjectType*> chain;
  for (const ObjectType* type = this; type != nullptr && !type->definition_; type = parent_in(type->initializer_)) {
    if (std::ranges::find(chain, type) != chain.end()) {
      throw EvaluationError("The Object type '" + std::string(type->name()) + "' inherits from itself");
    }
    if (chain.size() > kMaximumParents) {
      throw EvaluationError("The type is nested too deeply");
    }
    if (!type->read_initializer_) {
      throw EvaluationError("Reference to unresolved type " + std::string(type->name()));
    }
    type->initializer_ = type->read_initializer_();
    chain.push_back(type);
  }
  for (; !chain.empty(); chain.pop_back()) {
    const ObjectType& type = *chain.back();
    if (type.definition_) {
      continue;
    }
    refuse_unknown_parent(type.initializer_);
    const ObjectType* parent = parent_in(type.initializer_);
    auto definition =
        read_object_definition(type.name_, type.initializer_, parent == nullptr ? nullptr : parent->definition_.get(),
                               parent == nullptr ? std::string_view() : parent->name());
    type.definition_ = std::make_unique<const ObjectDefinition>(std::move(definition));
    type.initializer_ = Value();
    type.read_initializer_ = nullptr;
  }
}

// Also asked while the definition is being read.
const ObjectType* ObjectType::parent() const {
  return reading_ ? parent_in(initializer_) : as_object_type(definition().parent.get());
}

void ObjectType::release() const {
  read_initializer_ = nullptr;
  initializer_ = Value();
  definition_.reset();
}

bool ObjectType::matches(const Value& value) const {
  const auto* instance = value.as<ObjectInstance>();
  return instance != nullptr && admits(instance->type());
}

bool ObjectType::same_as(const Type& other) const {
  const auto* object = type_as<ObjectType>(other);
  return object != nullptr && (this == object || (name_ == object->name_ && to_string() == object->to_string()));
}

bool ObjectType::admits(const Type& other) const {
  for (const ObjectType* type = as_object_type(&other); type != nullptr; type = type->parent()) {
    if ((name_.empty() && asks_for_nothing(definition())) || same_as(*type)) {
      return true;
    }
  }
  return false;
}

std::string ObjectType::to_string() const { return "Object[" + print_object_definition(name_, definition()) + "]"; }

void ObjectType::print(TypePrinter& printer) const {
  printer.add(printer.expands_aliases() ? to_string() : std::string(name()));
}

const Value* ObjectExtension::parameter(std::string_view name) const {
  const auto found = std::ranges::find(parameters_, name, &Parameters::value_type::first);
  return found == parameters_.end() ? nullptr : &found->second;
}

bool ObjectExtension::matches(const Value& value) const {
  const auto* instance = value.as<ObjectInstance>();
  return instance != nullptr && base_->matches(value) && std::ranges::all_of(parameters_, [&](const auto& wanted) {
           const Value* given = instance->find(wanted.first);
           return given != nullptr && fits(*given, wanted.second);
         });
}

bool ObjectExtension::same_as(const Type& other) const {
  const auto* extension = type_as<ObjectExtension>(other);
  return extension != nullptr && base_->same_as(*extension->base_) &&
         std::ranges::equal(parameters_, extension->parameters_, [](const auto& a, const auto& b) {
           return a.first == b.first && strictly_equal(a.second, b.second);
         });
}

bool ObjectExtension::admits(const Type& other) const {
  const auto* extension = type_as<ObjectExtension>(other);
  return extension != nullptr && base_->assignable_from(*extension->base_) &&
         std::ranges::all_of(parameters_, [&](const auto& wanted) {
           const Value* given = extension->parameter(wanted.first);
           return given != nullptr && fits(*given, wanted.second);
         });
}

void ObjectExtension::print(TypePrinter& printer) const {
  printer.begin(name());
  const ObjectMembers& known = base_->definition().all_type_parameters;
  if (known.size() > 2) {
    Hash by_name;
    for (const auto& [parameter, value] : parameters_) {
      by_name.set(Value(parameter), value);
    }
    printer.next();
    printer.add_value(Value(std::move(by_name)));
    return printer.end();
  }
  std::size_t left = parameters_.size();
  for (const ObjectMember& member : known) {
    if (left == 0) {
      break;
    }
    const Value* value = parameter(member.name);
    left -= value == nullptr ? 0 : 1;
    printer.next();
    printer.add_value(value == nullptr ? Value::default_literal() : *value);
  }
  printer.end();
}

const lang::Node* object_initializer(const lang::Node& expression) {
  if (expression.kind != lang::NodeKind::Access) {
    return nullptr;
  }
  const auto& access = static_cast<const lang::Access&>(expression);
  const bool is_object = access.object->kind == lang::NodeKind::QualifiedReference &&
                         static_cast<const lang::QualifiedReference&>(*access.object).name == "Object";
  return is_object && access.keys.size() == 1 && access.keys[0]->kind == lang::NodeKind::Hash ? access.keys[0]
                                                                                              : nullptr;
}

TypePointer extend_object_type(const ObjectType& base, std::span<const Value> parameters) {
  const ObjectMembers& known = base.definition().all_type_parameters;
  const std::string label = "The " + std::string(base.name()) + "-Type cannot be parameterized using ";
  if (known.empty()) {
    throw EvaluationError(label + "[]");
  }
  ObjectExtension::Parameters given;
  const auto add = [&](const ObjectMember& member, const Value& value) {
    if (value.is_default()) {
      return;
    }
    if (!member.type->matches(value)) {
      throw EvaluationError(describe_mismatch(member.label() + " has wrong type,", *member.type, value));
    }
    given.emplace_back(member.name, value);
  };
  const bool by_name = parameters.size() == 1 && parameters[0].is_hash() && !known.front().type->matches(parameters[0]);
  if (by_name) {
    for (const auto& [name, value] : parameters[0].as_hash()) {
      const ObjectMember* member = name.is_string() ? find_member(known, name.as_string()) : nullptr;
      if (member == nullptr) {
        throw EvaluationError("'" + (name.is_string() ? std::string(name.as_string()) : std::string("?")) +
                              "' is not a known type parameter for " + std::string(base.name()) + "-Type");
      }
      add(*member, value);
    }
  }
  for (std::size_t at = 0; !by_name && at < std::min(known.size(), parameters.size()); ++at) {
    add(known[at], parameters[at]);
  }
  if (given.empty()) {
    throw EvaluationError(label + "an empty parameter list");
  }
  return make<const ObjectExtension>(Pointer<const ObjectType>(&base), std::move(given));
}

TypePointer anonymous_object_type(const Value& initializer) {
  const Value name = initializer.is_hash() ? initializer.as_hash().get("name") : Value();
  const auto type = make<const ObjectType>(name.is_string() ? std::string(name.as_string()) : std::string(),
                                           [initializer] { return initializer; });
  static_cast<void>(type->definition());
  return type;
}

}  // namespace volley::runtime
