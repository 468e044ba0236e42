// From what people write for targets ("web,db*,ssh://h:22") to the targets themselves.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/project/inventory.hpp"

namespace volley::runtime {

// On the command line commas inside {} and [] separate nothing, and {a,b} are alternatives; in plans neither.
enum class SpecSyntax { CommandLine, Plan };

[[nodiscard]] std::vector<std::string> split_target_spec(std::string_view text, SpecSyntax syntax);

// Each word is a group, a known target, an alias, a glob, or a URI that becomes a new target. Without repetitions, in
// order. Throws PlanError of kind bolt.inventory/wildcard-error for a glob that matches nothing.
[[nodiscard]] std::vector<TargetId> resolve_targets(Inventory& inventory, std::string_view spec, SpecSyntax syntax);

}  // namespace volley::runtime
