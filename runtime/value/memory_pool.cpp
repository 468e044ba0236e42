#include "runtime/value/memory_pool.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <new>

namespace volley::runtime {
namespace {

constexpr std::size_t kFirstChunk = 64UL << 10U;
constexpr std::size_t kHugePage = 2UL << 20U;

// A chunk that is a huge page costs one page fault instead of five hundred.
void* aligned_chunk(std::size_t size) {
  void* const memory = std::aligned_alloc(size < kHugePage ? 64 : kHugePage, size);
  if (memory == nullptr) {
    throw std::bad_alloc();
  }
  if (size >= kHugePage) {
    static_cast<void>(madvise(memory, size, MADV_HUGEPAGE));
  }
  return memory;
}

// Under AddressSanitizer each piece is an allocation of its own, so that it is watched.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kPooled = 0;
#else
constexpr std::size_t kPooled = MemoryPool::kLargest;
#endif

}  // namespace

thread_local constinit MemoryPool MemoryPool::pool_;

void MemoryPool::open_chunk() {
  chunk_size_ = chunk_size_ == 0 ? kFirstChunk : std::min(chunk_size_ * 2, kHugePage);
  next_ = static_cast<std::byte*>(aligned_chunk(chunk_size_));
  left_ = chunk_size_;
}

// What is left of a chunk that is too small for the piece is not worth keeping.
void* MemoryPool::carve(std::size_t size) {
  if (left_ < size) {
    open_chunk();
  }
  void* const piece = next_;
  next_ += size;
  left_ -= size;
  return piece;
}

void* take_memory(std::size_t size) {
  return size <= kPooled ? MemoryPool::of_thread().take(size) : ::operator new(size);
}

void give_memory_back(void* memory, std::size_t size) noexcept {
  if (size <= kPooled) {
    MemoryPool::of_thread().give_back(memory, size);
  } else {
    ::operator delete(memory);
  }
}

}  // namespace volley::runtime
