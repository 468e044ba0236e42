#include "runtime/execute/plan_types.hpp"

namespace volley::runtime {
namespace {

constexpr const char* kObjectTypes[] = {"Target",          "Result", "ResultSet",       "ApplyResult",
                                        "ContainerResult", "Future", "ResourceInstance"};

struct Alias {
  const char* name;
  const char* type;
};

constexpr Alias kAliases[] = {
    {"Boltlib::TargetSpec", "Variant[String[1], Target, Array[Boltlib::TargetSpec]]"},
    {"TargetSpec", "Boltlib::TargetSpec"},
    {"Boltlib::PlanResult",
     "Variant[Boolean, Numeric, String, Undef, Error, Result, ApplyResult, ContainerResult, ResultSet, Target, "
     "ResourceInstance, Future, Array[Boltlib::PlanResult], Hash[String, Boltlib::PlanResult]]"},
    {"PlanResult", "Boltlib::PlanResult"},
};

}  // namespace

void add_plan_types(Environment& environment) {
  for (const char* name : kObjectTypes) {
    environment.add_type(name, object_type(name));
  }
  for (const Alias& alias : kAliases) {
    environment.add_type(alias.name, alias_type(alias.name, [&environment, text = alias.type] {
                           return parse_type(text, environment);
                         }));
  }
}

}  // namespace volley::runtime
