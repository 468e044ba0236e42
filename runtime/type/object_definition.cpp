#include "runtime/type/object_definition.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/composite_types.hpp"

namespace volley::runtime {
namespace {

using Feature = ObjectMember::Feature;
using Kind = ObjectMember::Kind;

class NoNames final : public TypeEnvironment {
 public:
  TypePointer find_type(std::string_view /*name*/) override { return {}; }
};

TypePointer type_of_text(std::string_view text) {
  NoNames names;
  return parse_type(text, names);
}

// The shapes that definitions must have.
struct Shapes {
  TypePointer definition = type_of_text(
      R"(Struct[{Optional[name] => Pattern[/\A[A-Z][\w]*(?:::[A-Z][\w]*)*\z/], Optional[parent] => Type,
         Optional[type_parameters] => Hash[Pattern[/\A[a-z_]\w*\z/], NotUndef],
         Optional[attributes] => Hash[Pattern[/\A[a-z_]\w*\z/], NotUndef],
         Optional[constants] => Hash[Pattern[/\A[a-z_]\w*\z/], Any],
         Optional[functions] => Hash[Variant[Pattern[/\A[a-z_]\w*\z/], Enum['[]']], NotUndef],
         Optional[equality] => Variant[Pattern[/\A[a-z_]\w*\z/], Array[Pattern[/\A[a-z_]\w*\z/]]],
         Optional[equality_include_type] => Boolean, Optional[checks] => Any,
         Optional[annotations] => Optional[Hash[Type, Hash[Pattern[/\A[a-z_]\w*\z/], Any]]]}])");
  TypePointer attribute = type_of_text(
      R"(Struct[{type => Type, Optional[final] => Boolean, Optional[override] => Boolean,
         Optional[kind] => Enum[constant, derived, given_or_derived, reference], value => Any,
         Optional[annotations] => Optional[Hash[Type, Hash[Pattern[/\A[a-z_]\w*\z/], Any]]]}])");
  TypePointer function = type_of_text(
      R"(Struct[{type => Type[Callable], Optional[final] => Boolean, Optional[override] => Boolean,
         Optional[annotations] => Optional[Hash[Type, Hash[Pattern[/\A[a-z_]\w*\z/], Any]]]}])");
  TypePointer callable = type_of_text("Type[Callable]");
};

const Shapes& shapes() {
  static const Shapes known;
  return known;
}

[[noreturn]] void refuse(const std::string& message) { throw EvaluationError(message); }

void expect(const std::string& subject, const Type& type, const Value& value) {
  if (!type.matches(value)) {
    refuse(describe_mismatch(subject + " has wrong type,", type, value));
  }
}

Kind kind_of(const Value& value) {
  static constexpr std::pair<std::string_view, Kind> kNames[] = {{"constant", Kind::Constant},
                                                                 {"derived", Kind::Derived},
                                                                 {"given_or_derived", Kind::GivenOrDerived},
                                                                 {"reference", Kind::Reference}};
  for (const auto& [name, kind] : kNames) {
    if (value.is_string() && value.as_string() == name) {
      return kind;
    }
  }
  return Kind::Plain;
}

void check_override(const ObjectMember& member, const ObjectMembers& inherited, const ObjectMembers& others) {
  const std::string label = member.label();
  const ObjectMember* parent = find_member(inherited, member.name);
  if (const ObjectMember* other = find_member(others, member.name); parent == nullptr && other != nullptr) {
    refuse(label + " attempts to override " + other->label());
  }
  if (parent == nullptr) {
    if (member.overrides) {
      const std::string what = label.substr(0, label.find(' '));
      refuse("expected " + label + " to override an inherited " + what + ", but no such " + what + " was found");
    }
    return;
  }
  if (parent->final && !(parent->kind == Kind::Constant && member.kind == Kind::Constant)) {
    refuse(label + " attempts to override final " + parent->label());
  }
  if (!member.overrides) {
    refuse(label + " attempts to override " + parent->label() + " without having override => true");
  }
  if (!parent->type->assignable_from(*member.type)) {
    refuse(label + " attempts to override " + parent->label() + " with a type that does not match");
  }
}

// Reads one definition; holds what its parts need of each other.
class Reader {
 public:
  Reader(const std::string& name, const Hash& hash, const ObjectDefinition* parent, std::string_view parent_name)
      : label_(name.empty() ? "Object" : name), hash_(hash), parent_(parent), parent_name_(parent_name) {}

  ObjectDefinition read() {
    if (const auto* parent = hash_.get("parent").as<Type>()) {
      result_.parent = parent->self();
    }
    read_type_parameters();
    read_attributes();
    read_constants();
    for (const ObjectMember& attribute : result_.attributes) {
      check_override(attribute, inherited(&ObjectDefinition::all_attributes),
                     inherited(&ObjectDefinition::all_functions));
    }
    read_functions();
    inherit();
    read_equality();
    keep("checks", result_.checks);
    keep("annotations", result_.annotations);
    return std::move(result_);
  }

 private:
  [[nodiscard]] const ObjectMembers& inherited(ObjectMembers ObjectDefinition::*part) const {
    static const ObjectMembers none;
    return parent_ == nullptr ? none : parent_->*part;
  }

  void keep(std::string_view key, std::optional<Value>& target) const {
    if (const Value* value = hash_.find(key); value != nullptr && !value->is_undef()) {
      target = *value;
    }
  }

  [[nodiscard]] const Hash* group(std::string_view key) const {
    const Value* value = hash_.find(key);
    return value != nullptr && value->is_hash() ? &value->as_hash() : nullptr;
  }

  [[nodiscard]] ObjectMember named(Feature feature, const Value& name) const {
    ObjectMember member;
    member.feature = feature;
    member.container = label_;
    member.name = name.as_string();
    return member;
  }

  void read_type_parameters() {
    const Hash* specifications = group("type_parameters");
    for (const auto& [name, given] : specifications == nullptr ? Hash() : *specifications) {
      ObjectMember member = named(Feature::TypeParameter, name);
      Value type = given;
      if (given.is_hash()) {
        type = given.as_hash().get("type");
      }
      expect(member.label(), *builtin_type("Type"), type);
      member.type = type.as<Type>()->self();
      if (!member.type->is(TypeKind::Optional)) {
        member.type = make<const OptionalType>(member.type);
      }
      check_override(member, inherited(&ObjectDefinition::all_type_parameters), {});
      result_.type_parameters.push_back(std::move(member));
    }
  }

  void read_attributes() {
    const Hash* specifications = group("attributes");
    const Hash* constants = group("constants");
    for (const auto& [name, given] : specifications == nullptr ? Hash() : *specifications) {
      if (constants != nullptr && constants->find(name) != nullptr) {
        refuse("attribute " + label_ + "[" + std::string(name.as_string()) +
               "] is defined as both a constant and an attribute");
      }
      result_.attributes.push_back(attribute(name, given));
    }
  }

  ObjectMember attribute(const Value& name, const Value& given) {
    ObjectMember member = named(Feature::Attribute, name);
    if (!given.is_hash()) {
      expect(member.label(), *builtin_type("Type"), given);
      member.type = given.as<Type>()->self();
      if (member.type->is(TypeKind::Optional)) {
        member.value = Value();
      }
      return member;
    }
    expect("initializer for " + member.label(), *shapes().attribute, given);
    const Hash& hash = given.as_hash();
    member.type = hash.get("type").as<Type>()->self();
    member.kind = kind_of(hash.get("kind"));
    member.final = hash.get("final").truthy() || member.kind == Kind::Constant;
    member.overrides = hash.get("override").truthy();
    if (member.kind == Kind::Constant && hash.contains("final") && !hash.get("final").truthy()) {
      refuse(member.label() + " of kind 'constant' cannot be combined with final => false");
    }
    read_value(member, hash);
    return member;
  }

  static void read_value(ObjectMember& member, const Hash& hash) {
    const Value* value = hash.find("value");
    if (value == nullptr) {
      if (member.kind == Kind::Constant) {
        refuse(member.label() + " of kind 'constant' requires a value");
      }
      return;
    }
    if (member.kind == Kind::Derived || member.kind == Kind::GivenOrDerived) {
      refuse(member.label() + " of kind '" + (member.kind == Kind::Derived ? "derived" : "given_or_derived") +
             "' cannot be combined with an attribute value");
    }
    if (!value->is_default()) {
      expect(member.label() + " value", *member.type, *value);
    }
    member.value = *value;
  }

  void read_constants() {
    const Hash* constants = group("constants");
    for (const auto& [name, value] : constants == nullptr ? Hash() : *constants) {
      ObjectMember member = named(Feature::Attribute, name);
      // As general as it can be, so that it may be overridden.
      member.type = infer_reduced_type(value)->generalized();
      member.kind = Kind::Constant;
      member.final = true;
      member.value = value;
      member.overrides = find_member(inherited(&ObjectDefinition::all_attributes), member.name) != nullptr;
      result_.attributes.push_back(std::move(member));
    }
  }

  void read_functions() {
    const Hash* specifications = group("functions");
    for (const auto& [name, given] : specifications == nullptr ? Hash() : *specifications) {
      ObjectMember member = named(Feature::Function, name);
      Value type = given;
      if (given.is_hash()) {
        expect("initializer for function '" + member.name + "'", *shapes().function, given);
        const Hash& hash = given.as_hash();
        type = hash.get("type");
        member.final = hash.get("final").truthy();
        member.overrides = hash.get("override").truthy();
      } else {
        expect(member.label(), *shapes().callable, given);
      }
      member.type = type.as<Type>()->self();
      if (find_member(result_.attributes, member.name) != nullptr) {
        refuse(member.label() + " conflicts with attribute with the same name");
      }
      check_override(member, inherited(&ObjectDefinition::all_functions), inherited(&ObjectDefinition::all_attributes));
      result_.functions.push_back(std::move(member));
    }
  }

  static ObjectMembers merged(ObjectMembers all, const ObjectMembers& own) {
    for (const ObjectMember& member : own) {
      const auto same = std::ranges::find(all, member.name, &ObjectMember::name);
      if (same == all.end()) {
        all.push_back(member);
      } else {
        *same = member;
      }
    }
    return all;
  }

  void inherit() {
    result_.all_type_parameters = merged(inherited(&ObjectDefinition::all_type_parameters), result_.type_parameters);
    result_.all_attributes = merged(inherited(&ObjectDefinition::all_attributes), result_.attributes);
    result_.all_functions = merged(inherited(&ObjectDefinition::all_functions), result_.functions);
    for (const bool optional : {false, true}) {
      for (std::size_t at = 0; at < result_.all_attributes.size(); ++at) {
        const ObjectMember& attribute = result_.all_attributes[at];
        if (attribute.is_parameter() && attribute.is_optional() == optional) {
          result_.parameters.push_back(at);
        }
      }
    }
  }

  void read_equality() {
    result_.equality_includes_type =
        !hash_.contains("equality_include_type") || hash_.get("equality_include_type").truthy();
    const Value equality = hash_.get("equality");
    if (equality.is_string() || equality.is_array()) {
      result_.equality.emplace();
      for (const Value& name : equality.is_string() ? Values{equality} : equality.as_array()) {
        result_.equality->emplace_back(name.as_string());
      }
    }
    if (result_.equality && !result_.equality->empty() && !result_.equality_includes_type) {
      refuse("equality_include_type = false cannot be combined with non empty equality specification");
    }
    if (parent_ != nullptr) {
      result_.compared = parent_->compared;
    }
    for (const std::string& name : result_.equality.value_or(std::vector<std::string>())) {
      check_compared(name);
    }
    if (result_.equality) {
      result_.compared.insert(result_.compared.end(), result_.equality->begin(), result_.equality->end());
      return;
    }
    for (const ObjectMember& attribute : result_.attributes) {
      if (attribute.kind != Kind::Constant &&
          std::ranges::find(result_.compared, attribute.name) == result_.compared.end()) {
        result_.compared.push_back(attribute.name);
      }
    }
  }

  void check_compared(const std::string& name) const {
    const std::string start = label_ + " equality is referencing ";
    const ObjectMember* above = find_member(inherited(&ObjectDefinition::all_attributes), name);
    if (above != nullptr && std::ranges::find(parent_->compared, name) != parent_->compared.end()) {
      refuse(start + above->label() + " which is included in equality of " + parent_name_);
    }
    const ObjectMember* attribute = find_member(result_.all_attributes, name);
    if (attribute == nullptr) {
      const ObjectMember* function = find_member(result_.all_functions, name);
      refuse(function == nullptr ? start + "non existent attribute '" + name + "'"
                                 : start + function->label() + ". Only attribute references are allowed");
    }
    if (attribute->kind == Kind::Constant) {
      refuse(start + "constant " + attribute->label() + ". Reference to constant is not allowed in equality");
    }
  }

  std::string label_;
  const Hash& hash_;
  const ObjectDefinition* parent_;
  std::string parent_name_;
  ObjectDefinition result_;
};

}  // namespace

std::string ObjectMember::label() const {
  const std::string_view what = feature == Feature::Attribute       ? "attribute "
                                : feature == Feature::TypeParameter ? "type_parameter "
                                                                    : "function ";
  return std::string(what) + container + "[" + name + "]";
}

const ObjectMember* find_member(const ObjectMembers& members, std::string_view name) {
  const auto found = std::ranges::find(members, name, &ObjectMember::name);
  return found == members.end() ? nullptr : &*found;
}

ObjectDefinition read_object_definition(const std::string& name, const Value& initializer,
                                        const ObjectDefinition* parent, std::string_view parent_name) {
  expect("object initializer", *shapes().definition, initializer);
  return Reader(name, initializer.as_hash(), parent, parent_name).read();
}

}  // namespace volley::runtime
