// Memory for the stacks of fibers. A stack takes address space only: what has not been touched costs no memory, and
// what a fiber used deep down goes back to the system when the fiber ends. A few stacks are kept for the next fibers.
//
//   StackPool pool;
//   std::byte* lowest = pool.take();   // StackPool::kStackBytes from there on, with a guard page below
//   pool.give_back(lowest);
#pragma once

#include <cstddef>
#include <vector>

#include "runtime/value/limits.hpp"

namespace volley::runtime {

class TooManyFibers : public LimitError {
 public:
  TooManyFibers() : LimitError("too much is going on at the same time") {}
};

class StackPool {
 public:
  static constexpr std::size_t kStackBytes = 4UL << 20U;

  StackPool() = default;
  StackPool(const StackPool&) = delete;
  StackPool& operator=(const StackPool&) = delete;
  // All stacks have to be given back before.
  ~StackPool();

  // Throws TooManyFibers when the system has none to give.
  [[nodiscard]] std::byte* take();
  void give_back(std::byte* lowest) noexcept;

 private:
  static constexpr std::size_t kSpares = 64;
  std::vector<std::byte*> spares_;
};

}  // namespace volley::runtime
