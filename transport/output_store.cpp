#include "transport/output_store.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cstdlib>

#include "transport/options.hpp"

namespace volley::transport {

int OutputStore::create_file(std::string_view target, std::string_view stream, std::string& path) {
  const std::lock_guard lock(mutex_);
  if (directory_.empty()) {
    const char* base = std::getenv("TMPDIR");
    std::string name = std::string(base == nullptr || *base == '\0' ? "/tmp" : base) + "/volley-output-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) {  // which makes it with mode 0700
      return -1;
    }
    directory_ = name;
  }
  constexpr std::size_t kLongestName = 100;
  path = directory_ + "/" + std::to_string(++files_) + "-" + folder_name(target).substr(0, kLongestName) + "." +
         std::string(stream);
  return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

}  // namespace volley::transport
