#include "runtime/type/callable_type.hpp"

#include <algorithm>

#include "runtime/type/alias_type.hpp"
#include "runtime/type/composite_types.hpp"
#include "runtime/type/printer.hpp"

namespace volley::runtime {
namespace {

const Type& or_undef(const Type* type) { return type == nullptr ? *builtin_type("Undef") : *type; }

const Type& or_any(const Type* type) { return type == nullptr ? *builtin_type("Any") : *type; }

bool same_part(const Type* a, const Type* b) { return a == nullptr || b == nullptr ? a == b : a->same_as(*b); }

}  // namespace

CallableType::CallableType(Parameters parameters, TypePointer block, TypePointer result)
    : Type(kKind),
      parameters_(std::move(parameters)),
      block_(std::move(block)),
      result_(result && result->is(TypeKind::Any) ? TypePointer{} : std::move(result)) {
  contain(parameters_);
  contain(block_);
  contain(result_);
}

bool CallableType::matches(const Value& value) const {
  return value.is_object() && value.as_object().type_name() == "Callable" && assignable_from(*infer_type(value));
}

bool CallableType::same_as(const Type& other) const {
  const auto* callable = type_as<CallableType>(other);
  return callable != nullptr && same_part(parameters(), callable->parameters()) &&
         same_part(block(), callable->block()) && same_part(result(), callable->result());
}

TypePointer CallableType::changed(TypePointer (Type::*change)() const) const {
  if (!parameters_) {
    return self();
  }
  const TypePointer tuple = ((*parameters_).*change)();
  return make<const CallableType>(Parameters(static_cast<const TupleType*>(tuple.get())),
                                  block_ ? ((*block_).*change)() : block_, result_ ? ((*result_).*change)() : result_);
}

void CallableType::visit_parts(const std::function<void(const Type&)>& visit) const {
  for (const Type* part : {static_cast<const Type*>(parameters_.get()), block(), result()}) {
    if (part != nullptr) {
      visit(*part);
    }
  }
}

// The callee must take whatever the caller will pass: parameters and blocks compare the other way around.
bool CallableType::admits(const Type& other) const {
  const auto* callable = type_as<CallableType>(other);
  if (callable == nullptr || (result_ && !result_->assignable_from(or_any(callable->result())))) {
    return false;
  }
  if (!parameters_) {
    return true;
  }
  return callable->parameters_ && callable->parameters_->assignable_from(*parameters_) &&
         or_undef(callable->block()).assignable_from(or_undef(block()));
}

void CallableType::print_parameters(TypePrinter& printer) const {
  for (const TypePointer& type : parameters_->types()) {
    if (!type->is(TypeKind::Unit)) {
      printer.parameter(*type);
    }
  }
  if (parameters_->types().empty()) {
    exactly(0).print(printer);
  } else if (parameters_->size()) {
    parameters_->size()->print(printer);
  }
  if (block_) {
    printer.parameter(*block_);
  }
}

void CallableType::print(TypePrinter& printer) const {
  printer.begin("Callable");
  if (parameters_ && result_) {
    printer.next();
    printer.begin("");
    print_parameters(printer);
    printer.end();
  } else if (parameters_) {
    print_parameters(printer);
  } else if (result_) {
    printer.parameter("[]");
  }
  if (result_) {
    printer.parameter(*result_);
  }
  printer.end();
}

bool is_callable_type(const Type& type) {
  if (const auto* optional = type_as<OptionalType>(type)) {
    return optional->inner() != nullptr && is_callable_type(*optional->inner());
  }
  if (const auto* variant = type_as<VariantType>(type)) {
    return std::ranges::all_of(variant->types(), [](const TypePointer& option) { return is_callable_type(*option); });
  }
  return type.is(TypeKind::Callable);
}

}  // namespace volley::runtime
