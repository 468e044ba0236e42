// What plan functions share in reading their arguments: the engine behind the call, and the `_` options.
#pragma once

#include <optional>
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
  std::optional<bool> drop_failed;  // as asked for
  bool drops_by_default = false;
  runtime::Hash others;  // what does not begin with '_': parameters of tasks and plans, `arguments`

  [[nodiscard]] runtime::OnFailure on_failure() const {
    const bool drops = drop_failed.value_or(drops_by_default && !catch_errors);
    return drops ? runtime::OnFailure::Drop : (catch_errors ? runtime::OnFailure::Give : runtime::OnFailure::Raise);
  }
};

// A mistake in the options that a plan can catch: PlanError of kind bolt/validation-error.
[[noreturn]] void refuse_options(std::string message);

// {"A" => [1]} as the environment of a process: structures become JSON.
[[nodiscard]] runtime::EnvironmentVariables environment_variables(const runtime::Value& value);

// Reads the description and options that follow the `first` required arguments: (..., description?, options?).
[[nodiscard]] CallOptions read_options(const runtime::Call& call, std::size_t first);

}  // namespace volley::stdlib
