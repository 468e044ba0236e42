#include "transport/ssh/openssh/program_channel.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/read.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <cerrno>
#include <cstring>
#include <optional>

#include "transport/descriptor_limit.hpp"
#include "transport/failure.hpp"
#include "transport/ssh/openssh/multiplex.hpp"

namespace volley::transport {

namespace {

using multiplex::Kind;
using multiplex::Message;
using Socket = asio::local::stream_protocol::socket;

// A file descriptor that is closed with its owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) {
      ::close(std::exchange(number_, -1));
    }
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_ = -1;
};

// One of the three: our end on the event loop, and the other until ssh has it.
struct Stream {
  explicit Stream(asio::io_context& loop) : ours(loop) {}
  asio::posix::stream_descriptor ours;
  Descriptor theirs;
  bool waiting = false;
  bool ended = false;
};

// Repeats what makes descriptors once there may be more of them.
template <typename Make>
void make_descriptors(const Make& make) {
  while (make() != 0) {
    const int problem = errno;
    if (problem != EMFILE || !raise_descriptor_limit()) {
      throw exception_failure(std::strerror(problem));
    }
  }
}

// A socket, so that writing to it when nobody reads is an error and no signal.
void make_input(Stream& stream) {
  std::array<int, 2> ends{};
  make_descriptors([&] { return ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()); });
  stream.ours.assign(ends[0]);
  stream.theirs = Descriptor(ends[1]);
}

void make_output(Stream& stream) {
  std::array<int, 2> ends{};
  make_descriptors([&] { return ::pipe2(ends.data(), O_CLOEXEC); });
  stream.ours.assign(ends[0]);
  stream.ours.non_blocking(true);
  stream.theirs = Descriptor(ends[1]);
}

void pass_descriptor(Socket& socket, int descriptor) {
  char byte = 0;
  iovec part{&byte, 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  if (::sendmsg(socket.native_handle(), &message, MSG_NOSIGNAL) != 1) {
    throw ConnectionLost(std::strerror(errno));
  }
}

asio::awaitable<Message> next_message(Socket& socket) {
  std::string packet(multiplex::kLengthSize, '\0');
  co_await asio::async_read(socket, asio::buffer(packet), asio::use_awaitable);
  const std::uint32_t size = multiplex::length_of(packet);
  if (size > multiplex::kSizeLimit) {
    throw ConnectionLost("the ssh program speaks another language");
  }
  packet.resize(size);
  co_await asio::async_read(socket, asio::buffer(packet), asio::use_awaitable);
  std::optional<Message> message = multiplex::read_message(packet);
  if (!message || (message->kind == Kind::Hello && message->number != multiplex::kVersion)) {
    throw ConnectionLost("the ssh program speaks another language");
  }
  co_return *message;
}

}  // namespace

struct ProgramChannel::State {
  explicit State(std::shared_ptr<ProgramConnection> owner)
      : connection(std::move(owner)),
        input(connection->loop()),
        output(connection->loop()),
        error(connection->loop()),
        control(connection->loop()) {}

  std::shared_ptr<ProgramConnection> connection;
  Stream input;
  Stream output;
  Stream error;
  Socket control;
  std::string command;
  bool terminal = false;
  bool asked = false;
  bool opened = false;
  bool refused = false;
  bool abandoned = false;
  bool killed = false;
  std::optional<int> exit_code;

  void close() {
    abandoned = true;
    asio::error_code ignored;
    input.ours.close(ignored);
    output.ours.close(ignored);
    error.ours.close(ignored);
    control.close(ignored);
  }
  static void wait(const std::shared_ptr<State>& self, Stream& stream, asio::posix::stream_descriptor::wait_type what) {
    if (stream.waiting || stream.ended) {
      return;
    }
    stream.waiting = true;
    stream.ours.async_wait(what, [weak = std::weak_ptr(self), &stream](const asio::error_code& /*problem*/) {
      if (const auto state = weak.lock()) {
        stream.waiting = false;
        state->connection->changed().wake_all();
      }
    });
  }
};

ProgramChannel::ProgramChannel(std::shared_ptr<ProgramConnection> connection)
    : connection_(std::move(connection)), state_(std::make_shared<State>(connection_)) {
  make_input(state_->input);
  make_output(state_->output);
  make_output(state_->error);
  connection_->channel_opened();
}

ProgramChannel::~ProgramChannel() {
  state_->close();
  connection_->channel_closed();
}

Channel::Step ProgramChannel::request_terminal() {
  state_->terminal = true;
  return Step::Done;
}

Channel::Step ProgramChannel::start(const std::string& command) {
  if (!state_->asked) {
    state_->asked = true;
    state_->command = command;
    asio::co_spawn(connection_->loop(), converse(state_), asio::detached);
  }
  return state_->opened ? Step::Done : state_->refused ? Step::Refused : Step::Again;
}

// The pipes keep what is written to them until a session takes them, so a refusal for lack of sessions costs nothing.
asio::awaitable<void> ProgramChannel::converse(std::shared_ptr<State> state) {
  ProgramConnection& connection = *state->connection;
  bool again = true;
  while (again) {
    again = false;
    bool ended = false;
    try {
      co_await try_once(state);
    } catch (const std::exception&) {
      ended = true;
    }
    if (ended && !state->abandoned && !state->exit_code) {
      // A session that a signal ended has no exit code; a connection that is gone has neither.
      const bool master_lives = co_await connection.answers();
      if (master_lives && state->opened) {
        state->killed = true;
      } else {
        connection.retire();
      }
    }
    if (state->refused && connection.open_channels() > 1 && connection.alive() && !state->abandoned) {
      state->refused = false;  // as far as anybody else sees
      co_await connection.changed().wait(after(std::chrono::seconds(1)));
      again = !state->abandoned;
    }
  }
  connection.changed().wake_all();
}

asio::awaitable<void> ProgramChannel::try_once(std::shared_ptr<State> state) {
  ProgramConnection& connection = *state->connection;
  state->control = co_await connection.call_master();
  const std::string request = multiplex::open_session(state->command, state->terminal);
  co_await asio::async_write(state->control, asio::buffer(request), asio::use_awaitable);
  for (const Stream* stream : {&state->input, &state->output, &state->error}) {
    pass_descriptor(state->control, stream->theirs.number());
  }
  while (!state->abandoned) {
    const Message message = co_await next_message(state->control);
    connection.note_received();
    if (message.kind == Kind::Refused) {
      state->refused = true;
      co_return;
    }
    if (message.kind == Kind::Opened) {
      state->opened = true;
      for (Stream* stream : {&state->input, &state->output, &state->error}) {
        stream->theirs.close();
      }
    } else if (message.kind == Kind::Exited) {
      state->exit_code = static_cast<int>(message.number);
    }
    connection.changed().wake_all();
  }
}

long ProgramChannel::write(std::string_view data) {
  Stream& stream = state_->input;
  const ssize_t count = ::send(stream.ours.native_handle(), data.data(), data.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (count >= 0) {
    return static_cast<long>(count);
  }
  if (errno != EAGAIN && errno != EINTR) {
    return -1;
  }
  State::wait(state_, stream, asio::posix::stream_descriptor::wait_write);
  return 0;
}

bool ProgramChannel::end_input() {
  asio::error_code ignored;
  state_->input.ours.close(ignored);
  return true;
}

std::size_t ProgramChannel::read(runtime::OutputStream which, char* buffer, std::size_t size) {
  Stream& stream = which == runtime::OutputStream::Error ? state_->error : state_->output;
  if (stream.ended) {
    return 0;
  }
  const ssize_t count = ::read(stream.ours.native_handle(), buffer, size);
  if (count > 0) {
    connection_->note_received();
    return static_cast<std::size_t>(count);
  }
  if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
    stream.ended = true;
    return 0;
  }
  State::wait(state_, stream, asio::posix::stream_descriptor::wait_read);
  return 0;
}

bool ProgramChannel::output_ended() const { return state_->output.ended && state_->error.ended; }

bool ProgramChannel::closed() { return output_ended() && (state_->exit_code || state_->killed); }

bool ProgramChannel::signalled() { return state_->killed; }

int ProgramChannel::exit_status() { return state_->exit_code.value_or(0); }

}  // namespace volley::transport
