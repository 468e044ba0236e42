// What is said about the use of something that will go away.
#pragma once

#include <string>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

// The message and where the call stands: "message at FILE:LINE".
[[nodiscard]] std::string with_place(const runtime::Call& call, const std::string& message);

// A warning that is given once a run for each key.
void warn_of_deprecation(const runtime::Call& call, const std::string& key, const std::string& message);

}  // namespace volley::stdlib
