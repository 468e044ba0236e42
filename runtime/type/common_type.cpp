#include "runtime/type/common_type.hpp"

#include <algorithm>

#include "runtime/type/collection_types.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/named_types.hpp"
#include "runtime/type/scalar_types.hpp"
#include "runtime/type/string_types.hpp"

namespace volley::runtime {
namespace {

TypePointer joined_floats(const FloatType& a, const FloatType& b) {
  FloatType::Bound from;
  FloatType::Bound to;
  if (a.from() && b.from()) {
    from = std::min(*a.from(), *b.from());
  }
  if (a.to() && b.to()) {
    to = std::max(*a.to(), *b.to());
  }
  return make<const FloatType>(from, to);
}

std::vector<std::string> words_of(const Type& type) {
  if (const auto* choice = type_as<EnumType>(type)) {
    return choice->values();
  }
  const auto* text = type_as<StringType>(type);
  return text != nullptr && text->value() ? std::vector{*text->value()} : std::vector<std::string>();
}

TypePointer joined_texts(const Type& a, const Type& b) {
  const auto* left = type_as<StringType>(a);
  const auto* right = type_as<StringType>(b);
  if (left != nullptr && right != nullptr) {
    if (left->size() && right->size()) {
      const Range x = *left->size();
      const Range y = *right->size();
      Range size{std::min(x.from.value_or(0), y.from.value_or(0)), {}};
      if (x.to && y.to) {
        size.to = std::max(*x.to, *y.to);
      }
      return make<const StringType>(Size(size));
    }
    if (!left->value() || !right->value()) {
      return make<const StringType>();
    }
  } else if ((left != nullptr && !left->value()) || (right != nullptr && !right->value())) {
    return make<const EnumType>();
  }
  std::vector<std::string> words = words_of(a);
  std::ranges::copy(words_of(b), std::back_inserter(words));
  return make<const EnumType>(std::move(words));
}

bool is_words(const Type& type) { return type.is(TypeKind::String) || type.is(TypeKind::Enum); }

// Types of the same kind, joined member by member; nullptr when the kind has no such rule.
TypePointer joined_alike(const TypePointer& a, const TypePointer& b) {
  if (is_words(*a) && is_words(*b)) {
    return joined_texts(*a, *b);
  }
  if (a->kind() != b->kind()) {
    return {};
  }
  switch (a->kind()) {
    case TypeKind::Array:
      return make<const ArrayType>(
          common_type(type_as<ArrayType>(*a)->element().self(), type_as<ArrayType>(*b)->element().self()));
    case TypeKind::Hash: {
      const auto& x = *type_as<HashType>(*a);
      const auto& y = *type_as<HashType>(*b);
      return make<const HashType>(common_type(x.key().self(), y.key().self()),
                                  common_type(x.value().self(), y.value().self()));
    }
    case TypeKind::Integer: return type_as<IntegerType>(*a)->joined(*type_as<IntegerType>(*b));
    case TypeKind::Float: return joined_floats(*type_as<FloatType>(*a), *type_as<FloatType>(*b));
    case TypeKind::Class:
    case TypeKind::Resource:
    case TypeKind::Regexp:
    case TypeKind::SemVer:
    case TypeKind::Callable: return builtin_type(a->name());
    case TypeKind::Pattern: {
      std::vector<RegexpPointer> patterns = type_as<PatternType>(*a)->patterns();
      std::ranges::copy(type_as<PatternType>(*b)->patterns(), std::back_inserter(patterns));
      return make<const PatternType>(std::move(patterns));
    }
    case TypeKind::Variant: return VariantType::of({a, b});
    default: return {};
  }
}

}  // namespace

TypePointer common_type(const TypePointer& a, const TypePointer& b) {
  if (a->is(TypeKind::Undef) || a->is(TypeKind::Unit)) {
    return b;
  }
  if (b->is(TypeKind::Undef) || b->is(TypeKind::Unit)) {
    return a;
  }
  if (a->assignable_from(*b)) {
    return a;
  }
  if (b->assignable_from(*a)) {
    return b;
  }
  if (TypePointer joined = joined_alike(a, b)) {
    return joined;
  }
  for (const std::string_view name : {"Numeric", "ScalarData", "Scalar", "Data"}) {
    TypePointer wide = builtin_type(name);
    if (wide->assignable_from(*a) && wide->assignable_from(*b)) {
      return wide;
    }
  }
  if (a->is(TypeKind::Type) && b->is(TypeKind::Type)) {
    const Type* x = type_as<TypeType>(*a)->inner();
    const Type* y = type_as<TypeType>(*b)->inner();
    return x == nullptr || y == nullptr ? builtin_type("Type")
                                        : TypePointer(make<const TypeType>(common_type(x->self(), y->self())));
  }
  TypePointer rich = builtin_type("RichData");
  return rich->assignable_from(*a) && rich->assignable_from(*b) ? rich : builtin_type("Any");
}

}  // namespace volley::runtime
