// A private directory that is removed when it goes out of scope, unless it is to be kept.
#pragma once

#include <string>
#include <string_view>

#include "transport/options.hpp"

namespace volley::transport {

class TemporaryDirectory {
 public:
  // Throws JobFailure TMPDIR_ERROR.
  explicit TemporaryDirectory(const ShellOptions& options);
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  ~TemporaryDirectory();

  [[nodiscard]] const std::string& path() const { return path_; }
  // Makes the folders in between; gives the absolute path. Throws JobFailure WRITE_ERROR.
  std::string write(std::string_view relative_path, std::string_view content, bool executable) const;

 private:
  std::string path_;
  bool cleanup_;
};

}  // namespace volley::transport
