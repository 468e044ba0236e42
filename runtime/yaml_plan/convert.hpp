// A plan in YAML written out in the plan language, for people who go on with it by hand.
#pragma once

#include <string>

#include "runtime/yaml_plan/yaml_plan.hpp"

namespace volley::runtime {

// The text need not be a correct plan: values without types, for instance, are taken over as they are.
[[nodiscard]] std::string convert_yaml_plan(const YamlPlan& plan);

// The type of a parameter as types print themselves; one that a module defines as it was written.
[[nodiscard]] std::string printed_type(const YamlNode& type);

// The name that a plan has by its path: "/p/demo/plans/sub/x.yaml" is demo::sub::x. Throws PlanError.
[[nodiscard]] std::string plan_name_of_path(const std::string& path);

}  // namespace volley::runtime
