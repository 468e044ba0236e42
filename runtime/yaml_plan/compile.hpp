// A plan in YAML as a definition of the plan language, which runs like any other plan. Errors name places in the YAML.
#pragma once

#include "runtime/evaluate/environment.hpp"
#include "runtime/yaml_plan/yaml_plan.hpp"

namespace volley::runtime {

// Throws PlanError bolt/invalid-plan and lang::ParseError.
[[nodiscard]] Loaded<lang::PlanDefinition> compile_yaml_plan(const YamlPlan& plan);

}  // namespace volley::runtime
