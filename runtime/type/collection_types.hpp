// Collection, Array, Hash, and their members told one by one: Tuple and Struct.
#pragma once

#include <string>
#include <vector>

#include "runtime/type/range.hpp"
#include "runtime/type/type.hpp"

namespace volley::runtime {

class CollectionType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Collection;
  explicit CollectionType(Size size = {}) : Type(kKind), size_(size ? Size(size->as_size()) : size) {
    if (!size) {
      take_all(Value::Kind::Array);
      take_all(Value::Kind::Hash);
    }
  }
  [[nodiscard]] Range sizes() const { return size_.value_or(kAnySize); }

  [[nodiscard]] std::string_view name() const override { return "Collection"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return make<const CollectionType>(); }
  [[nodiscard]] bool iterable() const override { return true; }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  Size size_;
};

class ArrayType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Array;
  // No element type: Any. Arrays that must be empty have elements of no type.
  explicit ArrayType(TypePointer element = {}, Size size = {});
  [[nodiscard]] const Type& element() const { return *element_; }
  [[nodiscard]] const Size& size() const { return size_; }
  [[nodiscard]] Range sizes() const { return size_.value_or(kAnySize); }

  [[nodiscard]] std::string_view name() const override { return "Array"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override;
  [[nodiscard]] TypePointer normalized() const override;
  [[nodiscard]] bool iterable() const override { return true; }
  [[nodiscard]] TypePointer iterated() const override;
  void visit_parts(const std::function<void(const Type&)>& visit) const override { visit(*element_); }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  TypePointer element_;
  Size size_;
};

class HashType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Hash;
  explicit HashType(TypePointer key = {}, TypePointer value = {}, Size size = {});
  [[nodiscard]] const Type& key() const { return *key_; }
  [[nodiscard]] const Type& value() const { return *value_; }
  [[nodiscard]] const Size& size() const { return size_; }
  [[nodiscard]] Range sizes() const { return size_.value_or(kAnySize); }

  [[nodiscard]] std::string_view name() const override { return "Hash"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override;
  [[nodiscard]] TypePointer normalized() const override;
  [[nodiscard]] bool iterable() const override { return true; }
  [[nodiscard]] TypePointer iterated() const override;
  void visit_parts(const std::function<void(const Type&)>& visit) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  TypePointer key_;
  TypePointer value_;
  Size size_;
};

class TupleType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Tuple;
  // The last type repeats as far as the size allows.
  explicit TupleType(std::vector<TypePointer> types = {}, Size size = {});
  [[nodiscard]] const std::vector<TypePointer>& types() const { return types_; }
  [[nodiscard]] const Type& type_at(std::size_t position) const;
  [[nodiscard]] const Size& size() const { return size_; }
  [[nodiscard]] Range sizes() const;

  [[nodiscard]] std::string_view name() const override { return "Tuple"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override;
  [[nodiscard]] TypePointer normalized() const override;
  [[nodiscard]] bool iterable() const override { return true; }
  [[nodiscard]] TypePointer iterated() const override;
  void visit_parts(const std::function<void(const Type&)>& visit) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  std::vector<TypePointer> types_;
  Size size_;
};

struct StructElement {
  std::string name;
  bool optional;  // the key may be missing
  TypePointer value;
};

class StructType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Struct;
  explicit StructType(std::vector<StructElement> elements = {});
  [[nodiscard]] const std::vector<StructElement>& members() const { return elements_; }
  [[nodiscard]] const StructElement* find(std::string_view name) const;
  // How many entries an instance can have.
  [[nodiscard]] Range sizes() const;
  // The type of a key as text: a String of that value, Optional when the key may be missing.
  [[nodiscard]] static TypePointer key_type(const StructElement& element);

  [[nodiscard]] std::string_view name() const override { return "Struct"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override;
  [[nodiscard]] TypePointer normalized() const override;
  [[nodiscard]] bool iterable() const override { return true; }
  [[nodiscard]] TypePointer iterated() const override;
  void visit_parts(const std::function<void(const Type&)>& visit) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  [[nodiscard]] bool admits_hash(const HashType& other) const;
  std::vector<StructElement> elements_;
};

}  // namespace volley::runtime
