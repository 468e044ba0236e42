// What keeps a program in the language from taking all memory or the whole stack: limits on the nesting and size of
// one value, and an account of what all values of a thread take together.
//
//   const MemoryLimit limit(1UL << 30U);  // as long as it lives: a MemoryError instead of more than 1 GiB
//
// Values enter themselves in the account and check themselves when they are made, so that whoever walks, prints or
// compares one may rely on its being of bounded size. The evaluator turns a LimitError into an ordinary error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <new>
#include <stdexcept>
#include <string>

#include "runtime/value/memory_pool.hpp"

namespace volley::runtime {

class LimitError : public std::length_error {
 public:
  using std::length_error::length_error;
};

// A container would hold more than kMaximumNesting levels of containers.
class NestingError : public LimitError {
 public:
  NestingError();
};

// One value would be larger than kMaximumExtent, or one text longer than kMaximumText.
class SizeError : public LimitError {
 public:
  using LimitError::LimitError;
};

// All values of the thread together would take more than they may.
class MemoryError : public LimitError {
 public:
  explicit MemoryError(std::int64_t limit);
};

inline constexpr std::uint32_t kMaximumNesting = 256;
inline constexpr std::size_t kMaximumText = 256UL << 20U;
// The extent of a value is what it would take in memory if nothing in it were shared: a list that holds one list a
// thousand times is a thousand times as large. Time and output of everything that walks values grow with it.
inline constexpr std::uint64_t kMaximumExtent = 2UL << 30U;
// Objects to iterate over that would not fit into an array anyway.
inline constexpr std::uint64_t kMaximumElements = kMaximumExtent / 16;

[[noreturn]] void refuse_text(std::size_t size);
[[noreturn]] void refuse_extent(std::uint64_t extent);
[[noreturn]] void refuse_elements(std::uint64_t count);

// To be asked before or while a text is put together.
inline void check_text_size(std::size_t size) {
  if (size > kMaximumText) {
    refuse_text(size);
  }
}

// A thread owns its values, so each has an account of its own.
class MemoryAccount {
 public:
  [[nodiscard]] static MemoryAccount& of_thread() { return account_; }

  void take(std::size_t bytes) {
    used_ += static_cast<std::int64_t>(bytes);
    if (used_ > limit_) {
      refuse(bytes);
    }
  }
  void give_back(std::size_t bytes) { used_ -= static_cast<std::int64_t>(bytes); }
  [[nodiscard]] std::int64_t used() const { return used_; }

 private:
  friend class MemoryLimit;
  [[noreturn]] void refuse(std::size_t bytes);

  std::int64_t used_ = 0;
  std::int64_t limit_ = std::numeric_limits<std::int64_t>::max();
  static thread_local constinit MemoryAccount account_;
};

// How many bytes the values of this thread may take, while it lives.
class MemoryLimit {
 public:
  explicit MemoryLimit(std::size_t bytes);
  ~MemoryLimit();
  MemoryLimit(const MemoryLimit&) = delete;
  MemoryLimit& operator=(const MemoryLimit&) = delete;

 private:
  std::int64_t previous_;
};

// For the containers that values are made of.
template <typename T>
class AccountedAllocator {
 public:
  using value_type = T;
  AccountedAllocator() = default;
  template <typename U>
  AccountedAllocator(const AccountedAllocator<U>& /*other*/) noexcept {}  // NOLINT: as every allocator

  T* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(std::numeric_limits<std::ptrdiff_t>::max()) / sizeof(T)) {
      throw std::bad_array_new_length();
    }
    MemoryAccount::of_thread().take(count * sizeof(T));
    try {
      return static_cast<T*>(take_memory(count * sizeof(T)));
    } catch (...) {
      MemoryAccount::of_thread().give_back(count * sizeof(T));
      throw;
    }
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    MemoryAccount::of_thread().give_back(count * sizeof(T));
    give_memory_back(memory, count * sizeof(T));
  }
  friend bool operator==(const AccountedAllocator&, const AccountedAllocator&) { return true; }
};

}  // namespace volley::runtime
