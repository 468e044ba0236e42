// The warning that comes with a way of calling that will go away.
#pragma once

#include <string>
#include <string_view>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

// Told once in a run.
void deprecated(const runtime::Call& call, std::string_view what);
// The same with the line of the call; without a key once for each line.
void deprecated_here(const runtime::Call& call, std::string_view what, const std::string& key = {});

}  // namespace volley::stdlib
