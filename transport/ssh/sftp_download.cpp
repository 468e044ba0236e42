// Files and folders from a target that has no tar, or no shell at all, by sftp. Slow with many small files: each costs
// several round trips.
#include <libssh2_sftp.h>

#include <array>

#include "transport/failure.hpp"
#include "transport/ssh/jobs.hpp"
#include "transport/ssh/library_connection.hpp"

namespace volley::transport {

namespace {

constexpr std::chrono::seconds kStepLimit{60};
constexpr std::size_t kBufferSize = 256UL * 1024;
// Of the names in one folder.
constexpr std::size_t kListLimit = 64UL * 1024 * 1024;

class SftpDownload {
 public:
  SftpDownload(std::shared_ptr<SshJob> job, std::shared_ptr<LibraryConnection> connection, ReceivedTree& tree)
      : job_(std::move(job)), connection_(std::move(connection)), tree_(tree), buffer_(kBufferSize) {}

  asio::awaitable<void> run(std::string source) {
    sftp_ = co_await connection_->open_sftp(job_->interruption(), after(kStepLimit));
    if (sftp_ == nullptr) {
      throw file_failure("DOWNLOAD_ERROR", "The server offers no sftp");
    }
    std::exception_ptr failure;
    try {
      co_await fetch(std::move(source), {});
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

  asio::awaitable<void> fetch(std::string source, RelativePath path) {
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
      co_await fetch_folder(source, path, mode);
    } else if (LIBSSH2_SFTP_S_ISREG(attributes.permissions)) {
      co_await fetch_file(source, path, mode);
    } else if (path.empty()) {
      throw failed("Neither a file nor a folder", source);
    }
  }

  asio::awaitable<void> fetch_folder(std::string source, RelativePath path, unsigned mode) {
    tree_.add_folder(path, mode);
    const std::vector<std::string> names = co_await list(source);
    path.emplace_back();
    for (const std::string& name : names) {
      path.back() = name;
      co_await fetch(source + "/" + name, path);
    }
  }

  asio::awaitable<std::vector<std::string>> list(std::string source) {
    LIBSSH2_SFTP_HANDLE* folder = co_await open(source, 0, LIBSSH2_SFTP_OPENDIR);
    std::vector<std::string> names;
    std::size_t bytes = 0;
    std::array<char, 4096> name{};
    int size = 0;
    do {
      LIBSSH2_SFTP_ATTRIBUTES attributes{};
      size = co_await call(
          [&] { return libssh2_sftp_readdir_ex(folder, name.data(), name.size(), nullptr, 0, &attributes); });
      if (size > 0) {
        names.emplace_back(name.data(), static_cast<std::size_t>(size));
        bytes += sizeof(std::string) + names.back().size();
      }
    } while (size > 0 && bytes < kListLimit);
    co_await call([folder] { return libssh2_sftp_close_handle(folder); });
    if (bytes >= kListLimit) {
      throw failed("The folder has no end", source);
    }
    if (size < 0) {
      throw failed("Could not list", source);
    }
    std::erase_if(names, [](const std::string& one) { return one == "." || one == ".."; });
    for (const std::string& one : names) {
      if (!is_plain_name(one)) {
        throw failed("The target sent a name that leads out of the download", one);
      }
    }
    co_return names;
  }

  asio::awaitable<void> fetch_file(std::string source, RelativePath path, unsigned mode) {
    LIBSSH2_SFTP_HANDLE* remote = co_await open(source, LIBSSH2_FXF_READ, LIBSSH2_SFTP_OPENFILE);
    tree_.begin_file(path, mode);
    int count = 0;
    do {
      count = co_await call([&] { return libssh2_sftp_read(remote, buffer_.data(), buffer_.size()); });
      if (count > 0) {
        tree_.write({buffer_.data(), static_cast<std::size_t>(count)});
      }
    } while (count > 0);
    co_await call([remote] { return libssh2_sftp_close_handle(remote); });
    if (count < 0) {
      throw failed("Could not read", source);
    }
    tree_.end_file();
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
  ReceivedTree& tree_;
  std::vector<char> buffer_;
  LIBSSH2_SFTP* sftp_ = nullptr;
};

}  // namespace

asio::awaitable<void> download_by_sftp(std::shared_ptr<SshJob> job, std::shared_ptr<LibraryConnection> connection,
                                       std::string source, ReceivedTree& tree) {
  SftpDownload transfer(job, connection, tree);
  co_await transfer.run(std::move(source));
}

}  // namespace volley::transport
