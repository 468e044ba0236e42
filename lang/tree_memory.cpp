#include "lang/tree_memory.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace volley::lang {
namespace {

constexpr std::size_t kHugePage = 2UL << 20U;

class TreeMemory final : public std::pmr::memory_resource {
  void* do_allocate(std::size_t size, std::size_t alignment) override {
    const bool large = size >= kHugePage;
    const std::size_t unit = large ? kHugePage : std::max(alignment, alignof(std::max_align_t));
    const std::size_t rounded = (size + unit - 1) / unit * unit;
    void* const memory = rounded < size ? nullptr : std::aligned_alloc(unit, rounded);
    if (memory == nullptr) {
      throw std::bad_alloc();
    }
    if (large) {
      static_cast<void>(madvise(memory, rounded, MADV_HUGEPAGE));
    }
    return memory;
  }
  void do_deallocate(void* memory, std::size_t /*size*/, std::size_t /*alignment*/) override { std::free(memory); }
  [[nodiscard]] bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }
};

}  // namespace

std::pmr::memory_resource* tree_memory() {
  static TreeMemory memory;
  return &memory;
}

}  // namespace volley::lang
