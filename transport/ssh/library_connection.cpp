#include "transport/ssh/library_connection.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/use_awaitable.hpp>

#include "transport/failure.hpp"
#include "transport/shell/program.hpp"
#include "transport/ssh/authentication.hpp"

namespace volley::transport {

namespace {

constexpr std::chrono::seconds kKeepAliveInterval{15};
constexpr std::chrono::seconds kSilenceLimit{60};

// Frees a boolean "somebody is at it" and lets the next one go on.
class Turn {
 public:
  Turn(bool& taken, Signal& changed) : taken_(taken), changed_(changed) { taken_ = true; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    taken_ = false;
    changed_.wake_all();
  }

 private:
  bool& taken_;
  Signal& changed_;
};

}  // namespace

LibraryConnection::LibraryConnection(asio::io_context& loop, std::unique_ptr<Session> session)
    : loop_(loop), session_(std::move(session)) {}

asio::awaitable<std::shared_ptr<LibraryConnection>> LibraryConnection::open(asio::io_context& loop,
                                                                            std::shared_ptr<const SshEndpoint> endpoint,
                                                                            std::shared_ptr<SharedKeys> keys) {
  Deadline deadline = after(endpoint->connect_timeout);
  std::unique_ptr<Session> session =
      co_await connect_session(loop.get_executor(), *endpoint, keys->host_keys, deadline);
  std::string lost;
  const auto started = std::chrono::steady_clock::now();
  try {
    co_await authenticate(*session, *endpoint, *keys, deadline);
  } catch (const ConnectionLost& failure) {
    lost = failure.what();
  }
  if (!lost.empty()) {
    const bool late = std::chrono::steady_clock::now() >= deadline;
    throw connect_failure("CONNECT_ERROR",
                          late ? timeout_message(*endpoint) : "Failed to connect to " + endpoint->name + ": " + lost);
  }
  session->details().authenticate = std::chrono::steady_clock::now() - started;
  libssh2_keepalive_config(session->raw(), 1, 1);
  auto connection = std::make_shared<LibraryConnection>(loop, std::move(session));
  asio::co_spawn(loop, watch(connection, loop.get_executor()), asio::detached);
  co_return connection;
}

ConnectionLost LibraryConnection::lost() const {
  const Wire& wire = session_->wire();
  return ConnectionLost(wire.closed() ? wire.closed_because() : session_->last_error());
}

runtime::ConnectionDetails LibraryConnection::details() {
  runtime::ConnectionDetails details = session_->details();
  const char* banner = libssh2_session_banner_get(session_->raw());
  details.server = banner == nullptr ? "" : banner;
  details.host_key = host_key_text(*session_);
  details.address = wire().peer();
  return details;
}

void LibraryConnection::say_goodbye() {
  if (alive()) {
    libssh2_session_disconnect(session_->raw(), "done");
    wire().flush();
  }
}

bool LibraryConnection::idle() const {
  const std::size_t spares = spare_channel ? 1 : 0;
  return jobs_started > 0 && !opening_ && !preparing_spare_ && open_channels_ == spares;
}

void LibraryConnection::retire() {
  spare_channel.reset();
  session_->wire().close();
}

asio::awaitable<void> LibraryConnection::wait_for_turn(const Interruption& interruption, Deadline deadline) {
  while (opening_ && alive()) {
    const bool woken = co_await wire().changed().wait(deadline);
    interruption.check();
    if (!woken) {
      throw ConnectionLost("no answer");
    }
  }
  if (!alive()) {
    throw lost();
  }
}

// nullptr when the server does not want to.
asio::awaitable<LIBSSH2_CHANNEL*> LibraryConnection::try_to_open(const Interruption& interruption, Deadline deadline) {
  co_await wait_for_turn(interruption, deadline);
  const Turn turn(opening_, wire().changed());
  LIBSSH2_CHANNEL* channel = nullptr;
  const auto step = [&] {
    channel = libssh2_channel_open_session(session_->raw());
    return channel != nullptr ? 0 : libssh2_session_last_errno(session_->raw());
  };
  const int code = co_await session_->call(step, deadline);
  if (is_connection_error(code)) {
    throw lost();
  }
  co_return channel;
}

asio::awaitable<std::shared_ptr<Channel>> LibraryConnection::open_channel(const Interruption& interruption,
                                                                          Deadline deadline) {
  for (;;) {
    LIBSSH2_CHANNEL* channel = co_await try_to_open(interruption, deadline);
    if (channel != nullptr) {
      co_return std::make_shared<LibraryChannel>(shared(), channel);
    }
    if (open_channels_ == 0) {
      throw lost();
    }
    // The server has its limit (MaxSessions): wait until another channel is given back.
    spare_channel.reset();
    co_await wire().changed().wait(after(std::chrono::seconds(1)));
    interruption.check();
  }
}

asio::awaitable<LIBSSH2_SFTP*> LibraryConnection::open_sftp(const Interruption& interruption, Deadline deadline) {
  co_await wait_for_turn(interruption, deadline);
  const Turn turn(opening_, wire().changed());
  LIBSSH2_SFTP* sftp = nullptr;
  const auto step = [&] {
    sftp = libssh2_sftp_init(session_->raw());
    return sftp != nullptr ? 0 : libssh2_session_last_errno(session_->raw());
  };
  const int code = co_await session_->call(step, deadline);
  if (is_connection_error(code) && !alive()) {
    throw lost();
  }
  co_return sftp;
}

// dropbear closes a channel without a command when a command on another one ends, and ends the whole connection when a
// request for it is under way meanwhile.
bool LibraryConnection::keeps_spares() const {
  const char* banner = libssh2_session_banner_get(session_->raw());
  return banner == nullptr || std::string_view(banner).find("dropbear") == std::string_view::npos;
}

void LibraryConnection::prepare_spare() {
  if (spare_channel || preparing_spare_ || !keeps_spares()) {
    return;
  }
  preparing_spare_ = true;
  asio::co_spawn(loop_, open_ahead(shared()), asio::detached);
}

asio::awaitable<void> LibraryConnection::open_ahead(std::shared_ptr<LibraryConnection> self) {
  std::shared_ptr<LibraryChannel> channel;
  try {
    const Interruption never;
    LIBSSH2_CHANNEL* raw = co_await self->try_to_open(never, after(kSilenceLimit));
    if (raw != nullptr) {
      channel = std::make_shared<LibraryChannel>(self, raw);
    }
  } catch (const ConnectionLost&) {
    // The next job finds out by itself.
    channel.reset();
  }
  if (self->alive()) {
    self->spare_channel = channel;
  }
  self->preparing_spare_ = false;
  self->wire().changed().wake_all();
}

// A host that vanishes says nothing, so it is asked; silence for too long is its death, also for jobs that wait.
asio::awaitable<void> LibraryConnection::watch(std::weak_ptr<LibraryConnection> weak, asio::any_io_executor executor) {
  for (;;) {
    asio::steady_timer timer(executor, kKeepAliveInterval);
    co_await timer.async_wait(asio::use_awaitable);
    const std::shared_ptr<LibraryConnection> self = weak.lock();
    if (!self) {
      co_return;
    }
    if (!self->alive()) {
      self->retire();
      co_return;
    }
    const auto silence = std::chrono::steady_clock::now() - self->wire().last_received();
    if (silence > kSilenceLimit) {
      self->retire();
      co_return;
    }
    if (silence > kKeepAliveInterval / 2) {
      int seconds_to_next = 0;
      libssh2_keepalive_send(self->session_->raw(), &seconds_to_next);
      self->wire().flush();
    }
  }
}

asio::awaitable<void> LibraryConnection::release(std::shared_ptr<LibraryConnection> self, LIBSSH2_CHANNEL* channel) {
  const auto step = [channel] { return libssh2_channel_free(channel); };
  co_await self->session_->call(step, after(std::chrono::seconds(30)));
  --self->open_channels_;
  self->wire().changed().wake_all();
}

asio::awaitable<void> LibraryConnection::ask(const Interruption& interruption, Deadline deadline) {
  co_await open_channel(interruption, deadline);
}

void LibraryConnection::begin_turn() { consumed_before_turn_ = wire().bytes_consumed(); }

void LibraryConnection::next_piece() {
  // Less than the smallest ssh packet with its MAC: at most one packet is complete after each such piece.
  constexpr std::size_t kPieceSize = 32;
  constexpr std::size_t kPiecewiseLimit = 2048;
  wire().allow(wire().available() <= kPiecewiseLimit ? kPieceSize : Wire::kUnlimited);
}

void LibraryConnection::end_turn() {
  wire().allow(Wire::kUnlimited);
  wire().flush();
  if (wire().bytes_consumed() != consumed_before_turn_) {
    wire().changed().wake_all();
  }
}

}  // namespace volley::transport
