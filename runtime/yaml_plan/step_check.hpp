// What a step of a plan in YAML must look like.
#pragma once

#include <string>

#include "runtime/yaml_plan/yaml_plan.hpp"

namespace volley::runtime {

// Finds the kind and the name of a step whose body is a map. Throws PlanError bolt/invalid-plan.
void check_step(const lang::SourcePointer& source, YamlStep& step);

// "Parse error in step ..." for something that is wrong with a step; at the place, or else where the step begins.
[[noreturn]] void refuse_step(const lang::SourcePointer& source, const YamlStep& step, const std::string& message,
                              const lang::Place& place = {});

}  // namespace volley::runtime
