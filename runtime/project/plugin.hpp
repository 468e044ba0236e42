// Plugin references: {"_plugin": "env_var", "var": "X"} stands for a value that is looked up when it is needed.
#pragma once

#include "runtime/value/value.hpp"

namespace volley::runtime {

[[nodiscard]] bool is_reference(const Value& value);
// Whether there is a reference anywhere inside.
[[nodiscard]] bool has_reference(const Value& value);
// The value itself when it is a reference, otherwise as it is: what stands inside stays untouched.
[[nodiscard]] Value resolve_reference(const Value& value);
// Everything inside resolved, innermost first.
[[nodiscard]] Value resolve_references(const Value& value);

}  // namespace volley::runtime
