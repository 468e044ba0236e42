// A task on targets as an action: parameters checked once, input made once, one job for each implementation that the
// targets need.
#pragma once

#include <memory>

#include "runtime/execute/actions.hpp"
#include "runtime/project/task.hpp"

namespace volley::runtime {

class Engine;

// Throws PlanError or EvaluationError when the parameters do not fit the task, before any target is touched.
[[nodiscard]] Action task_action(Engine& engine, const std::shared_ptr<const Task>& task, const Hash& parameters,
                                 Values targets, const RunOptions& options);

}  // namespace volley::runtime
