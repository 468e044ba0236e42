// The named types of addresses (Stdlib::IP::Address and all below it): their patterns are long, but put together from a
// few pieces.
#pragma once

#include <vector>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

[[nodiscard]] std::vector<runtime::TypeRecord> address_types();

}  // namespace volley::stdlib
