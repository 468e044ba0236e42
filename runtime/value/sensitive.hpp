// A value that must not show: printing gives a placeholder, only unwrap() and the transports see what is inside.
#pragma once

#include "runtime/value/object.hpp"

namespace volley::runtime {

inline constexpr std::string_view kRedacted = "Sensitive [value redacted]";

class Sensitive final : public Object {
 public:
  explicit Sensitive(Value secret) : secret_(std::move(secret)) { nest_around(secret_); }

  [[nodiscard]] const Value& unwrap() const { return secret_; }

  [[nodiscard]] std::string_view type_name() const override { return "Sensitive"; }
  [[nodiscard]] std::string to_string() const override { return std::string(kRedacted); }
  [[nodiscard]] bool equals(const Object& other) const override {
    const auto* sensitive = dynamic_cast<const Sensitive*>(&other);
    return sensitive != nullptr && strictly_equal(secret_, sensitive->secret_);
  }
  [[nodiscard]] std::size_t hash_code() const override { return volley::runtime::hash_code(secret_) ^ 0x5e; }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override {
    return name == "unwrap" ? std::optional<Value>(secret_) : std::nullopt;
  }

 private:
  Value secret_;
};

}  // namespace volley::runtime
