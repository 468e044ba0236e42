// The types without parameters, from Any to Binary, and Boolean and the numbers.
#pragma once

#include <optional>

#include "runtime/type/range.hpp"
#include "runtime/type/type.hpp"

namespace volley::runtime {

// Any, Undef, Default, Scalar, Numeric and all others that are told apart by nothing but their kind.
class SimpleType final : public Type {
 public:
  SimpleType(TypeKind kind, std::string_view name);
  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] bool matches(const Value& value) const override;
  void print(TypePrinter& printer) const override { printer.add(name_); }

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  std::string_view name_;
};

class BooleanType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Boolean;
  explicit BooleanType(std::optional<bool> value = {}) : Type(kKind), value_(value) {
    if (!value) {
      take_all(Value::Kind::Boolean);
    }
  }
  [[nodiscard]] const std::optional<bool>& value() const { return value_; }
  [[nodiscard]] std::string_view name() const override { return "Boolean"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return make<const BooleanType>(); }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  std::optional<bool> value_;
};

class IntegerType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Integer;
  explicit IntegerType(Range range = {}) : Type(kKind), range_(range) {
    if (range.unbounded()) {
      take_all(Value::Kind::Integer);
    }
  }
  // Bounds of any size; undef for none.
  IntegerType(const Value& from, const Value& to);
  // What 64 bits tell of the bounds.
  [[nodiscard]] const Range& range() const { return range_; }
  [[nodiscard]] Value from() const;
  [[nodiscard]] Value to() const;
  // From the lesser lower bound to the greater upper one.
  [[nodiscard]] TypePointer joined(const IntegerType& other) const;
  [[nodiscard]] std::string_view name() const override { return "Integer"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return make<const IntegerType>(); }
  [[nodiscard]] bool iterable() const override { return true; }
  [[nodiscard]] TypePointer iterated() const override { return make<const IntegerType>(); }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  struct WideRange {
    Value from;
    Value to;
  };

  Range range_;
  // Only where a bound does not fit into 64 bits.
  std::optional<WideRange> wide_;
};

class FloatType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Float;
  using Bound = std::optional<double>;
  explicit FloatType(Bound from = {}, Bound to = {}) : Type(kKind), from_(from), to_(to) {
    if (!from && !to) {
      take_all(Value::Kind::Float);
    }
  }
  [[nodiscard]] const Bound& from() const { return from_; }
  [[nodiscard]] const Bound& to() const { return to_; }
  [[nodiscard]] std::string_view name() const override { return "Float"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return make<const FloatType>(); }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  Bound from_;
  Bound to_;
};

}  // namespace volley::runtime
