// Files and folders from the target, by sftp. What the server calls its files decides nothing here: a name that could
// lead out of the download folder is refused.
#include <fcntl.h>
#include <libssh2_sftp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "transport/failure.hpp"
#include "transport/shell/download_program.hpp"
#include "transport/ssh/execution.hpp"
#include "transport/ssh/jobs.hpp"
#include "transport/ssh/openssh/program_download.hpp"

namespace volley::transport {

namespace {

namespace fs = std::filesystem;
using runtime::Outcome;

constexpr int kDepthLimit = 100;
constexpr std::chrono::seconds kStepLimit{60};
constexpr std::size_t kBufferSize = 256UL * 1024;

class LocalFile {
 public:
  LocalFile(const std::string& path, unsigned mode)
      : descriptor_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode | S_IWUSR)) {
    if (descriptor_ < 0) {
      throw file_failure("DOWNLOAD_ERROR", std::string(std::strerror(errno)) + " - " + path);
    }
    ::fchmod(descriptor_, mode);
  }
  LocalFile(const LocalFile&) = delete;
  LocalFile& operator=(const LocalFile&) = delete;
  ~LocalFile() { ::close(descriptor_); }
  void write(std::string_view data) {
    while (!data.empty()) {
      const ssize_t count = ::write(descriptor_, data.data(), data.size());
      if (count < 0 && errno != EINTR) {
        throw file_failure("DOWNLOAD_ERROR", std::strerror(errno));
      }
      data.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
  }

 private:
  int descriptor_;
};

class Download {
 public:
  Download(std::shared_ptr<SshJob> job, std::shared_ptr<LibraryConnection> connection)
      : job_(std::move(job)), connection_(std::move(connection)), buffer_(kBufferSize) {}

  asio::awaitable<void> run(std::string source, std::string destination) {
    sftp_ = co_await connection_->open_sftp(job_->interruption(), after(kStepLimit));
    if (sftp_ == nullptr) {
      throw file_failure("DOWNLOAD_ERROR", "The server offers no sftp");
    }
    std::exception_ptr failure;
    try {
      co_await fetch(std::move(source), std::move(destination), 0);
    } catch (...) {
      failure = std::current_exception();
    }
    co_await call([this] { return libssh2_sftp_shutdown(sftp_); });
    if (failure) {
      std::rethrow_exception(failure);
    }
  }

 private:
  template <typename Operation>
  asio::awaitable<int> call(Operation operation) {
    const int code = co_await connection_->session().call(operation, after(kStepLimit));
    if (is_connection_error(code) && !connection_->alive()) {
      throw connection_->lost();
    }
    job_->interruption().check();
    co_return code;
  }

  asio::awaitable<void> fetch(std::string source, std::string destination, int depth) {
    if (depth > kDepthLimit) {
      throw file_failure("DOWNLOAD_ERROR", "'" + source + "' is nested too deeply");
    }
    LIBSSH2_SFTP_ATTRIBUTES attributes{};
    const int code = co_await call([&] {
      return libssh2_sftp_stat_ex(sftp_, source.data(), static_cast<unsigned>(source.size()), LIBSSH2_SFTP_STAT,
                                  &attributes);
    });
    if (code != 0) {
      throw failed("No such file or directory", source);
    }
    const auto mode = static_cast<unsigned>(attributes.permissions & 0777U);
    if (LIBSSH2_SFTP_S_ISDIR(attributes.permissions)) {
      co_await fetch_folder(source, destination, mode, depth);
    } else if (LIBSSH2_SFTP_S_ISREG(attributes.permissions)) {
      co_await fetch_file(source, destination, mode);
    } else if (depth == 0) {
      throw failed("Neither a file nor a folder", source);
    }
  }

  asio::awaitable<void> fetch_folder(std::string source, std::string destination, unsigned mode, int depth) {
    fs::create_directories(destination);
    const std::vector<std::string> names = co_await list(source);
    for (const std::string& name : names) {
      co_await fetch(source + "/" + name, destination + "/" + name, depth + 1);
    }
    ::chmod(destination.c_str(), mode | S_IRWXU);
  }

  asio::awaitable<std::vector<std::string>> list(std::string source) {
    LIBSSH2_SFTP_HANDLE* folder = co_await open(source, 0, LIBSSH2_SFTP_OPENDIR);
    std::vector<std::string> names;
    std::array<char, 4096> name{};
    int size = 0;
    do {
      LIBSSH2_SFTP_ATTRIBUTES attributes{};
      size = co_await call(
          [&] { return libssh2_sftp_readdir_ex(folder, name.data(), name.size(), nullptr, 0, &attributes); });
      if (size > 0) {
        names.emplace_back(name.data(), static_cast<std::size_t>(size));
      }
    } while (size > 0);
    co_await call([folder] { return libssh2_sftp_close_handle(folder); });
    std::erase_if(names, [](const std::string& one) { return one == "." || one == ".."; });
    for (const std::string& one : names) {
      if (one.find('/') != std::string::npos || one.find('\0') != std::string::npos) {
        throw failed("The server sent a name that is none", one);
      }
    }
    co_return names;
  }

  asio::awaitable<void> fetch_file(std::string source, std::string destination, unsigned mode) {
    LIBSSH2_SFTP_HANDLE* remote = co_await open(source, LIBSSH2_FXF_READ, LIBSSH2_SFTP_OPENFILE);
    LocalFile local(destination, mode);
    int count = 0;
    do {
      count = co_await call([&] { return libssh2_sftp_read(remote, buffer_.data(), buffer_.size()); });
      if (count > 0) {
        local.write({buffer_.data(), static_cast<std::size_t>(count)});
      }
    } while (count > 0);
    co_await call([remote] { return libssh2_sftp_close_handle(remote); });
    if (count < 0) {
      throw failed("Could not read", source);
    }
  }

  asio::awaitable<LIBSSH2_SFTP_HANDLE*> open(std::string path, unsigned long flags, int kind) {
    LIBSSH2_SFTP_HANDLE* handle = nullptr;
    co_await call([&] {
      handle = libssh2_sftp_open_ex(sftp_, path.data(), static_cast<unsigned>(path.size()), flags, 0, kind);
      return handle != nullptr ? 0 : libssh2_session_last_errno(connection_->session().raw());
    });
    if (handle == nullptr) {
      throw failed(
          libssh2_sftp_last_error(sftp_) == LIBSSH2_FX_PERMISSION_DENIED ? "Permission denied" : "Could not open",
          path);
    }
    co_return handle;
  }

  [[nodiscard]] static JobFailure failed(const std::string& reason, const std::string& path) {
    return file_failure("DOWNLOAD_ERROR", reason + " - " + path);
  }

  std::shared_ptr<SshJob> job_;
  std::shared_ptr<LibraryConnection> connection_;
  std::vector<char> buffer_;
  LIBSSH2_SFTP* sftp_ = nullptr;
};

asio::awaitable<std::optional<int>> run_step(std::shared_ptr<SshJob> job, std::string command, RunAs run_as) {
  Execution execution;
  execution.command = std::move(command);
  execution.run_as = run_as;
  const std::optional<int> code = co_await execute(job, std::move(execution));
  co_return code;
}

asio::awaitable<void> copy_as_other_user(std::shared_ptr<SshJob> job, std::string directory) {
  const auto& work = std::get<runtime::DownloadJob>(job->run().job().work);
  const auto program = std::make_shared<const std::string>(shell::copy_for_download(work));
  std::optional<int> code = co_await run_program(job, directory, program);
  if (code != 0) {
    throw file_failure("CP_ERROR", "Could not copy file to temporary directory: " + job->output().standard_error());
  }
  std::exception_ptr refusal;
  try {
    code = co_await run_step(job, shell::give_command(directory, job->endpoint().user), RunAs::Root);
  } catch (const JobFailure&) {
    refusal = std::current_exception();
  }
  if (refusal || code != 0) {
    const std::string reason = job->output().standard_error();
    co_await run_step(job, shell::remove_command(directory), RunAs::Job);
    if (refusal) {
      std::rethrow_exception(refusal);
    }
    throw file_failure("CHOWN_ERROR", "Could not change owner of '" + directory + "': " + reason);
  }
}

}  // namespace

asio::awaitable<Outcome> download(std::shared_ptr<SshJob> job) {
  const auto& work = std::get<runtime::DownloadJob>(job->run().job().work);
  const std::shared_ptr<Connection> connection = co_await job->connect();
  job->begin();
  const std::string folder = work.destination + "/" + folder_name(job->endpoint().name);
  fs::create_directories(folder);
  std::string source = shell::download_source(work);
  const std::string target = folder + "/" + folder_name(source.substr(source.rfind('/') + 1));
  std::string copy;
  if (job->identity()) {
    copy = working_directory(job->endpoint().shell);
    co_await copy_as_other_user(job, copy);
    source = copy + "/" + source.substr(source.rfind('/') + 1);
  }
  if (const auto by_library = std::dynamic_pointer_cast<LibraryConnection>(connection)) {
    Download transfer(job, by_library);
    co_await transfer.run(source, target);
  } else {
    co_await download_by_program(job, std::dynamic_pointer_cast<ProgramConnection>(connection), source, target);
  }
  if (!copy.empty()) {
    co_await run_step(job, shell::remove_command(copy), RunAs::Login);
  }
  Outcome outcome;
  outcome.downloaded_to = target;
  co_return outcome;
}

}  // namespace volley::transport
