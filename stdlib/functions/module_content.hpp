// Where a file lies that a plan names as "MODULE/FILE": in one folder of the module. A path from the root names itself.
#pragma once

#include <string>
#include <string_view>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

// Empty when nothing lies there. `folder` is "files" or "templates".
[[nodiscard]] std::string locate_in_module(const runtime::Call& call, std::string_view folder,
                                           const std::string& reference);
// The folder of the module itself; empty for an unknown one.
[[nodiscard]] std::string module_folder(const runtime::Call& call, const std::string& module);

}  // namespace volley::stdlib
