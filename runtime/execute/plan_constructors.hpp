// `new` for the data types of plans: Target.new('web1'), Result.new($target, {...}), ResultSet.new([...]).
#pragma once

#include <string_view>

#include "runtime/evaluate/environment.hpp"
#include "runtime/type/named_types.hpp"

namespace volley::runtime {

// Empty for a type that plans cannot make. `environment` outlives it.
[[nodiscard]] ObjectConstructor plan_constructor(std::string_view type, const Environment& environment);

}  // namespace volley::runtime
