// How data of several levels (groups, targets, configuration files) becomes one hash.
#pragma once

#include "runtime/value/hash.hpp"

namespace volley::runtime {

// Hashes are merged key by key, everything else of `over` replaces what is in `base`.
[[nodiscard]] Hash deep_merge(const Hash& base, const Hash& over);
// Keys of `over` replace those of `base`.
[[nodiscard]] Hash shallow_merge(const Hash& base, const Hash& over);
[[nodiscard]] Hash sorted_by_key(const Hash& hash);

}  // namespace volley::runtime
