// The data types that orchestration adds to the language: Target, Result, ResultSet, TargetSpec, PlanResult.
#pragma once

#include <span>
#include <string_view>

#include "runtime/evaluate/environment.hpp"
#include "runtime/type/member_table.hpp"

namespace volley::runtime {

struct PlanTypeReference {
  std::string_view name;
  std::string_view definition;  // of an alias; "" for a type of its own
  std::string_view documentation;
  std::span<const MemberReference> (*members)() = nullptr;  // attributes and methods
};

[[nodiscard]] std::span<const PlanTypeReference> plan_type_references();

void add_plan_types(Environment& environment);

}  // namespace volley::runtime
