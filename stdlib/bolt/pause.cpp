#include "stdlib/bolt/pause.hpp"

#include <algorithm>

#include "runtime/evaluate/error.hpp"

namespace volley::stdlib {

void pause(runtime::Engine& engine, runtime::Duration duration) {
  runtime::Scheduler& scheduler = engine.scheduler();
  scheduler.sleep_until(scheduler.clock().now() + duration);
  if (engine.executor().interrupted()) {
    throw runtime::Interrupted{};
  }
}

runtime::Duration seconds_duration(double seconds) {
  constexpr double kMost = 1e9;
  return std::chrono::duration_cast<runtime::Duration>(std::chrono::duration<double>(std::min(seconds, kMost)));
}

}  // namespace volley::stdlib
