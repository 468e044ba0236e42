// An example for each function, and what it gives: shown by `volley function show`, run by the tests.
#pragma once

#include <span>
#include <string_view>

namespace volley::stdlib {

struct FunctionExample {
  std::string_view function;
  std::string_view code;
  std::string_view value;  // as a literal; "" for what needs targets, ends the plan, or depends on the machine
};

[[nodiscard]] std::span<const FunctionExample> function_examples();
[[nodiscard]] const FunctionExample* find_example(std::string_view function);

}  // namespace volley::stdlib
