// Timestamp[from, to] and Timespan[from, to].
#pragma once

#include <optional>

#include "runtime/type/parameters.hpp"
#include "runtime/type/type.hpp"
#include "runtime/value/time_value.hpp"

namespace volley::runtime {

// One end of a TimeType.
struct TimeBound {
  Nanoseconds amount;
  bool of_float = false;  // was written as a Float: its fraction is printed with nine digits

  bool operator==(const TimeBound& other) const { return amount == other.amount; }
  auto operator<=>(const TimeBound& other) const { return amount <=> other.amount; }
};

class TimeType final : public Type {
 public:
  using Bound = std::optional<TimeBound>;
  // `kind` is Timestamp or Timespan.
  explicit TimeType(TypeKind kind, Bound from = {}, Bound to = {}) : Type(kind), from_(from), to_(to) {}
  [[nodiscard]] std::string_view name() const override { return is(TypeKind::Timestamp) ? "Timestamp" : "Timespan"; }
  [[nodiscard]] bool matches(const Value& value) const override;
  [[nodiscard]] bool same_as(const Type& other) const override;
  [[nodiscard]] TypePointer generalized() const override { return make<const TimeType>(kind()); }
  void print(TypePrinter& printer) const override;

 protected:
  [[nodiscard]] bool admits(const Type& other) const override;

 private:
  Bound from_;
  Bound to_;
};

// What T[parameters] is. Throws TypeParameterError.
[[nodiscard]] TypePointer time_type_with(TypeKind kind, const Parameters& parameters);

}  // namespace volley::runtime
