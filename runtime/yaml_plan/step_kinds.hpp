// The kinds of steps of a plan in YAML, once: checks, compilation and conversion read this table.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace volley::runtime {

struct StepKind {
  std::string_view key;       // the step's action: "command"
  std::string_view function;  // what the step calls; empty for `eval`
  // The keys that must be there, in the order in which errors name them.
  std::vector<std::string_view> required;
  // Keys that become options of the call: catch_errors is `_catch_errors`.
  std::vector<std::string_view> options;
  // Further keys, besides name, description and targets.
  std::vector<std::string_view> further;
  // The arguments of the call by position, before the options. A key in brackets counts only when it holds something.
  std::vector<std::string_view> arguments;
};

[[nodiscard]] std::span<const StepKind> step_kinds();

}  // namespace volley::runtime
