#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>

#include "transport/ssh/library_connection.hpp"

namespace volley::transport {

namespace {

constexpr std::size_t kBacklogLimit = 256UL * 1024;

}  // namespace

LibraryChannel::LibraryChannel(std::shared_ptr<LibraryConnection> connection, LIBSSH2_CHANNEL* channel)
    : connection_(std::move(connection)), channel_(channel) {
  ++connection_->open_channels_;
}

LibraryChannel::~LibraryChannel() {
  const std::uint64_t consumed = connection_->wire().bytes_consumed();
  const int code = libssh2_channel_free(channel_);
  connection_->wire().flush();
  if (connection_->wire().bytes_consumed() != consumed) {
    connection_->wire().changed().wake_all();
  }
  if (code == LIBSSH2_ERROR_EAGAIN && connection_->alive()) {
    // The other side has not closed it yet; that is waited for without the job.
    asio::co_spawn(connection_->loop_, LibraryConnection::release(connection_, channel_), asio::detached);
    return;
  }
  --connection_->open_channels_;
  connection_->wire().changed().wake_all();
}

Channel::Step LibraryChannel::step(int code) const {
  if (code == 0) {
    return Step::Done;
  }
  if (code == LIBSSH2_ERROR_EAGAIN) {
    return Step::Again;
  }
  if (is_connection_error(code) || !connection_->alive()) {
    throw connection_->lost();
  }
  return Step::Refused;
}

Channel::Step LibraryChannel::request_terminal() { return step(libssh2_channel_request_pty(channel_, "xterm")); }

Channel::Step LibraryChannel::start(const std::string& command) {
  return step(
      libssh2_channel_process_startup(channel_, "exec", 4, command.data(), static_cast<unsigned int>(command.size())));
}

long LibraryChannel::write(std::string_view data) {
  const ssize_t count = libssh2_channel_write(channel_, data.data(), data.size());
  return count == LIBSSH2_ERROR_EAGAIN ? 0 : static_cast<long>(count);
}

bool LibraryChannel::end_input() { return libssh2_channel_send_eof(channel_) != LIBSSH2_ERROR_EAGAIN; }

bool LibraryChannel::wants_input() const { return connection_->wire().backlog() < kBacklogLimit; }

std::size_t LibraryChannel::read(runtime::OutputStream stream, char* buffer, std::size_t size) {
  const int id = stream == runtime::OutputStream::Error ? SSH_EXTENDED_DATA_STDERR : 0;
  const ssize_t count = libssh2_channel_read_ex(channel_, id, buffer, size);
  return count > 0 ? static_cast<std::size_t>(count) : 0;
}

bool LibraryChannel::signalled() {
  char* name = nullptr;
  std::size_t size = 0;
  libssh2_channel_get_exit_signal(channel_, &name, &size, nullptr, nullptr, nullptr, nullptr);
  const bool found = name != nullptr;
  if (found) {
    libssh2_free(connection_->session().raw(), name);
  }
  return found;
}

bool LibraryChannel::untouched() const {
  unsigned long unread = 0;
  libssh2_channel_window_read_ex(channel_, &unread, nullptr);
  return unread == 0 && !output_ended();
}

}  // namespace volley::transport
