// SemVer[range, ...]: the versions in any of the ranges.
#pragma once

#include <vector>

#include "runtime/type/parameters.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/semver_range.hpp"

namespace volley::runtime {

class SemVerType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::SemVer;
  // Without ranges it is the type of all versions.
  explicit SemVerType(std::vector<VersionRange> ranges = {}) : Type(kKind), ranges_(std::move(ranges)) {}
  [[nodiscard]] std::string_view name() const override { return "SemVer"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return make<const SemVerType>(); }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  std::vector<VersionRange> ranges_;
};

// What SemVer[parameters] is. Throws TypeParameterError.
[[nodiscard]] TypePointer semver_type_with(const Parameters& parameters);

}  // namespace volley::runtime
