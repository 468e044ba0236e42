#include "runtime/value/memory_pool.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace volley::runtime {
namespace {

constexpr std::size_t kFirstChunk = 64UL << 10U;
constexpr std::size_t kChunkGrowth = 8;
constexpr std::size_t kHugePage = 2UL << 20U;
// From half of a huge page on it is worth a whole one: that costs one page fault instead of hundreds.
constexpr std::size_t kLarge = kHugePage / 2;

void* aligned_chunk(std::size_t size) {
  const std::size_t alignment = size < kLarge ? 64 : kHugePage;
  const std::size_t rounded = (size + alignment - 1) / alignment * alignment;
  void* const memory = rounded < size ? nullptr : std::aligned_alloc(alignment, rounded);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  if (size >= kLarge) {
    static_cast<void>(madvise(memory, rounded, MADV_HUGEPAGE));
  }
  return memory;
}

}  // namespace

thread_local constinit MemoryPool MemoryPool::pool_;

void MemoryPool::open_chunk() {
  chunk_size_ = chunk_size_ == 0 ? kFirstChunk : std::min(chunk_size_ * kChunkGrowth, kHugePage);
  next_ = static_cast<std::byte*>(aligned_chunk(chunk_size_));
  left_ = chunk_size_;
}

// What is left of a chunk that is too small for the piece is not worth keeping. Only pieces of such a size may hold
// something that has to stand at a multiple of 16.
void* MemoryPool::carve(std::size_t size) {
  constexpr std::size_t kStrictest = 16;
  const std::size_t skipped = size % kStrictest == 0 ? left_ % kStrictest : 0;
  if (left_ < size + skipped) {
    open_chunk();
    return carve(size);
  }
  void* const piece = next_ + skipped;
  next_ += skipped + size;
  left_ -= skipped + size;
  return piece;
}

void* take_unpooled_memory(std::size_t size) { return size < kLarge ? ::operator new(size) : aligned_chunk(size); }

void give_unpooled_memory_back(void* memory, std::size_t size) noexcept {
  if (size < kLarge) {
    ::operator delete(memory);
  } else {
    std::free(memory);
  }
}

}  // namespace volley::runtime
