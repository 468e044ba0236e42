// Callable[parameters..., min, max, block]: what a lambda must accept, and what it gives.
#pragma once

#include "runtime/type/collection_types.hpp"

namespace volley::runtime {

class CallableType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Callable;
  using Parameters = Pointer<const TupleType>;
  // Without parameters it is the type of all callables; a block or result of nullptr was not declared.
  explicit CallableType(Parameters parameters = {}, TypePointer block = {}, TypePointer result = {});

  [[nodiscard]] const TupleType* parameters() const { return parameters_.get(); }
  [[nodiscard]] const Type* block() const { return block_.get(); }
  [[nodiscard]] const Type* result() const { return result_.get(); }

  [[nodiscard]] std::string_view name() const override { return "Callable"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return changed(&Type::generalized); }
  [[nodiscard]] TypePointer normalized() const override { return changed(&Type::normalized); }
  void visit_parts(const std::function<void(const Type&)>& visit) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  [[nodiscard]] TypePointer changed(TypePointer (Type::*change)() const) const;
  void print_parameters(TypePrinter& printer) const;

  Parameters parameters_;
  TypePointer block_;
  TypePointer result_;
};

// Whether it is Callable, or Optional or Variant of it: what may stand last as the block.
[[nodiscard]] bool is_callable_type(const Type& type);

}  // namespace volley::runtime
