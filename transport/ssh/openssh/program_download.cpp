#include "transport/ssh/openssh/program_download.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "transport/failure.hpp"

namespace volley::transport {

namespace {

namespace fs = std::filesystem;

constexpr int kDepthLimit = 100;

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

void refuse_all_but_files(const fs::path& path, int depth) {
  const fs::file_status status = fs::symlink_status(path);
  if (depth > kDepthLimit || (status.type() != fs::file_type::regular && status.type() != fs::file_type::directory)) {
    throw file_failure("DOWNLOAD_ERROR", "The server sent something that is neither a file nor a folder");
  }
  if (status.type() == fs::file_type::directory) {
    for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
      refuse_all_but_files(entry.path(), depth + 1);
    }
  }
}

void put_into_place(const std::string& item, const std::string& target) {
  refuse_all_but_files(item, 0);
  if (fs::is_directory(fs::symlink_status(target)) && fs::is_directory(item)) {
    fs::copy(item, target, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    return;
  }
  fs::rename(item, target);
}

}  // namespace

asio::awaitable<void> download_by_program(std::shared_ptr<SshJob> job, std::shared_ptr<ProgramConnection> connection,
                                          std::string source, std::string target) {
  const Landing landing(target);
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
    put_into_place(landing.item(), target);
  } catch (const fs::filesystem_error& failure) {
    throw file_failure("DOWNLOAD_ERROR", failure.code().message() + " - " + target);
  }
}

}  // namespace volley::transport
