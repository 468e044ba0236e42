// Names of data: "users.0.'full name'" is the value `users`, and the way into it.
#pragma once

#include <optional>
#include <string>

#include "runtime/value/value.hpp"

namespace volley::runtime {

struct DataKey {
  std::string root;
  Values steps;  // strings and integers

  // Throws EvaluationError for quotes that do not match and for empty parts.
  [[nodiscard]] static DataKey parse(const std::string& text);
  // Where the steps lead; empty when nothing is there. Throws EvaluationError where there is no way on.
  [[nodiscard]] std::optional<Value> dig(Value value) const;
};

}  // namespace volley::runtime
