#include "transport/local/copy_tree.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <vector>

#include "transport/failure.hpp"
#include "transport/files/open_file.hpp"

namespace volley::transport {

namespace {

namespace fs = std::filesystem;
constexpr int kDepthLimit = 100;
constexpr std::size_t kRange = 64UL * 1024 * 1024;

[[noreturn]] void fail(int error, const fs::path& path) {
  throw fs::filesystem_error("copy", path, std::error_code(error, std::generic_category()));
}

// The kernel copies, without a way through this process, and lets both files share their blocks where the file system
// can do that.
bool copy_in_kernel(int from, int to) {
  bool copied = false;
  for (;;) {
    const ssize_t count = ::copy_file_range(from, nullptr, to, nullptr, kRange, 0);
    if (count == 0) {
      return copied;  // also what files of /proc say, whatever they hold
    }
    if (count < 0 && errno != EINTR) {
      return false;
    }
    copied = copied || count > 0;
  }
}

// From where the other way has stopped.
void copy_through_buffer(const OpenFile& from, const OpenFile& to, const fs::path& destination) {
  std::vector<char> buffer(256UL * 1024);
  while (const std::size_t size = from.read(buffer.data(), buffer.size())) {
    for (std::size_t done = 0; done < size;) {
      const ssize_t count = ::write(to.descriptor(), buffer.data() + done, size - done);
      if (count < 0 && errno != EINTR) {
        fail(errno, destination);
      }
      done += count < 0 ? 0 : static_cast<std::size_t>(count);
    }
  }
}

void copy_content(const fs::path& source, const fs::path& destination) {
  const OpenFile from(::open(source.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (!from || ::fstat(from.descriptor(), &status) != 0) {
    fail(errno, source);
  }
  if (!S_ISREG(status.st_mode)) {
    fail(EINVAL, source);
  }
  const OpenFile to(::open(destination.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600));
  struct stat there {};
  if (!to || ::fstat(to.descriptor(), &there) != 0) {
    fail(errno, destination);
  }
  if (there.st_dev == status.st_dev && there.st_ino == status.st_ino) {
    fail(EEXIST, destination);
  }
  if (!S_ISREG(there.st_mode)) {
    fail(EINVAL, destination);
  }
  if (::ftruncate(to.descriptor(), 0) != 0) {
    fail(errno, destination);
  }
  if (!copy_in_kernel(from.descriptor(), to.descriptor())) {
    copy_through_buffer(from, to, destination);
  }
  ::fchmod(to.descriptor(), status.st_mode & 0777U);
}

void copy_one(const fs::path& source, const fs::path& destination, int depth) {
  if (depth > kDepthLimit) {
    throw fs::filesystem_error("nested too deeply", source, std::make_error_code(std::errc::filename_too_long));
  }
  if (!fs::is_directory(source)) {
    copy_content(source, destination);
    return;
  }
  // Listed before anything is written: the destination may lie inside.
  std::vector<fs::path> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(source)) {
    names.push_back(entry.path().filename());
  }
  fs::create_directory(destination);
  for (const fs::path& name : names) {
    copy_one(source / name, destination / name, depth + 1);
  }
  fs::permissions(destination, fs::status(source).permissions() | fs::perms::owner_all);
}

}  // namespace

void copy_tree(const std::string& source, const std::string& destination, const std::string& issue_code) {
  try {
    copy_one(source, destination, 0);
  } catch (const fs::filesystem_error& error) {
    const std::string path =
        error.path2().empty() || fs::exists(error.path1()) == false ? error.path1() : error.path2();
    throw file_failure(issue_code, error.code().message() + " - " + path);
  }
}

}  // namespace volley::transport
