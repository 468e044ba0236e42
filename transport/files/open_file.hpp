// An open file of the controller: closed when it goes out of scope, and its errors are failures of the job.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace volley::transport {

class OpenFile {
 public:
  OpenFile() = default;
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  OpenFile& operator=(OpenFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~OpenFile();

  // Throws JobFailure (WRITE_ERROR): what cannot be read is not written on the target.
  [[nodiscard]] static OpenFile to_read(const std::string& path);

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] explicit operator bool() const { return descriptor_ >= 0; }
  // 0 at the end. Throws JobFailure (WRITE_ERROR).
  [[nodiscard]] std::size_t read(char* buffer, std::size_t size) const;
  // At most so much, whatever size the file has by now.
  [[nodiscard]] std::string read_all(std::size_t limit) const;
  // Throws JobFailure (DOWNLOAD_ERROR).
  void write(std::string_view data) const;

 private:
  int descriptor_ = -1;
};

}  // namespace volley::transport
