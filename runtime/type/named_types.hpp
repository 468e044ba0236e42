// The types that are little more than a name: classes and resources of a catalog, runtime types, references to unknown
// types, and the objects that the layers above define.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "runtime/type/type.hpp"

namespace volley::runtime {

// Class['name'] and Resource types (File, File['/tmp/x']).
class CatalogType final : public Type {
 public:
  // `type` is empty for bare Class and Resource, `title` where there is none.
  CatalogType(TypeKind kind, std::string type, std::string title = {});
  [[nodiscard]] const std::string& type() const { return type_; }
  [[nodiscard]] std::string_view name() const override { return is(TypeKind::Class) ? "Class" : "Resource"; }
  [[nodiscard]] bool matches(const Value&) const override { return false; }
  [[nodiscard]] bool same_as(const Type& other) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  std::string type_;
  std::string title_;
};

class RuntimeType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Runtime;
  explicit RuntimeType(std::string runtime = {}, std::string name = {})
      : Type(kKind), runtime_(std::move(runtime)), class_name_(std::move(name)) {}
  [[nodiscard]] std::string_view name() const override { return "Runtime"; }
  [[nodiscard]] bool matches(const Value&) const override { return false; }
  [[nodiscard]] bool same_as(const Type& other) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  std::string runtime_;
  std::string class_name_;
};

// A type that nobody knows; no value is one.
class ReferenceType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Reference;
  explicit ReferenceType(std::string text) : Type(kKind), text_(std::move(text)) {}
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] std::string_view name() const override { return "TypeReference"; }
  [[nodiscard]] bool matches(const Value&) const override { return false; }
  [[nodiscard]] bool same_as(const Type& other) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override { return same_as(other); }

 private:
  std::string text_;
};

// Makes an object of what is given to `new`. Throws EvaluationError (without place).
using ObjectConstructor = std::function<Value(std::span<const Value> arguments)>;

// Objects by the name of their type: Target, Result, ResultSet.
class NominalType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Nominal;
  // Without a constructor no plan can make one.
  explicit NominalType(std::string name, ObjectConstructor constructor = {})
      : Type(kKind), name_(std::move(name)), constructor_(std::move(constructor)) {}
  [[nodiscard]] const ObjectConstructor& constructor() const { return constructor_; }
  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] bool iterable() const override { return name_ == "ResultSet" || name_ == "ApplyResultSet"; }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override { return same_as(other); }

 private:
  std::string name_;
  ObjectConstructor constructor_;
};

// Error[kind, issue_code]: each parameter is a string, a regular expression, a type, or default for anything.
class ErrorType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Error;
  explicit ErrorType(Values parameters = {}) : Type(kKind), parameters_(std::move(parameters)) {}
  [[nodiscard]] const Values& parameters() const { return parameters_; }
  [[nodiscard]] std::string_view name() const override { return "Error"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return make<const ErrorType>(); }
  void print(TypePrinter& printer) const override;
  [[nodiscard]] std::string to_string() const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  Values parameters_;
};

}  // namespace volley::runtime
