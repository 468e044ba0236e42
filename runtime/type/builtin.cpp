// The built-in types by name.
#include <array>
#include <map>

#include "runtime/type/alias_type.hpp"
#include "runtime/type/callable_type.hpp"
#include "runtime/type/collection_types.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/known_objects.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/scalar_types.hpp"
#include "runtime/type/semver_type.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/type/time_type.hpp"
#include "runtime/type/type_reference.hpp"
#include "runtime/type/type_set.hpp"
#include "runtime/type/uri_type.hpp"

namespace volley::runtime {
namespace {

struct SimpleName {
  TypeKind kind;
  std::string_view name;
};

constexpr std::array kSimpleTypes = {
    SimpleName{TypeKind::Any, "Any"},
    SimpleName{TypeKind::Unit, "Unit"},
    SimpleName{TypeKind::Undef, "Undef"},
    SimpleName{TypeKind::Default, "Default"},
    SimpleName{TypeKind::Numeric, "Numeric"},
    SimpleName{TypeKind::Scalar, "Scalar"},
    SimpleName{TypeKind::ScalarData, "ScalarData"},
    SimpleName{TypeKind::SemVerRange, "SemVerRange"},
    SimpleName{TypeKind::Binary, "Binary"},
    SimpleName{TypeKind::CatalogEntry, "CatalogEntry"},
    SimpleName{TypeKind::Object, "Object"},
};

// Aliases of the language that are more than a name for themselves.
struct PatternAlias {
  const char* name;
  const char* pattern;
};
constexpr std::array kPatternAliases = {
    PatternAlias{"Pcore::TypeName", R"(\A[A-Z][\w]*(?:::[A-Z][\w]*)*\z)"},
    PatternAlias{"Pcore::QRef", R"(\A[A-Z][\w]*(?:::[A-Z][\w]*)*\z)"},
    PatternAlias{"Pcore::SimpleTypeName", R"(\A[A-Z]\w*\z)"},
    PatternAlias{"Pcore::MemberName", R"(\A[a-z_]\w*\z)"},
};

// Type names are the same in any case.
std::string lower(std::string_view name) {
  std::string text(name);
  for (char& byte : text) {
    byte = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
  }
  return text;
}

// Known because types and messages of Puppet name them; of no use in a plan.
bool is_internal(std::string_view name) {
  return name.find("::") != std::string_view::npos || name == "Annotation" || name == "Pcore" ||
         name == "DefaultTypeSet";
}

class BuiltinTypes {
 public:
  BuiltinTypes() {
    for (const auto& [kind, name] : kSimpleTypes) {
      add(make<const SimpleType>(kind, name));
    }
    add_values();
    add_composites();
    add_data();
    add_names();
  }
  BuiltinTypes(const BuiltinTypes&) = delete;
  BuiltinTypes& operator=(const BuiltinTypes&) = delete;
  ~BuiltinTypes() {
    for (const auto& [name, type] : types_) {
      release_alias(*type);
    }
  }

  [[nodiscard]] TypePointer find(std::string_view name) const {
    const auto found = types_.find(lower(name));
    return found == types_.end() ? TypePointer{} : found->second;
  }

  [[nodiscard]] std::vector<std::string_view> names() const {
    std::vector<std::string_view> names;
    for (const auto& [key, type] : types_) {
      const bool other_resource = type->name() == "Resource" && key != "resource";
      if (other_resource || is_internal(type->name())) {
        continue;
      }
      names.push_back(type->name());
    }
    return names;
  }

 private:
  void add(const TypePointer& type) { types_.emplace(lower(type->name()), type); }

  void add_values() {
    add(make<const BooleanType>());
    add(make<const IntegerType>());
    add(make<const FloatType>());
    add(make<const StringType>());
    add(make<const EnumType>());
    add(make<const PatternType>());
    add(make<const RegexpType>());
    add(make<const SemVerType>());
    add(make<const TimeType>(TypeKind::Timestamp));
    add(make<const TimeType>(TypeKind::Timespan));
    add(make<const UriType>());
    add(make<const CollectionType>());
    add(make<const TupleType>());
    add(make<const StructType>());
    add(make<const CatalogType>(TypeKind::Class, ""));
    add(make<const CatalogType>(TypeKind::Resource, ""));
    add(make<const RuntimeType>());
    add(make<const ReferenceType>("UnresolvedReference"));
    add(make<const ErrorType>());
    types_.emplace("typeset", default_type_set());
    // Their defaults are made with Any, which is not found before this table is complete.
    add(make<const ArrayType>(at("any")));
    add(make<const HashType>(at("any"), at("any")));
  }

  void add_composites() {
    add(make<const OptionalType>());
    add(make<const NotUndefType>());
    add(make<const VariantType>());
    add(make<const TypeType>());
    add(make<const SensitiveType>());
    add(make<const IterableType>());
    add(make<const IteratorType>());
    add(make<const InitType>());
    add(make<const CallableType>());
  }

  // Aliases of the language itself; the lists within them may hold the same again.
  void add_data() {
    const auto alias = [this](std::string name, std::vector<TypePointer> options, const TypePointer& key) {
      const auto resolve = [this, name, options = std::move(options), key]() mutable {
        options.push_back(make<const HashType>(key, at(lower(name))));
        options.push_back(make<const ArrayType>(at(lower(name))));
        return TypePointer(make<const VariantType>(options));
      };
      add(make<const AliasType>(name, resolve, AliasType::Origin::BuiltIn));
    };
    alias("Data", {at("scalardata"), at("undef")}, at("string"));
    const TypePointer key = make<const VariantType>(std::vector{at("string"), at("numeric")});
    const TypePointer key_alias = make<const AliasType>(
        "RichDataKey", [key] { return key; }, AliasType::Origin::BuiltIn);
    add(key_alias);
    alias("RichData",
          {at("scalar"), at("semverrange"), at("binary"), at("sensitive"), at("type"), at("typeset"), at("uri"),
           at("object"), at("undef"), at("default")},
          key_alias);
  }

  void add_names() {
    for (const TypePointer& type : known_object_types()) {
      add(type);
    }
    for (const auto& [name, pattern] : kPatternAliases) {
      const TypePointer type = make<const PatternType>(std::vector{Regexp::compile(pattern)});
      add(alias_type(name, [type] { return type; }));
    }
    for (const char* name : {"Puppet::LookupKey", "Puppet::LookupValue"}) {
      add(make<const AliasType>(
          name, [any = at("any")] { return any; }, AliasType::Origin::BuiltIn));
    }
  }

  [[nodiscard]] TypePointer at(const std::string& name) const { return types_.at(name); }

  std::map<std::string, TypePointer, std::less<>> types_;
};

const BuiltinTypes& builtin_types() {
  static const BuiltinTypes types;
  return types;
}

}  // namespace

TypePointer builtin_type(std::string_view name) { return builtin_types().find(name); }

std::vector<std::string_view> builtin_type_names() { return builtin_types().names(); }

}  // namespace volley::runtime
