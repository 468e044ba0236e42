// How the older functions of the module stdlib take their arguments: any number of any kind, undef counting as '', and
// what does not fit is refused with words of their own.
//
//   require_count(call, call.arguments.size() == 1, "1");  // "dos2unix(): Wrong number of arguments given (2 for 1)"
//   const Value text = legacy_argument(call, 0);
#pragma once

#include <cstddef>
#include <string_view>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

[[nodiscard]] runtime::Value legacy_argument(const runtime::Call& call, std::size_t position);

// `expected` is the number after "for" in the message.
void require_count(const runtime::Call& call, bool fits, std::string_view expected);

// Throws EvaluationError "NAME(): PROBLEM" unless it holds.
void require(const runtime::Call& call, bool holds, std::string_view problem);

// A function that goes by "stdlib::NAME" today, called by its old name NAME.
[[nodiscard]] runtime::Value under_new_name(runtime::Call& call);
[[nodiscard]] runtime::FunctionRecord renamed(std::string_view old_name);

}  // namespace volley::stdlib
