// What messages call a node: "Literal Integer", "'if' statement", "a Function Call".
#pragma once

#include <string>

#include "lang/ast.hpp"

namespace volley::lang {

[[nodiscard]] std::string label(const Node& node);
// With the article: "an 'and' expression", and the same at the start of a sentence.
[[nodiscard]] std::string a_label(const std::string& label);
[[nodiscard]] std::string capital_a_label(const std::string& label);

}  // namespace volley::lang
