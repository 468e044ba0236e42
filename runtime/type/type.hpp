// The Puppet type system, seen from outside: a Type is a value that other values match.
//
//   TypePointer type = parse_type("Optional[String[1]]", environment);
//   if (!type->matches(value)) throw ... describe_mismatch("parameter 'x'", *type, value);
//
// Each family of types lives in a file of its own under runtime/type/.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/ast.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {

class Type;
using TypePointer = Pointer<const Type>;

enum class TypeKind : std::uint8_t {
  Any,
  Unit,
  Undef,
  Default,
  Boolean,
  Integer,
  Float,
  Numeric,
  String,
  Enum,
  Pattern,
  Regexp,
  Scalar,
  ScalarData,
  SemVer,
  SemVerRange,
  Timestamp,
  Timespan,
  Binary,
  Uri,
  Collection,
  Array,
  Hash,
  Tuple,
  Struct,
  Optional,
  NotUndef,
  Variant,
  Type,
  Sensitive,
  Iterable,
  Iterator,
  Init,
  Callable,
  CatalogEntry,
  Class,
  Resource,
  Runtime,
  Reference,
  Object,
  DefinedObject,
  ObjectExtension,
  TypeSet,
  Nominal,
  Error,
  Alias,
};

class TypePrinter;

class Type : public Object {
 public:
  using Root = Type;
  static constexpr Family kFamily = Family::Type;
  explicit Type(TypeKind kind) : Object(kFamily), kind_(kind) {}
  [[nodiscard]] TypeKind kind() const { return kind_; }
  [[nodiscard]] bool is(TypeKind kind) const { return kind_ == kind; }
  [[nodiscard]] TypePointer self() const { return TypePointer(this); }

  // The plain name, without parameters: "Integer".
  [[nodiscard]] virtual std::string_view name() const = 0;
  // Whether `value` is an instance.
  [[nodiscard]] virtual bool matches(const Value& value) const = 0;
  // The same, quicker for plain types: what a parameter asks at each call.
  [[nodiscard]] bool accepts(const Value& value) const {
    return ((taken_kinds_ >> static_cast<unsigned>(value.kind())) & 1U) != 0 || matches(value);
  }
  // Whether every instance of `other` is an instance of this one.
  [[nodiscard]] bool assignable_from(const Type& other) const;
  // Whether both were written the same way; equals() also finds types that stand for the same values.
  [[nodiscard]] virtual bool same_as(const Type& other) const { return kind_ == other.kind_; }

  // Without size and range constraints: Integer[1, 5] becomes Integer.
  [[nodiscard]] virtual TypePointer generalized() const { return self(); }
  // The simplest way to write the same type: Variant[Undef, Integer] becomes Optional[Integer].
  [[nodiscard]] virtual TypePointer normalized() const { return self(); }
  [[nodiscard]] virtual bool iterable() const { return false; }
  // What iterating over an instance gives; nullptr when that is not known.
  [[nodiscard]] virtual TypePointer iterated() const { return {}; }
  // Calls `visit` for each type that this one is directly made of.
  virtual void visit_parts(const std::function<void(const Type&)>& /*visit*/) const {}

  virtual void print(TypePrinter& printer) const = 0;
  // Aliases are spelled out, also inner ones: "X = Integer[1, 5]", as messages show them.
  [[nodiscard]] std::string expanded() const;

  [[nodiscard]] std::string_view type_name() const override { return "Type"; }
  [[nodiscard]] std::string to_string() const override;
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::size_t hash_code() const override { return kTypeHash; }
  [[nodiscard]] std::optional<Value> index(std::span<const Value> keys) const override;

 protected:
  // assignable_from() for a plain `other`: neither an alias, a Variant, an Optional nor Unit.
  [[nodiscard]] virtual bool admits(const Type& other) const { return kind_ == other.kind_; }
  // To be called by the constructor for each kind all of whose values are instances.
  void take_all(Value::Kind kind) {
    taken_kinds_ = static_cast<std::uint16_t>(taken_kinds_ | (1U << static_cast<unsigned>(kind)));
  }
  // Or for a type whose instances are instances of this one, too.
  void take_all_of(const Type& part) { taken_kinds_ = static_cast<std::uint16_t>(taken_kinds_ | part.taken_kinds_); }
  // To be called by the constructor for each type (or null) that this one is made of.
  void contain(const TypePointer& part) {
    if (part) {
      nest_around(*part);
    }
  }

 private:
  // Equal types may differ in everything that could be hashed.
  static constexpr std::size_t kTypeHash = 0x54797065;
  TypeKind kind_;
  std::uint16_t taken_kinds_ = 0;  // a bit for each Value::Kind
};

// The type as a T when it is of T's kind, otherwise nullptr.
template <typename T>
const T* type_as(const Type& type) {
  return type.kind() == T::kKind ? static_cast<const T*>(&type) : nullptr;
}

// Names that the built-in types do not cover: aliases of modules (TargetSpec, Mymodule::Port), object types of the
// layers above (Target, Result). Answers nullptr for an unknown name.
class TypeEnvironment {
 public:
  virtual ~TypeEnvironment() = default;
  [[nodiscard]] virtual TypePointer find_type(std::string_view name) = 0;
};

// Evaluates the parameter of a type expression that is not itself a type or literal (a variable, a call).
using ParameterEvaluator = std::function<Value(const lang::Node&)>;

// The type that a type expression means. Throws EvaluationError with Puppet's wording for unknown names and bad
// parameters. `evaluate` may be empty: then only literals and types are allowed as parameters.
[[nodiscard]] TypePointer type_from_node(const lang::Node& node, const lang::SourcePointer& source,
                                         TypeEnvironment& environment, const ParameterEvaluator& evaluate = {});
// The same for what stands between the brackets of a type: a literal, a type, or a hash or list of such.
[[nodiscard]] Value parameter_from_node(const lang::Node& node, const lang::SourcePointer& source,
                                        TypeEnvironment& environment);

// From text, as task metadata and signatures hold it.
[[nodiscard]] TypePointer parse_type(std::string_view text, TypeEnvironment& environment);

// The bare built-in type of that name ("Integer"), or nullptr.
[[nodiscard]] TypePointer builtin_type(std::string_view name);

// A bare type with parameters applied: Integer[1, 5]. Throws TypeParameterError (without place) for bad parameters.
[[nodiscard]] TypePointer parameterize(const TypePointer& base, std::span<const Value> parameters);

// The nominal type of objects that the layers above define (Target, Result, ResultSet): matches by type_name().
[[nodiscard]] TypePointer object_type(std::string name);
// A named alias: prints as its name, matches as what it stands for. `resolve` is called on first use (recursion).
[[nodiscard]] TypePointer alias_type(std::string name, std::function<TypePointer()> resolve);
// Drops what an alias stands for, so that aliases which mention each other do not keep each other alive. To be called
// by the owner of the aliases when it ends; other types are left alone.
void release_alias(const Type& type);

// What `type()` gives: the most specific type of a value ("Integer[1, 1]").
[[nodiscard]] TypePointer infer_type(const Value& value);
// The same with containers reduced to one element type: Array[Integer[1, 2], 2, 2]. What `type($x, reduced)` gives.
[[nodiscard]] TypePointer infer_reduced_type(const Value& value);
// The general name for messages: "Integer", "String", "Hash".
[[nodiscard]] std::string general_type_name(const Value& value);

// Each way in which the value fails, one message an entry ("parameter 'n' index 0 expects ..."); empty when it matches.
[[nodiscard]] std::vector<std::string> list_mismatches(std::string_view subject, const Type& expected,
                                                       const Value& actual);
// "parameter 'n' expects an Integer value, got String": Puppet's words for a value that does not match. `subject` is
// "parameter 'n'" or the like. May hold several lines for structured types.
[[nodiscard]] std::string describe_mismatch(std::string_view subject, const Type& expected, const Value& actual);

// T.new(arguments), e.g. Integer('0x1F', 16). Throws EvaluationError (without place).
[[nodiscard]] Value construct(const Type& type, std::span<const Value> arguments);

}  // namespace volley::runtime
