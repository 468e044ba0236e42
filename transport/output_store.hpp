// Where the output of jobs goes: into memory, as long as there is room for it, else into files.
//
// One store is shared by all jobs of a run, so that it knows what they take together. A job that prints more than its
// own share, or anything of size while all memory is taken, keeps the beginning and the end; the whole goes into a file
// in a folder that only this user can enter.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "runtime/execute/outcome.hpp"

namespace volley::transport {

// Memory that a job takes of what all may take; given back with its last owner.
class Reservation {
 public:
  explicit Reservation(std::shared_ptr<std::atomic<std::size_t>> used) : used_(std::move(used)) {}
  Reservation(const Reservation&) = delete;
  Reservation& operator=(const Reservation&) = delete;
  ~Reservation() { *used_ -= bytes_; }
  // What all take now.
  std::size_t set(std::size_t bytes) {
    const std::size_t before = bytes_;
    bytes_ = bytes;
    return *used_ += bytes - before;
  }

 private:
  std::shared_ptr<std::atomic<std::size_t>> used_;
  std::size_t bytes_ = 0;
};

class OutputStore {
 public:
  explicit OutputStore(runtime::OutputLimits limits) : limits_(limits) {}

  [[nodiscard]] const runtime::OutputLimits& limits() const { return limits_; }
  [[nodiscard]] std::shared_ptr<Reservation> reserve() const { return std::make_shared<Reservation>(used_); }
  // A new file for that target; -1 when there can be none.
  [[nodiscard]] int create_file(std::string_view target, std::string_view stream, std::string& path);

 private:
  runtime::OutputLimits limits_;
  std::shared_ptr<std::atomic<std::size_t>> used_ = std::make_shared<std::atomic<std::size_t>>(0);
  std::mutex mutex_;
  std::string directory_;
  std::size_t files_ = 0;
};

}  // namespace volley::transport
