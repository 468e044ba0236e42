#include "transport/local/temporary_directory.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "transport/failure.hpp"

namespace volley::transport {

namespace fs = std::filesystem;

TemporaryDirectory::TemporaryDirectory(const ShellOptions& options)
    : path_(working_directory(options)), cleanup_(options.cleanup) {
  if (::mkdir(path_.c_str(), S_IRWXU) != 0) {
    throw file_failure("TMPDIR_ERROR", "Could not make tmpdir: " + std::string(std::strerror(errno)) + " - " + path_);
  }
}

TemporaryDirectory::~TemporaryDirectory() {
  if (cleanup_) {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
}

std::string TemporaryDirectory::write(std::string_view relative_path, std::string_view content, bool executable) const {
  const fs::path file = fs::path(path_) / relative_path;
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  std::ofstream stream(file, std::ios::binary);
  stream.write(content.data(), static_cast<std::streamsize>(content.size()));
  stream.close();
  if (!stream) {
    throw file_failure("WRITE_ERROR", "Could not write file: " + file.string());
  }
  if (executable) {
    fs::permissions(file, fs::perms::owner_exec, fs::perm_options::add, error);
  }
  return file.string();
}

}  // namespace volley::transport
