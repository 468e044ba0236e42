// Shell patterns as Ruby's File.fnmatch knows them: * ? [a-z] [^x] \x and, when asked for, {a,b}.
#pragma once

#include <string_view>

namespace volley::runtime {

enum class Braces { Literal, Expand };
enum class LetterCase { Exact, Ignore };

[[nodiscard]] bool is_glob(std::string_view text);
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view text, Braces braces, LetterCase letter_case);

}  // namespace volley::runtime
