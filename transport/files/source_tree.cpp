#include "transport/files/source_tree.hpp"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "transport/failure.hpp"

namespace volley::transport {

namespace {

constexpr int kDepthLimit = 100;

[[noreturn]] void fail(int error, const std::string& path) {
  throw file_failure("WRITE_ERROR", std::string(std::strerror(error)) + " - " + path);
}

std::vector<std::string> names_in(const std::string& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::opendir(folder.c_str()), &::closedir);
  if (!stream) {
    fail(errno, folder);
  }
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(stream.get())) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") {
      names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Walk {
 public:
  explicit Walk(SourceTree& tree) : tree_(tree) {}

  void add(const std::string& relative) {
    const std::string path = tree_.parent + relative;
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
      fail(errno, path);
    }
    const bool folder = S_ISDIR(status.st_mode);
    if (!folder && !S_ISREG(status.st_mode)) {
      throw file_failure("WRITE_ERROR", "'" + path + "' is neither a file nor a folder");
    }
    tree_.entries.push_back(
        {relative, status.st_mode & 0777U, folder ? 0 : static_cast<std::uint64_t>(status.st_size), folder});
    if (folder) {
      add_content(relative, path, {status.st_dev, status.st_ino});
    }
  }

 private:
  using Identity = std::pair<dev_t, ino_t>;

  void add_content(const std::string& relative, const std::string& path, Identity identity) {
    if (above_.size() >= kDepthLimit) {
      throw file_failure("WRITE_ERROR", "The folder '" + path + "' is nested too deeply");
    }
    // Links are followed, and one that leads to a folder above has no end.
    if (std::find(above_.begin(), above_.end(), identity) != above_.end()) {
      fail(ELOOP, path);
    }
    above_.push_back(identity);
    for (const std::string& name : names_in(path)) {
      add(relative + "/" + name);
    }
    above_.pop_back();
  }

  SourceTree& tree_;
  std::vector<Identity> above_;
};

}  // namespace

SplitPath split_path(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) {
    path.pop_back();
  }
  const std::size_t slash = path.rfind('/');
  return {path.substr(0, slash + 1), path.substr(slash + 1)};
}

SourceTree read_source_tree(const std::string& path) {
  SplitPath split = split_path(path);
  if (split.name == "." || split.name == "..") {
    std::error_code error;
    split = split_path(std::filesystem::canonical(path, error));
  }
  if (split.name.empty()) {
    throw file_failure("WRITE_ERROR", "'" + path + "' has no name that it could keep");
  }
  SourceTree tree{split.parent, split.name, {}};
  Walk(tree).add(tree.name);
  return tree;
}

}  // namespace volley::transport
