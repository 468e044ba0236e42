#include "transport/ssh/openssh/control_directory.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "transport/failure.hpp"

namespace volley::transport {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "volley-ssh-";
// The name of a socket has to fit into 107 bytes, together with what ssh adds while it makes it.
constexpr std::size_t kBaseLimit = 50;

bool is_own_folder(const fs::path& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == ::geteuid();
}

std::string base_folder() {
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  const bool usable = runtime != nullptr && *runtime == '/' && std::strlen(runtime) <= kBaseLimit &&
                      is_own_folder(runtime) && ::access(runtime, W_OK) == 0;
  return usable ? runtime : "/tmp";
}

// The folder's name holds the process that it belongs to.
void remove_left_over(const fs::path& folder) {
  const std::string name = folder.filename().string();
  int pid = 0;
  const char* digits = name.data() + kPrefix.size();
  const auto [end, problem] = std::from_chars(digits, name.data() + name.size(), pid);
  const bool gone = problem == std::errc() && pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH;
  if (gone && is_own_folder(folder)) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
  }
}

void sweep(const std::string& base) {
  std::error_code error;
  for (fs::directory_iterator entry(base, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().filename().string().starts_with(kPrefix)) {
      remove_left_over(entry->path());
    }
  }
}

}  // namespace

ControlDirectory::ControlDirectory() {
  const std::string base = base_folder();
  sweep(base);
  path_ = base + "/" + std::string(kPrefix) + std::to_string(::getpid()) + "-XXXXXX";
  if (::mkdtemp(path_.data()) == nullptr) {
    throw exception_failure(std::string(std::strerror(errno)) + " - " + path_);
  }
}

ControlDirectory::~ControlDirectory() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string ControlDirectory::new_socket() { return path_ + "/" + std::to_string(++next_); }

}  // namespace volley::transport
