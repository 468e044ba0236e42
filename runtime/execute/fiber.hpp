// A stackful coroutine: evaluation that can be put aside in the middle of any call.
//
// The evaluator is ordinary recursive code; a plan function that waits parks the fiber that it runs on, and the
// scheduler (scheduler.hpp) runs another one meanwhile. Built on Boost.Context; nothing else in the project touches it.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "runtime/execute/stack_pool.hpp"

namespace volley::runtime {

class Fiber {
 public:
  // Usable stack of a fiber, in bytes; a guard page below it turns an overflow into a fault instead of corruption.
  static constexpr std::size_t kStackBytes = StackPool::kStackBytes;

  // `body` runs on the first resume(). It must not let an exception out. `stacks` outlives the fiber. Throws
  // TooManyFibers when there is no stack for it.
  Fiber(StackPool& stacks, std::function<void()> body);
  // A fiber that has not finished is unwound.
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // Runs the body until it suspends or ends. Called from outside of the fiber.
  void resume();
  // Goes back to whoever resumed. Called from inside the fiber, and never from a catch block's handler.
  void suspend();
  [[nodiscard]] bool finished() const;
  // The lowest address that the body's stack may reach.
  [[nodiscard]] const void* stack_limit() const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace volley::runtime
