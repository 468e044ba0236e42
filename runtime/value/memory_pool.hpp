// Small pieces of memory for the cells and containers of values: programs make and drop them by the million, most of
// them of a few sizes. What is given back is used again for the next piece of that size.
//
//   void* memory = MemoryPool::of_thread().take(size);   // at most MemoryPool::kLargest
//   MemoryPool::of_thread().give_back(memory, size);
//
// The pool grows with what a program needs and keeps it until the process ends.
#pragma once

#include <array>
#include <cstddef>
#include <new>

namespace volley::runtime {

class MemoryPool {
 public:
  static constexpr std::size_t kLargest = 256;
  static constexpr std::size_t kStep = 8;
  // Under AddressSanitizer each piece is an allocation of its own, so that it is watched.
#ifdef __SANITIZE_ADDRESS__
  static constexpr std::size_t kPooled = 0;
#else
  static constexpr std::size_t kPooled = kLargest;
#endif

  [[nodiscard]] static MemoryPool& of_thread() { return pool_; }

  void* take(std::size_t size) {
    Piece*& first = spare_[class_of(size)];
    if (first == nullptr) {
      return carve(class_of(size) * kStep);
    }
    Piece* const piece = first;
    first = piece->next;
    return piece;
  }
  void give_back(void* memory, std::size_t size) noexcept {
    Piece*& first = spare_[class_of(size)];
    first = new (memory) Piece{first};
  }

 private:
  struct Piece {
    Piece* next;
  };
  [[nodiscard]] static constexpr std::size_t class_of(std::size_t size) {
    return size == 0 ? 1 : (size + kStep - 1) / kStep;
  }
  void* carve(std::size_t size);
  void open_chunk();

  std::array<Piece*, kLargest / kStep + 1> spare_{};
  std::byte* next_ = nullptr;  // in the chunk that is being used up
  std::size_t left_ = 0;
  std::size_t chunk_size_ = 0;
  static thread_local constinit MemoryPool pool_;
};

[[nodiscard]] void* take_unpooled_memory(std::size_t size);
void give_unpooled_memory_back(void* memory, std::size_t size) noexcept;

// Memory of any size: small pieces from the pool of the thread, large ones in huge pages.
[[nodiscard]] inline void* take_memory(std::size_t size) {
  return size <= MemoryPool::kPooled ? MemoryPool::of_thread().take(size) : take_unpooled_memory(size);
}
inline void give_memory_back(void* memory, std::size_t size) noexcept {
  if (size <= MemoryPool::kPooled) {
    MemoryPool::of_thread().give_back(memory, size);
  } else {
    give_unpooled_memory_back(memory, size);
  }
}

}  // namespace volley::runtime
