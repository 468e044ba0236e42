#include "runtime/type/composite_types.hpp"

#include "runtime/evaluate/error.hpp"
#include "runtime/type/alias_type.hpp"
#include "runtime/type/iterator.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/type/scalar_types.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/sensitive.hpp"

namespace volley::runtime {
namespace {

const Type& undef() { return *builtin_type("Undef"); }

TypePointer unless_any(TypePointer type) { return type && type->is(TypeKind::Any) ? TypePointer{} : type; }

}  // namespace

bool WrapperType::same_as(const Type& other) const {
  if (kind() != other.kind()) {
    return false;
  }
  const Type* theirs = static_cast<const WrapperType&>(other).inner();
  return inner() == nullptr || theirs == nullptr ? inner() == theirs : inner()->same_as(*theirs);
}

TypePointer WrapperType::generalized() const { return inner_ ? around(inner_->generalized()) : self(); }

TypePointer WrapperType::normalized() const { return inner_ ? around(inner_->normalized()) : self(); }

void WrapperType::visit_parts(const std::function<void(const Type&)>& visit) const {
  if (inner_) {
    visit(*inner_);
  }
}

bool WrapperType::admits(const Type& other) const {
  if (kind() != other.kind()) {
    return false;
  }
  const Type* theirs = static_cast<const WrapperType&>(other).inner();
  return !inner_ || (theirs != nullptr && inner_->assignable_from(*theirs));
}

void WrapperType::print(TypePrinter& printer) const {
  printer.begin(name());
  if (inner_) {
    const auto* text = type_as<StringType>(*inner_);
    if (text != nullptr && (is(TypeKind::Optional) || is(TypeKind::NotUndef))) {
      text->print_as_parameter(printer);
    } else {
      printer.parameter(*inner_);
    }
  }
  printer.end();
}

bool OptionalType::matches(const Value& value) const {
  return value.is_undef() || (inner() != nullptr && inner()->matches(value));
}

TypePointer OptionalType::around(TypePointer inner) const { return make<const OptionalType>(std::move(inner)); }

TypePointer OptionalType::normalized() const {
  if (inner() == nullptr) {
    return self();
  }
  const TypePointer simple = inner()->normalized();
  if (const auto* present = type_as<NotUndefType>(*simple)) {
    return make<const OptionalType>(TypePointer(present->inner()))->normalized();
  }
  return simple->assignable_from(undef()) ? simple : around(simple);
}

bool OptionalType::admits(const Type& other) const {
  return other.is(TypeKind::Undef) || inner() == nullptr || inner()->assignable_from(other);
}

NotUndefType::NotUndefType(TypePointer inner) : WrapperType(kKind, unless_any(std::move(inner))) {}

bool NotUndefType::matches(const Value& value) const {
  return !value.is_undef() && (inner() == nullptr || inner()->matches(value));
}

TypePointer NotUndefType::around(TypePointer inner) const { return make<const NotUndefType>(std::move(inner)); }

TypePointer NotUndefType::normalized() const {
  if (inner() == nullptr) {
    return self();
  }
  const TypePointer simple = inner()->normalized();
  if (const auto* optional = type_as<OptionalType>(*simple)) {
    return make<const NotUndefType>(TypePointer(optional->inner()))->normalized();
  }
  return simple->assignable_from(undef()) ? around(simple) : simple;
}

bool NotUndefType::admits(const Type& other) const {
  return !other.assignable_from(undef()) && (inner() == nullptr || inner()->assignable_from(other));
}

bool TypeType::matches(const Value& value) const {
  const auto* type = value.as<Type>();
  return type != nullptr && (inner() == nullptr || inner()->assignable_from(*type));
}

bool TypeType::iterable() const {
  if (inner() == nullptr) {
    return false;
  }
  const auto* integer = type_as<IntegerType>(*inner());
  return inner()->is(TypeKind::Enum) ||
         (integer != nullptr && !integer->from().is_undef() && !integer->to().is_undef());
}

TypePointer TypeType::iterated() const { return iterable() ? TypePointer(inner()) : TypePointer{}; }

TypePointer TypeType::around(TypePointer inner) const { return make<const TypeType>(std::move(inner)); }

// What is hidden is only told in general.
SensitiveType::SensitiveType(TypePointer inner)
    : WrapperType(kKind, unless_any(inner ? inner->generalized() : TypePointer())) {}

bool SensitiveType::matches(const Value& value) const {
  const auto* sensitive = value.as<Sensitive>();
  return sensitive != nullptr && (inner() == nullptr || inner()->matches(sensitive->unwrap()));
}

TypePointer SensitiveType::around(TypePointer inner) const { return make<const SensitiveType>(std::move(inner)); }

bool IterableType::matches(const Value& value) const {
  if (inner() != nullptr && !inner()->is(TypeKind::Any)) {
    return assignable_from(*infer_reduced_type(value));
  }
  if (value.is_integer()) {
    return value.as_integer() >= 0;
  }
  if (const auto* big = value.as<BigInteger>()) {
    return !big->negative();
  }
  if (const auto* type = value.as<Type>()) {
    if (const auto* alias = type_as<AliasType>(*type)) {
      return TypeType(alias->resolved().self()).iterable();
    }
    return TypeType(type->self()).iterable();
  }
  return value.is_string() || value.is_array() || value.is_hash() ||
         (value.is_object() && (value.as<Iterator>() != nullptr || value.as_object().elements() != nullptr));
}

TypePointer IterableType::around(TypePointer inner) const { return make<const IterableType>(std::move(inner)); }

bool IterableType::admits(const Type& other) const {
  if (inner() == nullptr || inner()->is(TypeKind::Any)) {
    return other.iterable();
  }
  const TypePointer element = other.iterated();
  return element && inner()->assignable_from(*element);
}

bool IteratorType::matches(const Value& value) const {
  const auto* iterator = value.as<Iterator>();
  return iterator != nullptr && (inner() == nullptr || inner()->assignable_from(*iterator->element_type()));
}

TypePointer IteratorType::around(TypePointer inner) const { return make<const IteratorType>(std::move(inner)); }

namespace {

// Whether T.new has a form that takes this first argument and may have more.
bool takes_further_arguments(const Type& type, const Value& first) {
  switch (type.kind()) {
    case TypeKind::Integer:
    case TypeKind::Float:
    case TypeKind::Numeric:
    case TypeKind::String:
    case TypeKind::Array:
    case TypeKind::Tuple:
    case TypeKind::Hash:
    case TypeKind::Struct:
    case TypeKind::Regexp: return true;
    case TypeKind::Binary:
    case TypeKind::Timestamp:
    case TypeKind::Timespan: return first.is_string();
    default: return false;
  }
}

bool makes_instance(const Type& type, std::span<const Value> arguments) {
  try {
    return type.matches(construct(type, arguments));
  } catch (const EvaluationError&) {
    return false;
  }
}

}  // namespace

bool InitType::matches(const Value& value) const {
  if (!type_ || type_->matches(value)) {
    return true;
  }
  Values arguments{value};
  arguments.insert(arguments.end(), arguments_.begin(), arguments_.end());
  if (makes_instance(*type_, arguments)) {
    return true;
  }
  // Without arguments of its own, Init takes a list for all of them.
  if (!arguments_.empty() || !value.is_array() || value.as_array().empty()) {
    return false;
  }
  const Values& listed = value.as_array();
  return (listed.size() > 1 || takes_further_arguments(*type_, listed[0])) && makes_instance(*type_, listed);
}

bool InitType::same_as(const Type& other) const {
  const auto* init = type_as<InitType>(other);
  if (init == nullptr || (type() == nullptr) != (init->type() == nullptr)) {
    return false;
  }
  return (type() == nullptr || type_->same_as(*init->type_)) &&
         strictly_equal(Value(arguments_), Value(init->arguments_));
}

void InitType::visit_parts(const std::function<void(const Type&)>& visit) const {
  if (type_) {
    visit(*type_);
  }
}

bool InitType::admits(const Type& other) const {
  return same_as(other) || !type_ || (!other.is(TypeKind::Init) && type_->assignable_from(other));
}

void InitType::print(TypePrinter& printer) const {
  printer.begin("Init");
  if (type_) {
    printer.parameter(*type_);
  }
  for (const Value& argument : arguments_) {
    printer.next();
    printer.add_value(argument);
  }
  printer.end();
}

}  // namespace volley::runtime
