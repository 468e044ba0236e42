// Hints for names that nothing is known under: what may have been meant, and where to look.
#pragma once

#include <string>
#include <string_view>

#include "lang/source.hpp"

namespace volley::runtime {

class Environment;
class TypeEnvironment;
class Frame;
class EvaluationError;

// The errors, with their hints. The one for a function has no place yet.
[[nodiscard]] EvaluationError unknown_function(Environment& environment, std::string_view name);
[[nodiscard]] EvaluationError unknown_type(TypeEnvironment& environment, std::string_view name, lang::Place place);
// The variables that are seen from `frame`.
[[nodiscard]] std::string hint_for_variable(Frame& frame, Frame* top, std::string_view name);

}  // namespace volley::runtime
