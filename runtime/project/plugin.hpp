// Plugin references: {"_plugin": "env_var", "var": "X"} stands for a value that is looked up when it is needed.
#pragma once

#include <optional>
#include <string_view>

#include "runtime/value/hash.hpp"

namespace volley::runtime {

// Plugins besides env_var: they need more than the reference itself.
class ReferenceResolver {
 public:
  virtual ~ReferenceResolver() = default;
  // What a reference stands for, whose options are resolved already. Empty when there is no such plugin. Throws
  // PlanError.
  virtual std::optional<Value> resolve(std::string_view plugin, const Hash& reference) = 0;
};

[[nodiscard]] bool is_reference(const Value& value);
// Whether there is a reference anywhere inside.
[[nodiscard]] bool has_reference(const Value& value);
// The value itself when it is a reference, otherwise as it is: what stands inside stays untouched.
[[nodiscard]] Value resolve_reference(const Value& value, ReferenceResolver* plugins = nullptr);
// Everything inside resolved, innermost first.
[[nodiscard]] Value resolve_references(const Value& value, ReferenceResolver* plugins = nullptr);

}  // namespace volley::runtime
