// Whether a program can be started by its name.
#pragma once

#include <string>

namespace volley::transport {

// A name with a slash is a path; others are looked for in $PATH.
[[nodiscard]] bool is_installed(const std::string& program);

}  // namespace volley::transport
