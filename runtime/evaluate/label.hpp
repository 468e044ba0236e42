// What values and expressions are called in error messages: "an Undef Value", "a '+' expression", "a Function Call".
#pragma once

#include <string>
#include <string_view>

#include "lang/ast.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

[[nodiscard]] std::string label_of(const Value& value);
[[nodiscard]] std::string label_of(const lang::Node& node);
[[nodiscard]] std::string_view symbol_of(lang::BinaryOperator operation);
// "a" or "an", as Puppet chooses it: by the first letter.
[[nodiscard]] std::string with_article(std::string_view label);
[[nodiscard]] std::string with_upper_article(std::string_view label);
// The value as Ruby's to_s prints it inside some messages: ["a", 1], {"a"=>nil}.
[[nodiscard]] std::string ruby_text(const Value& value);

}  // namespace volley::runtime
