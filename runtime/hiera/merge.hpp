// How the values that several levels of data hold for one name become one: the merge strategies of lookup.
#pragma once

#include "runtime/value/value.hpp"

namespace volley::runtime {

// Values of the first level come first in `found`, which is not empty. `strategy` is a name (first, unique, hash,
// deep), a hash {strategy => name, ...options}, or undef for the first value. Throws EvaluationError for an unknown
// strategy and for values that it cannot merge.
[[nodiscard]] Value merge_levels(const Values& found, const Value& strategy);

// Throws EvaluationError when there is no such strategy.
void check_strategy(const Value& strategy);

// Whether the first value is all that such a merge needs.
[[nodiscard]] bool takes_first_only(const Value& strategy);

}  // namespace volley::runtime
