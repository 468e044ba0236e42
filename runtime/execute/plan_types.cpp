#include "runtime/execute/plan_types.hpp"

#include <array>

namespace volley::runtime {
namespace {

constexpr auto kTypes = std::to_array<PlanTypeReference>({
    {"Target", "", "A target of the inventory."},
    {"Result", "", "What an action gave on one target."},
    {"ResultSet", "", "The results of an action, one for each target."},
    {"ApplyResult", "", "A result of apply, which Volley does not do yet."},
    {"ContainerResult", "", "A result of run_container, which Volley does not do yet."},
    {"Future", "", "What background gives. Its state is running, done or error."},
    {"ResourceInstance", "", "A resource of a target."},
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
    environment.add_type(
        name, type.definition.empty() ? object_type(name) : alias_type(name, [&environment, text = type.definition] {
          return parse_type(text, environment);
        }));
  }
}

}  // namespace volley::runtime
