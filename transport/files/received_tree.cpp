#include "transport/files/received_tree.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "transport/failure.hpp"

namespace volley::transport {

namespace {

constexpr std::size_t kDepthLimit = 100;
constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
// Not waiting: a pipe that lies in the way must not hold up anything.
constexpr int kFileFlags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;

}  // namespace

bool is_plain_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos &&
         name.find('\0') == std::string_view::npos;
}

std::optional<RelativePath> relative_path(std::string_view path) {
  RelativePath parts;
  while (path.ends_with('/')) {
    path.remove_suffix(1);
  }
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    if (!is_plain_name(part)) {
      return std::nullopt;
    }
    parts.emplace_back(part);
    path.remove_prefix(std::min(path.size(), part.size() + 1));
  }
  return parts;
}

ReceivedTree::ReceivedTree(const std::string& folder, std::string root) : folder_(folder), root_(std::move(root)) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  base_ = OpenFile(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!base_) {
    throw file_failure("DOWNLOAD_ERROR", std::string(std::strerror(errno)) + " - " + folder);
  }
}

void ReceivedTree::fail(const std::string& reason, const std::string& name) const {
  throw file_failure("DOWNLOAD_ERROR", reason + " - " + location() + (name == root_ ? "" : "/.../" + name));
}

OpenFile ReceivedTree::enter(int parent, const std::string& name) const {
  if (::mkdirat(parent, name.c_str(), 0700) != 0 && errno != EEXIST) {
    fail(std::strerror(errno), name);
  }
  OpenFile folder(::openat(parent, name.c_str(), kFolderFlags));
  if (!folder) {
    fail(std::strerror(errno), name);
  }
  return folder;
}

int ReceivedTree::parent_of(const RelativePath& path) {
  if (path.size() > kDepthLimit) {
    throw file_failure("DOWNLOAD_ERROR", "'" + location() + "' is nested too deeply");
  }
  if (path.empty()) {
    return base_.descriptor();
  }
  if (steps_.empty()) {
    steps_.push_back({root_, enter(base_.descriptor(), root_)});
    has_root_ = true;
  }
  std::size_t known = 1;
  while (known < path.size() && known < steps_.size() && steps_[known].name == path[known - 1]) {
    ++known;
  }
  steps_.resize(known);
  for (; known < path.size(); ++known) {
    steps_.push_back({path[known - 1], enter(steps_.back().folder.descriptor(), path[known - 1])});
  }
  return steps_.back().folder.descriptor();
}

void ReceivedTree::add_folder(const RelativePath& path, unsigned mode) {
  const OpenFile folder = enter(parent_of(path), last_of(path));
  has_root_ = true;
  ::fchmod(folder.descriptor(), mode | S_IRWXU);
}

void ReceivedTree::begin_file(const RelativePath& path, unsigned mode) {
  const std::string& name = last_of(path);
  file_ = OpenFile(::openat(parent_of(path), name.c_str(), kFileFlags, S_IRUSR | S_IWUSR));
  struct stat status {};
  if (!file_ || ::fstat(file_.descriptor(), &status) != 0) {
    fail(std::strerror(errno), name);
  }
  if (!S_ISREG(status.st_mode)) {
    file_ = {};
    fail("Not a file", name);
  }
  if (status.st_size > 0 && ::ftruncate(file_.descriptor(), 0) != 0) {
    fail(std::strerror(errno), name);
  }
  has_root_ = true;
  mode_ = mode;
}

void ReceivedTree::end_file() {
  ::fchmod(file_.descriptor(), mode_);
  file_ = {};
}

void ReceivedTree::copy_file(const RelativePath& from, const RelativePath& path, unsigned mode) {
  if (from == path) {
    return;
  }
  const std::string& name = last_of(from);
  const OpenFile source(::openat(parent_of(from), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (!source || ::fstat(source.descriptor(), &status) != 0) {
    fail(std::strerror(errno), name);
  }
  if (!S_ISREG(status.st_mode)) {
    fail("Not a file", name);
  }
  begin_file(path, mode);
  std::array<char, 64UL * 1024> buffer;
  while (const std::size_t count = source.read(buffer.data(), buffer.size())) {
    write({buffer.data(), count});
  }
  end_file();
}

}  // namespace volley::transport
