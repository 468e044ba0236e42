// Files of the controller as plans name them: an absolute path, or "module/path" in a module's files.
#pragma once

#include <string>

#include "runtime/execute/engine.hpp"

namespace volley::stdlib {

// The path, or empty when there is no such file.
[[nodiscard]] std::string locate_file(runtime::Engine& engine, const std::string& reference);

// Throws PlainError "No such file or directory: ..." when there is none.
[[nodiscard]] std::string find_file(runtime::Engine& engine, const std::string& reference);

}  // namespace volley::stdlib
