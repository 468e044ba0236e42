// Object types that plans and modules define: type Point = Object[{attributes => {x => Integer, y => Integer}}].
//
// What the definition says is read on first use, so that types may mention each other. Point[...] with values for its
// type parameters is an ObjectExtension.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "runtime/type/object_definition.hpp"
#include "runtime/type/type.hpp"

namespace volley::runtime {

class ObjectType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::DefinedObject;
  // `read_initializer` gives the hash between the brackets. `name` may be empty.
  ObjectType(std::string name, std::function<Value()> read_initializer)
      : Type(kKind), name_(std::move(name)), read_initializer_(std::move(read_initializer)) {}

  // Throws EvaluationError (without place) when it makes no sense.
  [[nodiscard]] const ObjectDefinition& definition() const;
  // The parent where that is an object type, too.
  [[nodiscard]] const ObjectType* parent() const;
  // Forgets its definition; only to be used when nobody asks any more.
  void release() const;

  [[nodiscard]] std::string_view name() const override { return name_.empty() ? "Object" : std::string_view(name_); }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  void print(TypePrinter& printer) const override;
  [[nodiscard]] std::string to_string() const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  void read() const;

  std::string name_;
  // Filled on first use; none of them changes an answer.
  mutable std::function<Value()> read_initializer_;
  mutable Value initializer_;
  mutable bool reading_ = false;
  mutable std::unique_ptr<const ObjectDefinition> definition_;
};

class ObjectExtension final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::ObjectExtension;
  using Parameters = std::vector<std::pair<std::string, Value>>;

  ObjectExtension(Pointer<const ObjectType> base, Parameters parameters)
      : Type(kKind), base_(std::move(base)), parameters_(std::move(parameters)) {}
  [[nodiscard]] const ObjectType& base() const { return *base_; }
  // nullptr for what was left open.
  [[nodiscard]] const Value* parameter(std::string_view name) const;

  [[nodiscard]] std::string_view name() const override { return base_->name(); }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return base_; }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  Pointer<const ObjectType> base_;
  Parameters parameters_;
};

// The hash of `Object[{...}]`; nullptr for any other expression.
[[nodiscard]] const lang::Node* object_initializer(const lang::Node& expression);
// P[...]; the values are for the type parameters in order, or one hash of them by name. Throws EvaluationError.
[[nodiscard]] TypePointer extend_object_type(const ObjectType& base, std::span<const Value> parameters);
// The Object[...] that was written without a name in front.
[[nodiscard]] TypePointer anonymous_object_type(const Value& initializer);

}  // namespace volley::runtime
