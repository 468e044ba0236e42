// Type sets: type Shapes = TypeSet[{pcore_version => '1.0.0', types => {Side => Integer[1], Sides => Array[Side]}}].
//
// What the definition says is read on first use. The members know each other by their short names; from outside they
// cannot be reached, a set can only be looked at.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "runtime/type/type.hpp"

namespace volley::runtime {

class TypeSetType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::TypeSet;
  using Members = std::vector<std::pair<std::string, TypePointer>>;

  // The initializer as a hash, its types as strings to types.
  TypeSetType(std::string name, std::function<Value()> read_initializer)
      : Type(kKind), name_(std::move(name)), read_initializer_(std::move(read_initializer)) {}

  // Reads the initializer if that has not been done yet. Throws EvaluationError when it is wrong.
  void complete() const { static_cast<void>(definition()); }
  // Forgets its definition; only to be used when nobody asks any more.
  void release() const;

  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  void print(TypePrinter& printer) const override;
  [[nodiscard]] std::string to_string() const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  struct Definition {
    std::vector<std::pair<std::string, Value>> entries;  // in the order in which they are shown
    Members members;
  };
  [[nodiscard]] const Definition& definition() const;
  [[nodiscard]] Definition read(const Value& initializer) const;

  std::string name_;
  // Filled on first use; none of them changes an answer.
  mutable std::function<Value()> read_initializer_;
  mutable std::shared_ptr<const Definition> definition_;
};

// The bare TypeSet, which includes all others.
[[nodiscard]] TypePointer default_type_set();
// The TypeSet[{...}] that was written without a name in front. Throws EvaluationError when it makes no sense.
[[nodiscard]] TypePointer anonymous_type_set(const Value& initializer);
// The one that a definition names; `initializer` is what stands between the brackets.
[[nodiscard]] TypePointer named_type_set(std::string name, const lang::Node& initializer,
                                         const lang::SourcePointer& source, TypeEnvironment& environment);

}  // namespace volley::runtime
