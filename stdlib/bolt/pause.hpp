// Time that a plan lets pass on purpose: other fibers go on meanwhile, and an interruption ends it.
#pragma once

#include "runtime/execute/engine.hpp"

namespace volley::stdlib {

// Throws Interrupted when the run is stopped.
void pause(runtime::Engine& engine, runtime::Duration duration);

// Longer than any run ends as a very long time, not as a wrong one.
[[nodiscard]] runtime::Duration seconds_duration(double seconds);

}  // namespace volley::stdlib
