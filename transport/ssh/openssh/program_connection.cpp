#include "transport/ssh/openssh/program_connection.hpp"

#include <unistd.h>

#include <array>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/read.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>

#include "transport/failure.hpp"
#include "transport/ssh/openssh/multiplex.hpp"
#include "transport/ssh/openssh/program_channel.hpp"

namespace volley::transport {

namespace {

// What sshd permits by default (MaxSessions).
constexpr std::size_t kSessions = 10;
// A connection that was silent for longer is asked before it gets something that cannot be repeated.
constexpr std::chrono::seconds kFreshness{10};

}  // namespace

ProgramConnection::ProgramConnection(asio::io_context& loop, Master master)
    : loop_(loop), master_(std::move(master)), changed_(loop.get_executor()) {}

ProgramConnection::~ProgramConnection() {
  master_.process->terminate();
  ::unlink(master_.socket.c_str());
}

asio::awaitable<std::shared_ptr<Connection>> ProgramConnection::open(asio::io_context& loop,
                                                                     std::shared_ptr<const SshEndpoint> endpoint,
                                                                     std::string socket) {
  Master master = co_await start_master(loop, *endpoint, std::move(socket));
  const std::shared_ptr<BoundProcess> process = master.process;
  auto connection = std::make_shared<ProgramConnection>(loop, std::move(master));
  asio::co_spawn(loop, watch(connection, process), asio::detached);
  co_return connection;
}

asio::awaitable<void> ProgramConnection::watch(std::weak_ptr<ProgramConnection> weak,
                                               std::shared_ptr<BoundProcess> process) {
  while (!process->ended()) {
    co_await process->changed().wait();
  }
  if (const auto self = weak.lock()) {
    self->changed_.wake_all();
  }
}

void ProgramConnection::retire() {
  retired_ = true;
  master_.process->terminate();
  changed_.wake_all();
}

ConnectionLost ProgramConnection::lost() const {
  std::string text = master_.process->messages();
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
    text.pop_back();
  }
  text.erase(0, text.rfind('\n') + 1);
  return ConnectionLost(text.empty() ? "connection closed by remote host" : text);
}

void ProgramConnection::channel_closed() {
  --open_channels_;
  changed_.wake_all();
}

asio::awaitable<std::shared_ptr<Channel>> ProgramConnection::open_channel(const Interruption& interruption,
                                                                          Deadline deadline) {
  if (std::chrono::steady_clock::now() - last_received_ > kFreshness) {
    co_await ask(interruption, deadline);
  }
  while (alive() && open_channels_ >= kSessions) {
    co_await changed_.wait();
    interruption.check();
  }
  if (!alive()) {
    throw lost();
  }
  co_return std::make_shared<ProgramChannel>(shared());
}

asio::awaitable<void> ProgramConnection::ask(const Interruption& interruption, Deadline deadline) {
  while (alive() && open_channels_ >= kSessions) {
    co_await changed_.wait();
    interruption.check();
  }
  ProgramChannel channel(shared());
  while (channel.start("true") == Channel::Step::Again || !channel.closed()) {
    if (channel.start("true") == Channel::Step::Refused || !alive()) {
      throw lost();
    }
    const bool woken = co_await changed_.wait(deadline);
    interruption.check();
    if (!woken) {
      throw ConnectionLost("no answer");
    }
    std::array<char, 256> ignored;
    static_cast<void>(channel.end_input());
    static_cast<void>(channel.read(runtime::OutputStream::Output, ignored.data(), ignored.size()));
    static_cast<void>(channel.read(runtime::OutputStream::Error, ignored.data(), ignored.size()));
  }
  note_received();
}

asio::awaitable<asio::local::stream_protocol::socket> ProgramConnection::call_master() {
  constexpr int kAttempts = 100;
  asio::local::stream_protocol::socket socket(loop_);
  asio::error_code error;
  for (int i = 0; i < kAttempts; ++i) {
    co_await socket.async_connect(asio::local::stream_protocol::endpoint(master_.socket),
                                  asio::redirect_error(asio::use_awaitable, error));
    if (error != asio::error::would_block && error != asio::error::try_again) {
      break;
    }
    // Too many are waiting there already.
    asio::steady_timer pause(loop_, std::chrono::milliseconds(5));
    co_await pause.async_wait(asio::use_awaitable);
  }
  if (error) {
    throw lost();
  }
  co_return socket;
}

asio::awaitable<bool> ProgramConnection::answers() {
  bool found = false;
  try {
    asio::local::stream_protocol::socket socket = co_await call_master();
    co_await asio::async_write(socket, asio::buffer(multiplex::ask_alive()), asio::use_awaitable);
    while (!found) {
      std::string packet(multiplex::kLengthSize, '\0');
      co_await asio::async_read(socket, asio::buffer(packet), asio::use_awaitable);
      packet.resize(std::min(multiplex::length_of(packet), multiplex::kSizeLimit));
      co_await asio::async_read(socket, asio::buffer(packet), asio::use_awaitable);
      const auto message = multiplex::read_message(packet);
      found = message && message->kind == multiplex::Kind::Alive;
    }
  } catch (const std::exception&) {
    found = false;
  }
  co_return found;
}

}  // namespace volley::transport
