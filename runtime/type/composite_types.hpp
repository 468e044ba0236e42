// The types that are made of other types without being collections: Optional, NotUndef, Variant, Type, Sensitive,
// Iterable, Iterator, Init.
#pragma once

#include <vector>

#include "runtime/type/type.hpp"

namespace volley::runtime {

// What Optional, NotUndef, Type, Sensitive, Iterable and Iterator share: at most one type inside.
class WrapperType : public Type {
 public:
  // nullptr: no parameter was given.
  [[nodiscard]] const Type* inner() const { return inner_.get(); }
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override;
  [[nodiscard]] TypePointer normalized() const override;
  void visit_parts(const std::function<void(const Type&)>& visit) const override;
  void print(TypePrinter& printer) const override;

 protected:
  WrapperType(TypeKind kind, TypePointer inner) : Type(kind), inner_(std::move(inner)) { contain(inner_); }
  // The same wrapper around another type.
  [[nodiscard]] virtual TypePointer around(TypePointer inner) const = 0;
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  TypePointer inner_;
};

class OptionalType final : public WrapperType {
 public:
  static constexpr TypeKind kKind = TypeKind::Optional;
  explicit OptionalType(TypePointer inner = {}) : WrapperType(kKind, inner) {
    take_all(Value::Kind::Undef);
    if (inner) {
      take_all_of(*inner);
    }
  }
  [[nodiscard]] std::string_view name() const override { return "Optional"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] TypePointer normalized() const override;

 protected:
  [[nodiscard]] TypePointer around(TypePointer inner) const override;
  [[nodiscard]] bool admits(const Type& other) const override;
};

class NotUndefType final : public WrapperType {
 public:
  static constexpr TypeKind kKind = TypeKind::NotUndef;
  explicit NotUndefType(TypePointer inner = {});
  [[nodiscard]] std::string_view name() const override { return "NotUndef"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] TypePointer normalized() const override;

 protected:
  [[nodiscard]] TypePointer around(TypePointer inner) const override;
  [[nodiscard]] bool admits(const Type& other) const override;
};

// Type[T]: the types that T admits.
class TypeType final : public WrapperType {
 public:
  static constexpr TypeKind kKind = TypeKind::Type;
  explicit TypeType(TypePointer inner = {}) : WrapperType(kKind, std::move(inner)) {}
  [[nodiscard]] std::string_view name() const override { return "Type"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool iterable() const override;
  [[nodiscard]] TypePointer iterated() const override;

 protected:
  [[nodiscard]] TypePointer around(TypePointer inner) const override;
};

class SensitiveType final : public WrapperType {
 public:
  static constexpr TypeKind kKind = TypeKind::Sensitive;
  explicit SensitiveType(TypePointer inner = {});
  [[nodiscard]] std::string_view name() const override { return "Sensitive"; }
  [[nodiscard]] bool matches(const Value& value) const override;

 protected:
  [[nodiscard]] TypePointer around(TypePointer inner) const override;
};

class IterableType final : public WrapperType {
 public:
  static constexpr TypeKind kKind = TypeKind::Iterable;
  explicit IterableType(TypePointer inner = {}) : WrapperType(kKind, std::move(inner)) {}
  [[nodiscard]] std::string_view name() const override { return "Iterable"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool iterable() const override { return true; }
  [[nodiscard]] TypePointer iterated() const override { return TypePointer(inner()); }

 protected:
  [[nodiscard]] TypePointer around(TypePointer inner) const override;
  [[nodiscard]] bool admits(const Type& other) const override;
};

class IteratorType final : public WrapperType {
 public:
  static constexpr TypeKind kKind = TypeKind::Iterator;
  explicit IteratorType(TypePointer inner = {}) : WrapperType(kKind, std::move(inner)) {}
  [[nodiscard]] std::string_view name() const override { return "Iterator"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool iterable() const override { return true; }
  [[nodiscard]] TypePointer iterated() const override { return TypePointer(inner()); }

 protected:
  [[nodiscard]] TypePointer around(TypePointer inner) const override;
};

class VariantType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Variant;
  explicit VariantType(std::vector<TypePointer> types = {});
  // Flattened, each type once, and a single type stands for itself.
  [[nodiscard]] static TypePointer of(const std::vector<TypePointer>& types);
  [[nodiscard]] const std::vector<TypePointer>& types() const { return types_; }

  [[nodiscard]] std::string_view name() const override { return "Variant"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override;
  [[nodiscard]] TypePointer normalized() const override;
  void visit_parts(const std::function<void(const Type&)>& visit) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  std::vector<TypePointer> types_;
};

// Init[T, arguments]: values from which T.new makes an instance.
class InitType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Init;
  explicit InitType(TypePointer type = {}, Values arguments = {})
      : Type(kKind), type_(std::move(type)), arguments_(std::move(arguments)) {
    contain(type_);
    nest_around(Value(arguments_));
  }
  [[nodiscard]] const Type* type() const { return type_.get(); }
  [[nodiscard]] const Values& arguments() const { return arguments_; }

  [[nodiscard]] std::string_view name() const override { return "Init"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  void visit_parts(const std::function<void(const Type&)>& visit) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  TypePointer type_;
  Values arguments_;
};

}  // namespace volley::runtime
