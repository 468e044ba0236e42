#include "runtime/execute/plan_types.hpp"

#include <array>

#include "runtime/execute/container_result.hpp"
#include "runtime/execute/plan_constructors.hpp"
#include "runtime/execute/result.hpp"
#include "runtime/project/resource_instance.hpp"
#include "runtime/project/target_value.hpp"

namespace volley::runtime {
namespace {

constexpr auto kTypes = std::to_array<PlanTypeReference>({
    {"Target", "", "A target of the inventory.", target_member_references},
    {"Result", "", "What an action gave on one target.", result_member_references},
    {"ResultSet", "", "The results of an action, one for each target.", result_set_member_references},
    {"ApplyResult", "", "A result of apply, which Volley does not do yet."},
    {"ContainerResult", "", "A result of run_container.", container_result_member_references},
    {"Future", "", "What background gives. Its state is running, done or error."},
    {"ResourceInstance", "", "A resource of a target.", resource_instance_member_references},
    {"Boltlib::TargetSpec", "Variant[String[1], Target, Array[Boltlib::TargetSpec]]",
     "What names targets: a text, a Target, or an array of them."},
    {"TargetSpec", "Boltlib::TargetSpec", "The same, in short."},
    {"Boltlib::PlanResult",
     "Variant[Boolean, Numeric, String, Undef, Error, Result, ApplyResult, ContainerResult, ResultSet, Target, "
     "ResourceInstance, Future, Array[Boltlib::PlanResult], Hash[String, Boltlib::PlanResult]]",
     "What a plan may return."},
    {"PlanResult", "Boltlib::PlanResult", "The same, in short."},
});

}  // namespace

std::span<const PlanTypeReference> plan_type_references() { return kTypes; }

void add_plan_types(Environment& environment) {
  for (const PlanTypeReference& type : kTypes) {
    const std::string name(type.name);
    if (type.definition.empty()) {
      environment.add_type(name, make<const NominalType>(name, plan_constructor(name, environment)));
    } else {
      environment.add_type(
          name, alias_type(name, [&environment, text = type.definition] { return parse_type(text, environment); }));
    }
  }
}

}  // namespace volley::runtime
