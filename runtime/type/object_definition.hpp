// What stands inside Object[{...}]: attributes, constants, functions, the parent, and how instances compare. Read from
// the hash that the definition is written as; everything that is wrong with it is told in Puppet's words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {

struct ObjectMember {
  enum class Feature { Attribute, TypeParameter, Function };
  enum class Kind { Plain, Constant, Derived, GivenOrDerived, Reference };

  Feature feature = Feature::Attribute;
  std::string container;  // the name of the type that defines it
  std::string name;
  TypePointer type;
  Kind kind = Kind::Plain;
  bool final = false;
  bool overrides = false;
  std::optional<Value> value;  // the default, or the constant

  // "attribute P[a]"
  [[nodiscard]] std::string label() const;
  // Whether an instance is made with it.
  [[nodiscard]] bool is_parameter() const {
    return feature == Feature::Attribute && kind != Kind::Constant && kind != Kind::Derived;
  }
  // Whether an instance can be made without it.
  [[nodiscard]] bool is_optional() const { return value.has_value() || kind == Kind::GivenOrDerived; }
};

using ObjectMembers = std::vector<ObjectMember>;

struct ObjectDefinition {
  TypePointer parent;  // as written; may be an alias
  ObjectMembers type_parameters;
  ObjectMembers attributes;
  ObjectMembers functions;
  std::optional<std::vector<std::string>> equality;
  bool equality_includes_type = true;
  std::optional<Value> checks;
  std::optional<Value> annotations;

  // With those of the parents in front, where they are not overridden.
  ObjectMembers all_type_parameters;
  ObjectMembers all_attributes;
  ObjectMembers all_functions;
  // What two instances are compared by, by name.
  std::vector<std::string> compared;
  // Positions in all_attributes: the parameters of the constructor, required ones first.
  std::vector<std::size_t> parameters;
};

[[nodiscard]] const ObjectMember* find_member(const ObjectMembers& members, std::string_view name);

// `name` is empty for a type without one. `parent` is the definition of the parent when that is an Object type too.
// Throws EvaluationError (without place).
[[nodiscard]] ObjectDefinition read_object_definition(const std::string& name, const Value& initializer,
                                                      const ObjectDefinition* parent, std::string_view parent_name);

// As it would be written: "{name => 'P', attributes => {'a' => Integer}}".
[[nodiscard]] std::string print_object_definition(const std::string& name, const ObjectDefinition& definition);

}  // namespace volley::runtime
