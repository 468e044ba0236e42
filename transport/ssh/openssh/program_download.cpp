#include "transport/ssh/openssh/program_download.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "transport/failure.hpp"

namespace volley::transport {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBufferSize = 256UL * 1024;

// scp writes here, so that whatever a server sends cannot reach what is already in the download folder.
class Landing {
 public:
  explicit Landing(const fs::path& beside) : path_((beside.parent_path() / ".volley-XXXXXX").string()) {
    if (::mkdtemp(path_.data()) == nullptr) {
      throw file_failure("DOWNLOAD_ERROR", std::string(std::strerror(errno)) + " - " + path_);
    }
  }
  Landing(const Landing&) = delete;
  Landing& operator=(const Landing&) = delete;
  ~Landing() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string item() const { return path_ + "/item"; }

 private:
  std::string path_;
};

// scp expands patterns on the target.
std::string literal(const std::string& path) {
  std::string text;
  for (const char c : path) {
    text += std::string_view("*?[]{}\\").find(c) == std::string_view::npos ? "" : "\\";
    text += c;
  }
  return text;
}

std::vector<std::string> copy_command(const SshEndpoint& endpoint, const std::string& socket, const std::string& source,
                                      const std::string& item) {
  std::vector<std::string> words = endpoint.program.copy;
  for (const std::string& option : {std::string("BatchMode=yes"), std::string("ControlMaster=no"),
                                    "ControlPath=" + socket, std::string("ProxyCommand=false")}) {
    words.insert(words.end(), {"-o", option});
  }
  const bool bracketed = endpoint.program_host.find(':') != std::string::npos;
  words.insert(words.end(),
               {"-p", "--",
                (bracketed ? "[" + endpoint.program_host + "]" : endpoint.program_host) + ":" + literal(source), item});
  return words;
}

// Nothing but files and folders is taken over.
void keep(const fs::path& place, const RelativePath& path, ReceivedTree& tree) {
  struct stat status {};
  if (::lstat(place.c_str(), &status) != 0) {
    throw file_failure("DOWNLOAD_ERROR", std::string(std::strerror(errno)) + " - " + place.string());
  }
  if (S_ISDIR(status.st_mode)) {
    tree.add_folder(path, status.st_mode & 0777U);
    RelativePath inner = path;
    inner.emplace_back();
    for (const fs::directory_entry& entry : fs::directory_iterator(place)) {
      inner.back() = entry.path().filename().string();
      keep(entry.path(), inner, tree);
    }
  } else if (S_ISREG(status.st_mode)) {
    const OpenFile file = OpenFile::to_read(place.string());
    std::string buffer(kBufferSize, '\0');
    tree.begin_file(path, status.st_mode & 0777U);
    while (const std::size_t count = file.read(buffer.data(), buffer.size())) {
      tree.write({buffer.data(), count});
    }
    tree.end_file();
  }
}

}  // namespace

asio::awaitable<void> download_by_program(std::shared_ptr<SshJob> job, std::shared_ptr<ProgramConnection> connection,
                                          std::string source, ReceivedTree& tree) {
  const Landing landing(tree.location());
  const auto copy =
      BoundProcess::start(job->loop(), copy_command(job->endpoint(), connection->socket(), source, landing.item()));
  while (!copy->ended()) {
    co_await copy->changed().wait(after(std::chrono::milliseconds(200)));
    job->interruption().check();
  }
  if (copy->exit_code() != 0) {
    if (!connection->alive()) {
      throw connection->lost();
    }
    const bool missing = copy->messages().find("No such file") != std::string::npos;
    throw file_failure("DOWNLOAD_ERROR",
                       missing ? "No such file or directory - " + source : "Could not read - " + copy->messages());
  }
  try {
    keep(landing.item(), {}, tree);
  } catch (const fs::filesystem_error& failure) {
    throw file_failure("DOWNLOAD_ERROR", failure.code().message() + " - " + source);
  }
}

}  // namespace volley::transport
