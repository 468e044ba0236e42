// What lookup and its older kin share: one question to the data of the project, with everything that may answer it.
#pragma once

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

struct Question {
  runtime::Value name;  // one name, or an array of alternatives
  runtime::Value type;  // undef: any
  runtime::Value merge;
  const runtime::Value* default_value = nullptr;
  runtime::Value overrides;
  runtime::Value defaults;
};

// Asks the overrides, the data, the default hash, the lambda of the call and the default value, in this order.
// Throws EvaluationError when none of them has an answer or the answer is of another type.
[[nodiscard]] runtime::Value look_up(runtime::Call& call, const Question& question);

}  // namespace volley::stdlib
