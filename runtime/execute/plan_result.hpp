// What a plan may return: plain data and the values of orchestration, nothing that has no meaning outside of it.
#pragma once

#include <string_view>

#include "runtime/value/value.hpp"

namespace volley::runtime {

[[nodiscard]] bool is_plan_result(const Value& value);
// Throws PlanError bolt/invalid-plan-result for a value that is none (a type, a lambda, a Timespan).
void check_plan_result(std::string_view plan, const Value& value);

}  // namespace volley::runtime
