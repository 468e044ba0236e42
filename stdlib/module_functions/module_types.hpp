// The named types of the module stdlib (Stdlib::Port, Stdlib::Absolutepath, ...), known without the module. A module on
// the module path that defines one of them wins.
//
//   registry.add_types(module_types());
#pragma once

#include <span>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

[[nodiscard]] std::span<const runtime::TypeRecord> module_types();

}  // namespace volley::stdlib
