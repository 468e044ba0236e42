// From the bytes and exit status of a target to the value of a result: the rules for commands, scripts and tasks.
#pragma once

#include <string>
#include <string_view>

#include "lang/source.hpp"
#include "runtime/execute/action.hpp"
#include "runtime/execute/outcome.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {

// {"stdout", "stderr", "merged_output", "exit_code"[, "_error"]}; `place` (may be unknown) goes into the error's
// details.
[[nodiscard]] Hash read_command(Outcome& outcome, const lang::Place& place);

// A task's stdout is its result when it is a JSON object, else text under "_output"; see the table of Bolt's task
// result rules in docs/runtime.md.
[[nodiscard]] Hash read_task(std::string_view task_name, Outcome& outcome, const lang::Place& place);

// The "_error" of an outcome that did not complete, beside what a command, script or task had printed until then.
[[nodiscard]] Hash read_failure(std::string_view action_name, Outcome outcome);

// {"kind", "issue_code", "msg", "details"} as `_error` holds it.
[[nodiscard]] Value error_data(std::string kind, std::string issue_code, std::string message, Hash details);

// The details that tie an error to the plan's call: {"file", "line"}; empty for an unknown place.
[[nodiscard]] Hash place_details(const lang::Place& place);

}  // namespace volley::runtime
