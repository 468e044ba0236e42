// What plan functions share in reading their arguments: the engine behind the call, and the `_` options.
#pragma once

#include <string>

#include "runtime/evaluate/function.hpp"
#include "runtime/execute/actions.hpp"
#include "runtime/execute/engine.hpp"
#include "runtime/value/hash.hpp"

namespace volley::stdlib {

// Throws EvaluationError in a bare snippet, where there is nothing to run plans with.
[[nodiscard]] runtime::Engine& engine_of(runtime::Call& call);

struct CallOptions {
  runtime::RunOptions run;
  bool catch_errors = false;
  runtime::Hash others;  // everything that is no option: parameters of tasks and plans, `arguments`
};

// Reads the description and options that follow the `first` required arguments: (..., description?, options?).
[[nodiscard]] CallOptions read_options(const runtime::Call& call, std::size_t first);

}  // namespace volley::stdlib
