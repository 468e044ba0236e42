// The modules that are part of the program: the files of stdlib/modules, put into it by the build.
#pragma once

#include <span>

#include "runtime/project/built_in_modules.hpp"

namespace volley::stdlib {

[[nodiscard]] std::span<const runtime::BuiltInFile> built_in_modules();

}  // namespace volley::stdlib
