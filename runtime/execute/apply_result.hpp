// The ApplyResult of plans: the report of a catalog that was applied on one target, or why it was not.
#pragma once

#include "runtime/execute/result.hpp"

namespace volley::runtime {

class ApplyResult final : public Result {
 public:
  // `report` and `catalog` are hashes or undef, `error` the data of an error or undef.
  ApplyResult(Value target, const Value& report, const Value& error, Value catalog);

  [[nodiscard]] std::string_view type_name() const override { return "ApplyResult"; }
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override;

 private:
  Value catalog_;
};

}  // namespace volley::runtime
