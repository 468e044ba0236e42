// The types of text: String by size, Enum by value, Pattern by regular expression; and Regexp itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/type/range.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/regexp.hpp"

namespace volley::runtime {

// In characters.
[[nodiscard]] std::int64_t text_length(std::string_view text);

// String[min, max], or the type of one string (which only inference and Optional['x'] make).
class StringType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::String;
  explicit StringType(Size size = {}) : Type(kKind), size_(size ? Size(size->as_size()) : size) {
    if (!size) {
      take_all(Value::Kind::String);
    }
  }
  explicit StringType(std::string value) : Type(kKind), value_(std::move(value)) {}

  [[nodiscard]] const Size& size() const { return size_; }
  [[nodiscard]] const std::optional<std::string>& value() const { return value_; }
  // The lengths that instances can have.
  [[nodiscard]] Range lengths() const;

  [[nodiscard]] std::string_view name() const override { return "String"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return make<const StringType>(); }
  [[nodiscard]] bool iterable() const override { return true; }
  [[nodiscard]] TypePointer iterated() const override { return make<const StringType>(Size(Range{1, 1})); }
  void print(TypePrinter& printer) const override;
  // Where the value itself is the parameter: Optional['x'].
  void print_as_parameter(TypePrinter& printer) const;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  Size size_;
  std::optional<std::string> value_;
};

class EnumType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Enum;
  explicit EnumType(std::vector<std::string> values = {}, bool ignores_case = false);

  [[nodiscard]] const std::vector<std::string>& values() const { return values_; }
  [[nodiscard]] bool ignores_case() const { return ignores_case_; }
  [[nodiscard]] bool contains(std::string_view text) const;
  [[nodiscard]] Range lengths() const;

  [[nodiscard]] std::string_view name() const override { return "Enum"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override;
  [[nodiscard]] bool iterable() const override { return true; }
  [[nodiscard]] TypePointer iterated() const override { return make<const StringType>(Size(Range{1, 1})); }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  std::vector<std::string> values_;  // sorted, each once
  bool ignores_case_;
};

using RegexpPointer = Pointer<const Regexp>;

class RegexpType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Regexp;
  explicit RegexpType(RegexpPointer pattern = {}) : Type(kKind), pattern_(std::move(pattern)) {}
  [[nodiscard]] const RegexpPointer& pattern() const { return pattern_; }  // may be null

  [[nodiscard]] std::string_view name() const override { return "Regexp"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  RegexpPointer pattern_;
};

class PatternType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Pattern;
  // Equal patterns count once.
  explicit PatternType(std::vector<RegexpPointer> patterns = {});
  [[nodiscard]] const std::vector<RegexpPointer>& patterns() const { return patterns_; }
  [[nodiscard]] bool finds(std::string_view text) const;

  [[nodiscard]] std::string_view name() const override { return "Pattern"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  std::vector<RegexpPointer> patterns_;
};

}  // namespace volley::runtime
