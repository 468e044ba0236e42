// Intrusive shared ownership for the heap cells behind values.
//
// The count is not atomic: one thread evaluates all plans, and nothing that crosses threads is a Value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "runtime/value/limits.hpp"
#include "runtime/value/memory_pool.hpp"

namespace volley::runtime {

class Cell {
 public:
  Cell() = default;
  Cell(const Cell&) = delete;
  Cell& operator=(const Cell&) = delete;
  virtual ~Cell() = default;

  // How many levels of containers are inside. Everything that walks values recurses, so it is bounded.
  [[nodiscard]] std::uint32_t nesting() const { return nesting_; }
  // What all that is inside would take in memory if nothing of it were shared.
  [[nodiscard]] std::uint64_t extent() const { return extent_; }

  static void* operator new(std::size_t size) {
    MemoryAccount::of_thread().take(size);
    return take_memory(size);
  }
  static void operator delete(void* memory, std::size_t size) {
    MemoryAccount::of_thread().give_back(size);
    give_memory_back(memory, size);
  }

 protected:
  // Throws NestingError or SizeError when there is more inside than a value may hold.
  void hold(std::uint32_t deepest, std::uint64_t extent) {
    if (deepest >= kMaximumNesting) {
      throw NestingError();
    }
    if (extent > kMaximumExtent) {
      refuse_extent(extent);
    }
    nesting_ = static_cast<std::uint16_t>(deepest + 1);
    extent_ = static_cast<std::uint32_t>(extent);
  }
  void set_extent(std::uint32_t extent) { extent_ = extent; }

 private:
  template <typename>
  friend class Pointer;
  friend class Value;
  // There are millions of cells: each member is as small as what it counts.
  static_assert(kMaximumExtent <= std::numeric_limits<std::uint32_t>::max());
  static_assert(kMaximumNesting <= std::numeric_limits<std::uint16_t>::max());
  mutable std::uint32_t references_ = 0;
  std::uint32_t extent_ = 0;
  std::uint16_t nesting_ = 0;
};

template <typename T>
class Pointer {
 public:
  Pointer() = default;
  explicit Pointer(T* cell) : cell_(cell) { retain(); }
  Pointer(const Pointer& other) : cell_(other.cell_) { retain(); }
  Pointer(Pointer&& other) noexcept : cell_(std::exchange(other.cell_, nullptr)) {}
  template <typename U>
  requires std::is_convertible_v<U*, T*> Pointer(const Pointer<U>& other)
      : cell_(other.get()) {  // NOLINT(google-explicit-constructor): as std::shared_ptr
    retain();
  }
  Pointer& operator=(Pointer other) noexcept {
    std::swap(cell_, other.cell_);
    return *this;
  }
  ~Pointer() {
    if (cell_ != nullptr && --cell_->references_ == 0) {
      delete cell_;
    }
  }

  [[nodiscard]] T* get() const { return cell_; }
  // Whether nobody else holds the cell.
  [[nodiscard]] bool unique() const { return cell_ != nullptr && cell_->references_ == 1; }
  T* operator->() const { return cell_; }
  T& operator*() const { return *cell_; }
  explicit operator bool() const { return cell_ != nullptr; }
  friend bool operator==(const Pointer& a, const Pointer& b) { return a.cell_ == b.cell_; }

 private:
  void retain() {
    if (cell_ != nullptr) {
      ++cell_->references_;
    }
  }
  T* cell_ = nullptr;
};

template <typename T, typename... Arguments>
Pointer<T> make(Arguments&&... arguments) {
  return Pointer<T>(new T(std::forward<Arguments>(arguments)...));
}

}  // namespace volley::runtime
