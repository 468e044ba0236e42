// Arrays of arrays as one array.
#pragma once

#include "runtime/value/value.hpp"

namespace volley::stdlib {

inline void append_flattened(runtime::Values& result, const runtime::Value& value) {
  if (!value.is_array()) {
    result.push_back(value);
    return;
  }
  for (const runtime::Value& item : value.as_array()) {
    append_flattened(result, item);
  }
}

template <typename Items>
[[nodiscard]] runtime::Values flattened(const Items& items) {
  runtime::Values result;
  for (const runtime::Value& item : items) {
    append_flattened(result, item);
  }
  return result;
}

}  // namespace volley::stdlib
