// The warning that comes with a way of calling that will go away.
#pragma once

#include <string>
#include <string_view>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

// `where` is the second line of the warning.
void deprecated(const runtime::Call& call, std::string_view what,
                const std::string& where = "(file & line not available)");

}  // namespace volley::stdlib
