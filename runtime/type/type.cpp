#include "runtime/type/type.hpp"

#include "runtime/type/alias_type.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/printer.hpp"

namespace volley::runtime {
namespace {

bool takes_all_options(const Type& type, const VariantType& other, bool empty_is_plain) {
  if (other.types().empty()) {
    return empty_is_plain;
  }
  for (const TypePointer& option : other.types()) {
    if (!type.assignable_from(*option)) {
      return false;
    }
  }
  return true;
}

}  // namespace

bool Type::assignable_from(const Type& other) const {
  switch (other.kind()) {
    case TypeKind::Unit: return true;
    case TypeKind::Alias: {
      const auto& alias = static_cast<const AliasType&>(other);
      return alias.guarded_comparison(*this, [&] { return assignable_from(alias.resolved()); });
    }
    case TypeKind::Variant:
      if (is(TypeKind::Any)) {
        return true;
      }
      return takes_all_options(*this, static_cast<const VariantType&>(other), is(TypeKind::Variant) && admits(other));
    case TypeKind::Optional: {
      const Type* inner = static_cast<const OptionalType&>(other).inner();
      return assignable_from(*builtin_type("Undef")) && (inner == nullptr || assignable_from(*inner));
    }
    case TypeKind::NotUndef: {
      const Type* inner = static_cast<const NotUndefType&>(other).inner();
      if (inner != nullptr && !inner->assignable_from(*builtin_type("Undef"))) {
        return assignable_from(*inner);
      }
      return admits(other);
    }
    default: return admits(other);
  }
}

std::string Type::to_string() const {
  if (is(TypeKind::Object)) {
    return "Object[{}]";
  }
  TypePrinter printer(is(TypeKind::Alias) ? TypePrinter::Aliases::Expanded : TypePrinter::Aliases::Named);
  print(printer);
  return printer.take();
}

std::string Type::expanded() const {
  TypePrinter printer(TypePrinter::Aliases::Expanded);
  print(printer);
  return printer.take();
}

bool Type::equals(const Object& other) const {
  const auto* type = dynamic_cast<const Type*>(&other);
  return type != nullptr &&
         (this == type || same_as(*type) || (assignable_from(*type) && type->assignable_from(*this)));
}

std::optional<Value> Type::index(std::span<const Value> keys) const { return Value(parameterize(self(), keys)); }

}  // namespace volley::runtime
