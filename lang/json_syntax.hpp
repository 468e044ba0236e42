// The syntax check behind @(END:json): whether a text is JSON, and what is said about it if not. No values are made.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace volley::lang {

// Nothing for JSON; otherwise the words of the parser that Puppet uses, with its line numbers.
[[nodiscard]] std::optional<std::string> json_problem(std::string_view text);

}  // namespace volley::lang
