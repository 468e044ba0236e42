// Which parameter of a plan receives targets that are given by position (run_plan) or by --targets.
#pragma once

#include <string>

#include "runtime/evaluate/environment.hpp"

namespace volley::runtime {

// Whether the type of a parameter mentions TargetSpec.
[[nodiscard]] bool takes_targets(const lang::Parameter& parameter);

struct TargetParameters {
  bool targets = false;  // a parameter `targets` whose type mentions TargetSpec
  bool nodes = false;    // a parameter `nodes`
};

[[nodiscard]] TargetParameters target_parameters(const Loaded<lang::PlanDefinition>& plan);

// "targets", else "nodes", else empty.
[[nodiscard]] std::string target_parameter(const Loaded<lang::PlanDefinition>& plan);

}  // namespace volley::runtime
