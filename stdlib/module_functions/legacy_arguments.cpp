#include "stdlib/module_functions/legacy_arguments.hpp"

#include <string>

#include "runtime/evaluate/evaluator.hpp"
#include "stdlib/module_functions/plain_call.hpp"

namespace volley::stdlib {

using runtime::Call;
using runtime::Value;

Value legacy_argument(const Call& call, std::size_t position) {
  const Value& given = call.arguments[position];
  return given.is_undef() ? Value("") : given;
}

void require_count(const Call& call, bool fits, std::string_view expected) {
  expect_count(call, fits, "({} for " + std::string(expected) + ")");
}

void require(const Call& call, bool holds, std::string_view problem) {
  if (!holds) {
    refuse(call, problem);
  }
}

Value under_new_name(Call& call) {
  return call.evaluator.call_function("stdlib::" + std::string(call.name), call.arguments, call.block, call.place());
}

runtime::FunctionRecord renamed(std::string_view old_name) {
  return {
      old_name, {{"Any *args", "Any", under_new_name}}, "The old name of the function of the same name in stdlib::."};
}

}  // namespace volley::stdlib
