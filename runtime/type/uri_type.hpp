// URI[{scheme => 'http', host => /example/}]: URIs by what their parts match.
#pragma once

#include "runtime/type/parameters.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {

class UriType final : public Type {
 public:
  static constexpr TypeKind kKind = TypeKind::Uri;
  explicit UriType(Hash parts = {}) : Type(kKind), parts_(std::move(parts)) {}
  [[nodiscard]] std::string_view name() const override { return "URI"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return make<const UriType>(); }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  Hash parts_;
};

// What URI[parameters] is. Throws TypeParameterError.
[[nodiscard]] TypePointer uri_type_with(const Parameters& parameters);

}  // namespace volley::runtime
