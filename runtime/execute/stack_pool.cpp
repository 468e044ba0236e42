#include "runtime/execute/stack_pool.hpp"

#include <sys/mman.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#endif

namespace volley::runtime {
namespace {

// At least as large as a page, whatever the machine.
constexpr std::size_t kGuardBytes = 64UL << 10U;
// What a spare stack may keep in memory, at its top.
constexpr std::size_t kWarmBytes = 64UL << 10U;

std::byte* map_stack() {
  constexpr std::size_t kAll = kGuardBytes + StackPool::kStackBytes;
  void* const mapping = mmap(nullptr, kAll, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (mapping == MAP_FAILED) {
    throw TooManyFibers();
  }
  std::byte* const lowest = static_cast<std::byte*>(mapping) + kGuardBytes;
  if (mprotect(lowest, StackPool::kStackBytes, PROT_READ | PROT_WRITE) != 0) {
    munmap(mapping, kAll);
    throw TooManyFibers();
  }
  // A huge page for a few kilobytes of each stack would be two megabytes of each.
  madvise(lowest, StackPool::kStackBytes, MADV_NOHUGEPAGE);
  return lowest;
}

void unmap_stack(std::byte* lowest) { munmap(lowest - kGuardBytes, kGuardBytes + StackPool::kStackBytes); }

// What the last fiber left behind means nothing to the next one.
void forget_marks([[maybe_unused]] std::byte* lowest) {
#if defined(__SANITIZE_ADDRESS__)
  __asan_unpoison_memory_region(lowest, StackPool::kStackBytes);
#endif
}

}  // namespace

StackPool::~StackPool() {
  for (std::byte* lowest : spares_) {
    unmap_stack(lowest);
  }
}

std::byte* StackPool::take() {
  // Giving back must not fail.
  spares_.reserve(kSpares);
  if (spares_.empty()) {
    return map_stack();
  }
  std::byte* const lowest = spares_.back();
  spares_.pop_back();
  return lowest;
}

void StackPool::give_back(std::byte* lowest) noexcept {
  forget_marks(lowest);
  if (spares_.size() < kSpares) {
    madvise(lowest, kStackBytes - kWarmBytes, MADV_DONTNEED);
    spares_.push_back(lowest);
  } else {
    unmap_stack(lowest);
  }
}

}  // namespace volley::runtime
