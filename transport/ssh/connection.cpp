#include "transport/ssh/connection.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/use_awaitable.hpp>

#include "transport/failure.hpp"
#include "transport/shell/program.hpp"
#include "transport/ssh/authentication.hpp"
#include "transport/ssh/handshake.hpp"

namespace volley::transport {

namespace {

using shell::kProgramRunner;

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

void Interruption::check() const {
  if (reason != StopReason::None) {
    throw Stopped(reason);
  }
}

Connection::Connection(asio::io_context& loop, std::unique_ptr<Session> session)
    : loop_(loop), session_(std::move(session)) {}

asio::awaitable<std::shared_ptr<Connection>> Connection::open(asio::io_context& loop,
                                                              std::shared_ptr<const SshEndpoint> endpoint,
                                                              std::shared_ptr<SharedKeys> keys) {
  const Deadline deadline = after(endpoint->connect_timeout);
  std::unique_ptr<Session> session =
      co_await connect_session(loop.get_executor(), *endpoint, keys->known_hosts, deadline);
  std::string lost;
  const auto started = std::chrono::steady_clock::now();
  try {
    co_await authenticate(*session, *endpoint, keys->private_keys, deadline);
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
  auto connection = std::make_shared<Connection>(loop, std::move(session));
  asio::co_spawn(loop, watch(connection, loop.get_executor()), asio::detached);
  co_return connection;
}

ConnectionLost Connection::lost() const {
  const Wire& wire = session_->wire();
  return ConnectionLost(wire.closed() ? wire.closed_because() : session_->last_error());
}

runtime::ConnectionDetails Connection::details() {
  runtime::ConnectionDetails details = session_->details();
  const char* banner = libssh2_session_banner_get(session_->raw());
  details.server = banner == nullptr ? "" : banner;
  details.host_key = host_key_text(*session_);
  details.address = wire().peer();
  return details;
}

void Connection::say_goodbye() {
  if (alive()) {
    libssh2_session_disconnect(session_->raw(), "done");
    wire().flush();
  }
}

bool Connection::idle() const {
  const std::size_t spares = (spare_channel ? 1U : 0U) + (spare_shell ? 1U : 0U);
  return jobs_started > 0 && !opening_ && !preparing_spare && open_channels_ == spares;
}

void Connection::retire() {
  spare_channel.reset();
  spare_shell.reset();
  session_->wire().close();
}

asio::awaitable<void> Connection::wait_for_turn(const Interruption& interruption, Deadline deadline) {
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
asio::awaitable<LIBSSH2_CHANNEL*> Connection::try_to_open(const Interruption& interruption, Deadline deadline) {
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

asio::awaitable<std::shared_ptr<Channel>> Connection::open_channel(const Interruption& interruption,
                                                                   Deadline deadline) {
  for (;;) {
    LIBSSH2_CHANNEL* channel = co_await try_to_open(interruption, deadline);
    if (channel != nullptr) {
      co_return std::make_shared<Channel>(shared_from_this(), channel);
    }
    if (open_channels_ == 0) {
      throw lost();
    }
    // The server has its limit (MaxSessions): wait until another channel is given back.
    spare_channel.reset();
    spare_shell.reset();
    co_await wire().changed().wait(after(std::chrono::seconds(1)));
    interruption.check();
  }
}

asio::awaitable<LIBSSH2_SFTP*> Connection::open_sftp(const Interruption& interruption, Deadline deadline) {
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

asio::awaitable<void> Connection::prepare_spare(std::shared_ptr<Connection> self, bool with_shell) {
  std::shared_ptr<Channel>& place = with_shell ? self->spare_shell : self->spare_channel;
  if (place || self->preparing_spare) {
    co_return;
  }
  self->preparing_spare = true;
  std::shared_ptr<Channel> channel;
  try {
    const Interruption never;
    LIBSSH2_CHANNEL* raw = co_await self->try_to_open(never, after(kSilenceLimit));
    if (raw != nullptr) {
      channel = std::make_shared<Channel>(self, raw);
    }
  } catch (const ConnectionLost&) {
    // The next job finds out by itself.
    self->preparing_spare = false;
  }
  if (channel && with_shell) {
    const auto step = [&] { return libssh2_channel_exec(channel->raw(), kProgramRunner.data()); };
    const int code = co_await self->session_->call(step, after(kSilenceLimit));
    if (code != 0) {
      channel.reset();
    }
  }
  if (self->alive()) {
    place = channel;
  }
  self->preparing_spare = false;
}

// A host that vanishes says nothing, so it is asked; silence for too long is its death, also for jobs that wait.
asio::awaitable<void> Connection::watch(std::weak_ptr<Connection> weak, asio::any_io_executor executor) {
  for (;;) {
    asio::steady_timer timer(executor, kKeepAliveInterval);
    co_await timer.async_wait(asio::use_awaitable);
    const std::shared_ptr<Connection> self = weak.lock();
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

asio::awaitable<void> Connection::release(std::shared_ptr<Connection> self, LIBSSH2_CHANNEL* channel) {
  const auto step = [channel] { return libssh2_channel_free(channel); };
  co_await self->session_->call(step, after(std::chrono::seconds(30)));
  --self->open_channels_;
  self->wire().changed().wake_all();
}

Channel::Channel(std::shared_ptr<Connection> connection, LIBSSH2_CHANNEL* channel)
    : connection_(std::move(connection)), channel_(channel) {
  ++connection_->open_channels_;
}

Channel::~Channel() {
  const int code = libssh2_channel_free(channel_);
  connection_->wire().flush();
  if (code == LIBSSH2_ERROR_EAGAIN && connection_->alive()) {
    // The other side has not closed it yet; that is waited for without the job.
    asio::co_spawn(connection_->loop_, Connection::release(connection_, channel_), asio::detached);
    return;
  }
  --connection_->open_channels_;
  connection_->wire().changed().wake_all();
}

}  // namespace volley::transport
