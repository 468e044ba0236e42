#include "runtime/execute/target_parameter.hpp"

#include <algorithm>

namespace volley::runtime {
namespace {

// Whether a type expression names TargetSpec anywhere: TargetSpec, Optional[TargetSpec], Variant[...].
bool names_target_spec(const lang::Node* node) {
  while (node != nullptr && node->kind == lang::NodeKind::Access) {
    const auto* access = static_cast<const lang::Access*>(node);
    if (std::any_of(access->keys.begin(), access->keys.end(), names_target_spec)) {
      return true;
    }
    node = access->object;
  }
  return node != nullptr && node->kind == lang::NodeKind::QualifiedReference &&
         static_cast<const lang::QualifiedReference*>(node)->name.ends_with("TargetSpec");
}

}  // namespace

bool takes_targets(const lang::Parameter& parameter) { return names_target_spec(parameter.type); }

TargetParameters target_parameters(const Loaded<lang::PlanDefinition>& plan) {
  TargetParameters found;
  for (const lang::Parameter& parameter : plan.definition->parameters) {
    found.nodes = found.nodes || parameter.name == "nodes";
    found.targets = found.targets || (parameter.name == "targets" && takes_targets(parameter));
  }
  return found;
}

std::string target_parameter(const Loaded<lang::PlanDefinition>& plan) {
  const TargetParameters found = target_parameters(plan);
  if (found.targets) {
    return "targets";
  }
  return found.nodes ? "nodes" : "";
}

}  // namespace volley::runtime
