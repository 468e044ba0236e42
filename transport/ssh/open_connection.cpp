#include "transport/ssh/open_connection.hpp"

#include "transport/ssh/library_lacks.hpp"
#include "transport/ssh/openssh/installed.hpp"
#include "transport/ssh/openssh/program_connection.hpp"

namespace volley::transport {

namespace {

// Each login costs a process here; sshd drops new ones when ten are at it at once, which counts most on jump hosts.
constexpr std::size_t kLogins = 16;
constexpr std::size_t kLoginsOnJumpHost = 4;

asio::awaitable<std::shared_ptr<Connection>> open_by_program(asio::io_context& loop,
                                                             std::shared_ptr<const SshEndpoint> endpoint,
                                                             std::shared_ptr<SharedSsh> shared,
                                                             std::shared_ptr<Turnstile> turnstile) {
  const std::string& jump = endpoint->proxyjump;
  const auto ticket = co_await turnstile->enter(jump, jump.empty() ? kLogins : kLoginsOnJumpHost);
  std::shared_ptr<Connection> connection =
      co_await ProgramConnection::open(loop, endpoint, shared->new_control_socket());
  co_return connection;
}

}  // namespace

std::string SharedSsh::new_control_socket() {
  const std::lock_guard lock(mutex_);
  if (!directory_) {
    directory_ = std::make_unique<ControlDirectory>();
  }
  return directory_->new_socket();
}

void SharedSsh::note(const std::string& reason) {
  const std::lock_guard lock(mutex_);
  if (notice_ && noted_.insert(reason).second) {
    notice_("Using the ssh program: " + reason);
  }
}

void SharedSsh::warn(const std::string& id, const std::string& text) {
  const std::lock_guard lock(mutex_);
  if (warning_ && noted_.insert(id).second) {
    warning_(id, text);
  }
}

asio::awaitable<std::shared_ptr<Connection>> open_connection(asio::io_context& loop,
                                                             std::shared_ptr<const SshEndpoint> endpoint,
                                                             std::shared_ptr<SharedSsh> shared,
                                                             std::shared_ptr<Turnstile> turnstile) {
  std::string reason = endpoint->program_reason;
  if (reason.empty()) {
    std::shared_ptr<SharedKeys> keys(shared, &shared->keys);
    std::shared_ptr<Connection> connection;
    try {
      connection = co_await LibraryConnection::open(loop, endpoint, keys);
    } catch (const LibraryLacks& lack) {
      if (endpoint->key_data || endpoint->password) {
        throw JobFailure(lack.failure());  // neither may stand on a command line or in a file
      }
      if (!is_installed(endpoint->program.ssh.front())) {
        throw JobFailure(lack.failure());
      }
      reason = lack.what();
    }
    if (connection) {
      co_return connection;
    }
  }
  if (!endpoint->program.wanted) {
    shared->note(reason);
  }
  std::shared_ptr<Connection> connection = co_await open_by_program(loop, endpoint, shared, turnstile);
  co_return connection;
}

}  // namespace volley::transport
