#include "transport/files/open_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "transport/failure.hpp"

namespace volley::transport {

OpenFile::~OpenFile() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

OpenFile OpenFile::to_read(const std::string& path) {
  OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) {
    throw file_failure("WRITE_ERROR", std::string(std::strerror(errno)) + " - " + path);
  }
  return file;
}

std::size_t OpenFile::read(char* buffer, std::size_t size) const {
  for (;;) {
    const ssize_t count = ::read(descriptor_, buffer, size);
    if (count >= 0) {
      return static_cast<std::size_t>(count);
    }
    if (errno != EINTR) {
      throw file_failure("WRITE_ERROR", std::strerror(errno));
    }
  }
}

std::string OpenFile::read_all(std::size_t limit) const {
  std::string content(limit, '\0');
  std::size_t size = 0;
  while (size < limit) {
    const std::size_t count = read(content.data() + size, limit - size);
    if (count == 0) {
      break;
    }
    size += count;
  }
  return content.substr(0, size);
}

void OpenFile::write(std::string_view data) const {
  while (!data.empty()) {
    const ssize_t count = ::write(descriptor_, data.data(), data.size());
    if (count < 0 && errno != EINTR) {
      throw file_failure("DOWNLOAD_ERROR", std::strerror(errno));
    }
    data.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
  }
}

}  // namespace volley::transport
