// Quoting for POSIX shells. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace volley::transport::shell {

// One word, escaped with backslashes as Ruby's Shellwords does; plans see such command lines in logs.
[[nodiscard]] std::string escape(std::string_view word);
[[nodiscard]] std::string join(const std::vector<std::string>& words);
// Any text without NUL between single quotes; the shortest form for large texts.
[[nodiscard]] std::string single_quote(std::string_view text);
// A format for printf(1) that prints exactly these bytes, NUL included. Already quoted.
[[nodiscard]] std::string printf_format(std::string_view bytes);
// Whether a shell can hold it in a variable.
[[nodiscard]] bool is_variable_name(std::string_view name);

}  // namespace volley::transport::shell
