// The older functions of the module know only plain data and check their arguments themselves. What they share: their
// arguments as they see them, their record in a table, and the words of their errors.
//
//   Value concat(Call& call) { expect_count(call, call.arguments.size() >= 2, "({} for < 2)"); ... }
//   plain_function<concat>("concat", "Array", "All arguments in one array.")
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

// An argument that is undef becomes '' (not so inside of containers); regular expressions, versions, times and Binary
// become text. An iterator is an EvaluationError.
[[nodiscard]] runtime::Values plain_arguments(const runtime::Call& call);

template <runtime::NativeFunction function>
runtime::Value with_plain_arguments(runtime::Call& call) {
  const runtime::Values arguments = plain_arguments(call);
  runtime::Call plain{call.evaluator, call.name, arguments, call.block, call.site, call.frame};
  return function(plain);
}

template <runtime::NativeFunction function>
runtime::FunctionRecord plain_function(std::string_view name, std::string_view returns,
                                       std::string_view documentation) {
  return {name, {{"Any *arguments", returns, with_plain_arguments<function>}}, documentation};
}

// Unless `fits`: "name(): Wrong number of arguments given (1 for 2)", where the expectation is "({} for 2)".
void expect_count(const runtime::Call& call, bool fits, std::string_view expectation);
// An EvaluationError that reads "name(): text".
[[noreturn]] void refuse(const runtime::Call& call, std::string_view text);

// Errors of plain data that cannot do what is asked.
[[noreturn]] void refuse_method(std::string_view method, const runtime::Value& receiver);
[[noreturn]] void refuse_conversion(const runtime::Value& value, std::string_view wanted);

// An integer as to_i makes it: of a number, of the digits that a text starts with (0 without any), of undef. Beyond 64
// bits it stays at the bound.
[[nodiscard]] std::int64_t whole_number(const runtime::Value& value);
[[nodiscard]] std::int64_t leading_whole(std::string_view text);
// A whole floating point literal of any size, with '_' between digits; without a value for other text.
[[nodiscard]] std::optional<double> float_literal(std::string_view text);
// The floating point number that a text starts with; 0 without one.
[[nodiscard]] double leading_decimal(std::string_view text);
// Without its fraction. An EvaluationError when no integer can hold it.
[[nodiscard]] std::int64_t truncated(const runtime::Call& call, double number);

// What a text or boolean says: yes or no, true or false, 1 or 0, t or f, y or n. An EvaluationError for anything else.
[[nodiscard]] bool spoken_boolean(const runtime::Value& value);

}  // namespace volley::stdlib
