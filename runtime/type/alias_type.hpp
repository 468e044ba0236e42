// A named type: `type Port = Integer[1, 65535]`. What it stands for is found on first use, so that a type may mention
// itself; questions about such a type remember what they are asked, and so come to an end.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "runtime/type/type.hpp"

namespace volley::runtime {

class AliasType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Alias;
  // A built-in one is always shown by its name, the member of a type set never beside what it stands for.
  enum class Origin { BuiltIn, Defined, Member };

  AliasType(std::string name, std::function<TypePointer()> resolve, Origin origin);

  [[nodiscard]] const Type& resolved() const;
  // Forgets what it stands for; only to be used when nobody asks any more.
  void release() const;
  // Runs `compare`, which is about `receiver` and this alias, unless the same comparison is already under way: then it
  // holds, as nothing so far spoke against it.
  [[nodiscard]] bool guarded_comparison(const Type& receiver, const std::function<bool()>& compare) const;

  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override { return this == &other; }
  [[nodiscard]] bool iterable() const override { return resolved().iterable(); }
  [[nodiscard]] TypePointer iterated() const override { return resolved().iterated(); }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  void resolve_now() const;
  [[nodiscard]] bool is_real(const Type& type, std::size_t level) const;
  [[nodiscard]] TypePointer without_itself(const TypePointer& type) const;

  std::string name_;
  Origin origin_;
  // All of these change while questions are answered; none of them changes an answer.
  mutable std::function<TypePointer()> resolve_;
  mutable TypePointer resolved_;
  TypePointer unresolved_;  // what it is to itself while it is being resolved
  mutable bool resolving_ = false;
  mutable Values matching_;
  mutable std::vector<const Type*> admitting_;
  mutable std::vector<const Type*> compared_by_;
};

}  // namespace volley::runtime
