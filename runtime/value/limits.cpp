#include "runtime/value/limits.hpp"

#include <algorithm>

namespace volley::runtime {
namespace {

std::string in_mebibytes(std::uint64_t bytes) { return std::to_string(bytes >> 20U) + " MiB"; }

}  // namespace

thread_local constinit MemoryAccount MemoryAccount::account_;

NestingError::NestingError() : LimitError("value is nested too deeply") {}

MemoryError::MemoryError(std::int64_t limit)
    : LimitError("out of memory: all values together may take " + in_mebibytes(static_cast<std::uint64_t>(limit)) +
                 "; work on less at a time or raise the limit") {}

void refuse_text(std::size_t size) {
  throw SizeError("a String may be " + in_mebibytes(kMaximumText) + " long, this one has at least " +
                  in_mebibytes(size) + "; write it to a file piece by piece instead");
}

void refuse_extent(std::uint64_t /*extent*/) {
  throw SizeError("value is too large: with all that it holds, a value may take " + in_mebibytes(kMaximumExtent) +
                  "; work on less at a time");
}

void refuse_elements(std::uint64_t count) {
  throw SizeError("value is too large: an Array may have " + std::to_string(kMaximumElements) +
                  " elements, this one would have " + std::to_string(count) + "; iterate over it instead");
}

void MemoryAccount::refuse(std::size_t bytes) {
  used_ -= static_cast<std::int64_t>(bytes);
  throw MemoryError(limit_);
}

MemoryLimit::MemoryLimit(std::size_t bytes) : previous_(MemoryAccount::of_thread().limit_) {
  const auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  MemoryAccount::of_thread().limit_ = static_cast<std::int64_t>(std::min(bytes, most));
}

MemoryLimit::~MemoryLimit() { MemoryAccount::of_thread().limit_ = previous_; }

}  // namespace volley::runtime
