// The tables of plan functions, one for each family; bolt_functions.cpp installs them all.
#pragma once

#include <span>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

[[nodiscard]] std::span<const runtime::FunctionRecord> target_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> action_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> task_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> file_action_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> plan_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> branch_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> output_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> control_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> file_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> prompt_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> resource_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> result_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> puppetdb_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> container_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> wave_functions();
[[nodiscard]] std::span<const runtime::FunctionRecord> unsupported_functions();

}  // namespace volley::stdlib
