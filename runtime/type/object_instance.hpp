// A value of an object type that a plan or module defines: Point(1, 2).
#pragma once

#include <optional>
#include <span>
#include <string>

#include "runtime/type/object_type.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {

class ObjectInstance final : public Object {
 public:
  // `values` are those of the constructor's parameters, in their order.
  ObjectInstance(Pointer<const ObjectType> type, Values values);

  [[nodiscard]] const ObjectType& type() const { return *type_; }
  // The attribute of that name, a constant too; nullptr when there is none or when it has no value of its own.
  [[nodiscard]] const Value* find(std::string_view name) const;
  // Name to value in the order of the constructor.
  [[nodiscard]] Hash attributes() const;

  [[nodiscard]] std::string_view type_name() const override { return type_->name(); }
  [[nodiscard]] std::string to_string() const override;
  [[nodiscard]] Value to_data() const override { return Value(attributes()); }
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override;
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override;
  [[nodiscard]] std::optional<Value> call(std::string_view name, std::span<const Value> arguments) const override;

 private:
  Pointer<const ObjectType> type_;
  Values values_;
};

// The constructor: all attributes in order, or a hash of them. Throws EvaluationError (without place).
[[nodiscard]] Value construct_object(const ObjectType& type, std::span<const Value> arguments);
// What type() gives for an instance: with its type parameters where the type has some.
[[nodiscard]] TypePointer infer_object_type(const ObjectInstance& instance);

}  // namespace volley::runtime
