#include "runtime/type/type_set.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/type/alias_type.hpp"
#include "runtime/type/object_type.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/semver.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

constexpr std::string_view kDefaultName = "DefaultTypeSet";
constexpr const char* kAuthority = "http://puppet.com/2016.1/runtime";

class NoNames final : public TypeEnvironment {
 public:
  TypePointer find_type(std::string_view /*name*/) override { return {}; }
};

// The shape that definitions must have.
const Type& shape() {
  static const TypePointer type = [] {
    NoNames names;
    return parse_type(
        R"(Struct[{Optional[pcore_uri] => Pattern[/[a-zA-Z][-+.a-zA-Z\d]*:\S/],
           pcore_version => Variant[String[1], SemVer],
           Optional[name_authority] => Pattern[/[a-zA-Z][-+.a-zA-Z\d]*:\S/],
           Optional[name] => Pattern[/\A[A-Z][\w]*(?:::[A-Z][\w]*)*\z/],
           Optional[version] => Variant[String[1], SemVer],
           Optional[types] => Hash[Pattern[/\A[A-Z]\w*\z/], Variant[Type, Hash], 1],
           Optional[references] => Hash[Pattern[/\A[A-Z]\w*\z/],
             Struct[{name => Pattern[/\A[A-Z][\w]*(?:::[A-Z][\w]*)*\z/],
               version_range => Variant[String[1], SemVerRange],
               Optional[name_authority] => Pattern[/[a-zA-Z][-+.a-zA-Z\d]*:\S/],
               Optional[annotations] => Optional[Hash[Type, Hash[Pattern[/\A[a-z_]\w*\z/], Any]]]}], 1],
           Optional[annotations] => Optional[Hash[Type, Hash[Pattern[/\A[a-z_]\w*\z/], Any]]]}])",
        names);
  }();
  return *type;
}

Version version_in(const Value& value) {
  if (const auto* version = value.as<SemVer>()) {
    return version->version();
  }
  const std::optional<Version> version = Version::parse(value.as_string());
  if (!version) {
    throw EvaluationError("Unable to parse '" + std::string(value.as_string()) + "' as a semantic version identifier");
  }
  return *version;
}

// Members first, then what is known around the set.
class MemberNames final : public TypeEnvironment {
 public:
  explicit MemberNames(TypeEnvironment& around) : around_(around) {}
  void add(const std::string& name, const TypePointer& type) { members_.emplace_back(name, type); }
  TypePointer find_type(std::string_view name) override {
    const auto found = std::ranges::find(members_, name, [](const auto& member) { return member.first; });
    return found == members_.end() ? around_.find_type(name) : found->second;
  }

 private:
  TypeEnvironment& around_;
  TypeSetType::Members members_;
};

TypePointer member_type(const std::string& name, const lang::Node& node, const lang::SourcePointer& source,
                        const std::shared_ptr<MemberNames>& names) {
  const lang::Node* initializer = node.kind == lang::NodeKind::Hash ? &node : object_initializer(node);
  if (initializer != nullptr) {
    return make<const ObjectType>(
        name, [initializer, source, names] { return parameter_from_node(*initializer, source, *names); });
  }
  return make<const AliasType>(
      name, [&node, source, names] { return type_from_node(node, source, *names); }, AliasType::Origin::Member);
}

std::string name_in(const lang::Node& key, const lang::SourcePointer& source, TypeEnvironment& environment) {
  if (key.kind == lang::NodeKind::QualifiedReference) {
    return std::string(static_cast<const lang::QualifiedReference&>(key).name);
  }
  const Value name = parameter_from_node(key, source, environment);
  return to_text(name);
}

Value types_in(const lang::Node& node, const lang::SourcePointer& source, TypeEnvironment& environment) {
  if (node.kind != lang::NodeKind::Hash) {
    return parameter_from_node(node, source, environment);
  }
  const auto names = std::make_shared<MemberNames>(environment);
  Hash types;
  for (const lang::KeyedEntry& entry : static_cast<const lang::Hash&>(node).entries) {
    const std::string name = name_in(*entry.key, source, environment);
    const TypePointer type = member_type(name, *entry.value, source, names);
    names->add(name, type);
    types.set(name, Value(type));
  }
  return Value(std::move(types));
}

Value references_in(const lang::Node& node, const lang::SourcePointer& source, TypeEnvironment& environment) {
  if (node.kind != lang::NodeKind::Hash) {
    return parameter_from_node(node, source, environment);
  }
  Hash references;
  for (const lang::KeyedEntry& entry : static_cast<const lang::Hash&>(node).entries) {
    references.set(name_in(*entry.key, source, environment), parameter_from_node(*entry.value, source, environment));
  }
  return Value(std::move(references));
}

Value initializer_in(const lang::Node& node, const lang::SourcePointer& source, TypeEnvironment& environment) {
  if (node.kind != lang::NodeKind::Hash) {
    return parameter_from_node(node, source, environment);
  }
  Hash result;
  for (const lang::KeyedEntry& entry : static_cast<const lang::Hash&>(node).entries) {
    const Value key = parameter_from_node(*entry.key, source, environment);
    const std::string name = key.is_string() ? std::string(key.as_string()) : std::string();
    result.set(key, name == "types"        ? types_in(*entry.value, source, environment)
                    : name == "references" ? references_in(*entry.value, source, environment)
                                           : parameter_from_node(*entry.value, source, environment));
  }
  return Value(std::move(result));
}

// Members know each other, which would keep them alive.
void forget_members(const Value& initializer) {
  const Value types = initializer.is_hash() ? initializer.as_hash().get("types") : Value();
  for (const auto& [name, type] : types.is_hash() ? types.as_hash() : Hash()) {
    if (const auto* member = type.as<Type>()) {
      release_alias(*member);
    }
  }
}

void print_member(TypePrinter& printer, const std::string& name, const Type& type) {
  if (!printer.expands_aliases()) {
    printer.add(type.is(TypeKind::Alias) || type.is(TypeKind::DefinedObject) ? name : type.to_string());
  } else if (const auto* object = type_as<ObjectType>(type)) {
    printer.add("Object[" + print_object_definition("", object->definition()) + "]");
  } else {
    printer.add(type);
  }
}

}  // namespace

const TypeSetType::Definition& TypeSetType::definition() const {
  if (!definition_) {
    if (!read_initializer_) {
      throw EvaluationError("Reference to unresolved type " + name_);
    }
    const Value initializer = read_initializer_();
    try {
      definition_ = std::make_shared<const Definition>(read(initializer));
    } catch (...) {
      forget_members(initializer);
      throw;
    }
  }
  return *definition_;
}

TypeSetType::Definition TypeSetType::read(const Value& initializer) const {
  if (!shape().matches(initializer)) {
    throw EvaluationError(describe_mismatch("TypeSet initializer has wrong type,", shape(), initializer));
  }
  const Hash& hash = initializer.as_hash();
  const Version language = version_in(hash.get("pcore_version"));
  if (language.major != 1) {
    throw EvaluationError("The pcore version for TypeSet '" + name_ +
                          "' is not understood by this runtime. Expected range 1.x, got " + language.to_string());
  }
  if (const Value references = hash.get("references"); references.is_hash()) {
    const Hash::Entry& first = references.as_hash().entry(0);
    throw EvaluationError("TypeSet '" + name_ + "' reference to TypeSet named '" +
                          to_text(first.value.as_hash().get("name")) + "' cannot be resolved");
  }
  Definition result;
  const auto keep = [&](const std::string& key, const Value& value) {
    if (!value.is_undef()) {
      result.entries.emplace_back(key, value);
    }
  };
  keep("annotations", hash.get("annotations"));
  keep("pcore_uri", hash.get("pcore_uri"));
  keep("pcore_version", Value(language.to_string()));
  keep("name_authority", hash.get("name_authority"));
  result.entries.emplace_back("name", name_.empty() ? Value() : Value(name_));
  if (const Value version = hash.get("version"); !version.is_undef()) {
    keep("version", Value(version_in(version).to_string()));
  }
  const Value types = hash.get("types");
  for (const auto& [name, type] : types.is_hash() ? types.as_hash() : Hash()) {
    const TypePointer member = type.is_hash() ? anonymous_object_type(type) : type.as<Type>()->self();
    if (const auto* alias = type_as<AliasType>(*member)) {
      static_cast<void>(alias->resolved());
    } else if (const auto* object = type_as<ObjectType>(*member)) {
      static_cast<void>(object->definition());
    }
    result.members.emplace_back(name.as_string(), member);
  }
  return result;
}

void TypeSetType::release() const {
  if (definition_) {
    for (const auto& [name, type] : definition_->members) {
      release_alias(*type);
    }
  }
  read_initializer_ = nullptr;
  definition_.reset();
}

bool TypeSetType::matches(const Value& value) const { return value.as<TypeSetType>() != nullptr; }

bool TypeSetType::same_as(const Type& other) const {
  const auto* set = type_as<TypeSetType>(other);
  return set != nullptr && name_ == set->name_;
}

bool TypeSetType::admits(const Type& other) const {
  return other.is(TypeKind::TypeSet) && (name_ == kDefaultName || same_as(other));
}

void TypeSetType::print(TypePrinter& printer) const {
  printer.add("TypeSet[{");
  std::string_view separator;
  for (const auto& [key, value] : definition().entries) {
    printer.add(separator);
    printer.add(key);
    printer.add(" => ");
    printer.add_value(value);
    separator = ", ";
  }
  separator = ", types => {";
  for (const auto& [name, type] : definition().members) {
    printer.add(separator);
    printer.add(name);
    printer.add(" => ");
    print_member(printer, name, *type);
    separator = ", ";
  }
  printer.add(definition().members.empty() ? "}]" : "}}]");
}

std::string TypeSetType::to_string() const {
  TypePrinter printer(TypePrinter::Aliases::Expanded);
  print(printer);
  return printer.take();
}

TypePointer default_type_set() {
  return make<const TypeSetType>(std::string(kDefaultName), [] {
    return Value(Hash{{"pcore_uri", "http://puppet.com/2016.1/pcore"},
                      {"pcore_version", "1.0.0"},
                      {"name_authority", kAuthority},
                      {"version", "0.0.0"}});
  });
}

TypePointer anonymous_type_set(const Value& initializer) {
  if (initializer.is_undef() || (initializer.is_hash() && initializer.as_hash().empty())) {
    return builtin_type("TypeSet");
  }
  const Value name = initializer.is_hash() ? initializer.as_hash().get("name") : Value();
  auto type = make<const TypeSetType>(name.is_string() ? std::string(name.as_string()) : std::string(),
                                      [initializer] { return initializer; });
  static_cast<void>(type->to_string());
  return type;
}

TypePointer named_type_set(std::string name, const lang::Node& initializer, const lang::SourcePointer& source,
                           TypeEnvironment& environment) {
  return make<const TypeSetType>(std::move(name), [&initializer, source, &environment] {
    Value given = initializer_in(initializer, source, environment);
    if (!given.is_hash() || given.as_hash().empty()) {
      return given;
    }
    // Where a definition stands decides who names it.
    Hash hash = given.as_hash();
    hash.set("name_authority", kAuthority);
    return Value(std::move(hash));
  });
}

}  // namespace volley::runtime
