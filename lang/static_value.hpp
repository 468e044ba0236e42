// The values of expressions that are plain literals, as far as a duplicate key must be recognized without evaluating.
#pragma once

#include <optional>
#include <string>

#include "lang/ast.hpp"

namespace volley::lang {

struct StaticValue {
  std::string identity;  // equal for equal keys
  std::string text;      // as messages show it
};

[[nodiscard]] std::optional<StaticValue> static_value(const Node& node);

}  // namespace volley::lang
