// Files by pattern, as Ruby's Dir.glob finds them: * ? [a-z] {a,b} within a name, **/ for any depth. What begins with a
// dot is only found by a pattern that begins with one. Sorted within each directory.
//
//   for (const std::string& path : find_files("/etc/**/*.conf")) ...
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace volley::stdlib {

[[nodiscard]] std::vector<std::string> find_files(std::string_view pattern);

}  // namespace volley::stdlib
