// The rules for names of variables, parameters and definitions.
#pragma once

#include <string_view>

namespace volley::lang {

[[nodiscard]] bool is_match_variable(std::string_view name);     // 0, 1, 12
[[nodiscard]] bool is_variable_name(std::string_view name);      // a, a::b, ::a, _a
[[nodiscard]] bool is_parameter_name(std::string_view name);     // a, _a
[[nodiscard]] bool is_numeric_parameter(std::string_view name);  // 1, 0x1
[[nodiscard]] bool is_definition_name(std::string_view name);    // a::b
[[nodiscard]] bool is_alias_name(std::string_view name);         // A::B

// Whether a function of this name looks up variables of its caller by their names. All others are not told who calls.
[[nodiscard]] bool sees_variables(std::string_view function);
// Whether a call of this name may be left by a break(): that one itself, and what runs code that nobody has read yet.
[[nodiscard]] bool may_break(std::string_view function);

}  // namespace volley::lang
