// The data types that orchestration adds to the language: Target, Result, ResultSet, TargetSpec, PlanResult.
#pragma once

#include "runtime/evaluate/environment.hpp"

namespace volley::runtime {

void add_plan_types(Environment& environment);

}  // namespace volley::runtime
