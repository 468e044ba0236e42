#include "transport/ssh/execution.hpp"

#include <array>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>

#include "transport/shell/program.hpp"

namespace volley::transport {

namespace {

using runtime::OutputStream;

constexpr std::size_t kChunkSize = 64UL * 1024;
constexpr std::size_t kBacklogLimit = 256UL * 1024;
// Less than the smallest ssh packet with its MAC: at most one packet is complete after each such piece.
constexpr std::size_t kPieceSize = 32;
constexpr std::size_t kPiecewiseLimit = 2048;
// A connection that was silent for longer is not trusted with a request that cannot be repeated.
constexpr std::chrono::seconds kFreshness{10};

// The bytes for standard input, one part after the other.
class Input {
 public:
  Input(std::vector<runtime::SharedContent> parts, std::function<void(std::string&)> more)
      : parts_(std::move(parts)), more_(std::move(more)) {}
  // Empty at the end.
  std::string_view pending() {
    while (part_ < parts_.size() && offset_ == parts_[part_]->size()) {
      ++part_;
      offset_ = 0;
    }
    if (part_ < parts_.size()) {
      return std::string_view(*parts_[part_]).substr(offset_);
    }
    if (more_ && offset_ == chunk_.size()) {
      more_(chunk_);
      offset_ = 0;
    }
    return more_ ? std::string_view(chunk_).substr(offset_) : std::string_view();
  }
  void consume(std::size_t count) { offset_ += count; }
  void drop() {
    part_ = parts_.size();
    offset_ = 0;
    more_ = nullptr;
  }

 private:
  std::vector<runtime::SharedContent> parts_;
  std::size_t part_ = 0;
  std::size_t offset_ = 0;
  std::function<void(std::string&)> more_;
  std::string chunk_;
};

// One execution on a channel that is its own. All steps are non-blocking and say whether they got anywhere.
class Conversation {
 public:
  Conversation(SshJob& job, Channel& channel, Execution execution, bool running)
      : job_(job),
        channel_(channel),
        command_(execution.command.empty() ? std::string(shell::kProgramRunner) : std::move(execution.command)),
        input_(std::move(execution.input), std::move(execution.more_input)),
        output_(std::move(execution.output)),
        wants_tty_(execution.tty),
        running_(running) {}

  bool advance() {
    bool progress = start();
    progress = (!wants_tty_ && feed()) || progress;
    progress = drain(OutputStream::Output, 0) || progress;
    progress = drain(OutputStream::Error, SSH_EXTENDED_DATA_STDERR) || progress;
    return progress;
  }
  [[nodiscard]] bool over() {
    return running_ && libssh2_channel_eof(channel_.raw()) == 1 && libssh2_channel_wait_closed(channel_.raw()) == 0;
  }
  // Whether the output is kept as it comes, the order of its streams included.
  [[nodiscard]] bool keeps_order() const { return !output_; }
  [[nodiscard]] std::optional<int> exit_code() {
    if (signalled()) {
      return std::nullopt;
    }
    const int code = libssh2_channel_get_exit_status(channel_.raw());
    if (code == 0 && refused_input_) {
      throw ConnectionLost("what was started did not read its input");
    }
    return code;
  }
  // With all output here and a status that cannot be the initial one, nothing is missing even if the close is.
  [[nodiscard]] bool knows_its_end() {
    return running_ && libssh2_channel_eof(channel_.raw()) == 1 &&
           (signalled() || libssh2_channel_get_exit_status(channel_.raw()) != 0);
  }

 private:
  bool start() {
    if (running_) {
      return false;
    }
    if (wants_tty_) {
      const int code = libssh2_channel_request_pty(channel_.raw(), "xterm");
      if (code == LIBSSH2_ERROR_EAGAIN) {
        return false;
      }
      check(code, "the server gives no terminal");
      wants_tty_ = false;
    }
    const int code = libssh2_channel_process_startup(channel_.raw(), "exec", 4, command_.data(),
                                                     static_cast<unsigned int>(command_.size()));
    if (code == LIBSSH2_ERROR_EAGAIN) {
      return false;
    }
    check(code, "the server executes nothing");
    running_ = true;
    return true;
  }

  void check(int code, const std::string& refusal) {
    if (code == 0) {
      return;
    }
    if (is_connection_error(code) || !channel_.connection().alive()) {
      throw channel_.connection().lost();
    }
    throw JobFailure(runtime::Ending::Failed, "puppetlabs.tasks/connect-error", "EXEC_ERROR",
                     "Could not execute on " + job_.endpoint().name + ": " + refusal);
  }

  // May go ahead of the answer to start(): the server takes requests in order.
  bool feed() {
    bool progress = false;
    while (!input_ended_ && channel_.connection().wire().backlog() < kBacklogLimit) {
      const std::string_view pending = input_.pending();
      if (pending.empty()) {
        input_ended_ = libssh2_channel_send_eof(channel_.raw()) != LIBSSH2_ERROR_EAGAIN;
        return true;
      }
      const ssize_t count = libssh2_channel_write(channel_.raw(), pending.data(), pending.size());
      if (count == LIBSSH2_ERROR_EAGAIN || count == 0) {
        return progress;
      }
      if (count < 0) {
        // Nobody reads it any more; how that ends comes with the output.
        input_.drop();
        input_ended_ = true;
        refused_input_ = true;
        return true;
      }
      input_.consume(static_cast<std::size_t>(count));
      progress = true;
    }
    return progress;
  }

  bool drain(OutputStream stream, int id) {
    std::array<char, kChunkSize> buffer;
    bool progress = false;
    while (!job_.output().limit_reached()) {
      const ssize_t count = libssh2_channel_read_ex(channel_.raw(), id, buffer.data(), buffer.size());
      if (count <= 0) {
        return progress;
      }
      const std::string_view text(buffer.data(), static_cast<std::size_t>(count));
      if (output_ && stream == OutputStream::Output) {
        output_(text);
      } else {
        job_.output().add(stream, text);
      }
      progress = true;
    }
    return progress;
  }

  bool signalled() {
    char* name = nullptr;
    std::size_t size = 0;
    libssh2_channel_get_exit_signal(channel_.raw(), &name, &size, nullptr, nullptr, nullptr, nullptr);
    const bool found = name != nullptr;
    if (found) {
      libssh2_free(channel_.connection().session().raw(), name);
    }
    return found;
  }

  SshJob& job_;
  Channel& channel_;
  std::string command_;
  Input input_;
  std::function<void(std::string_view)> output_;
  bool wants_tty_;
  bool running_;
  bool input_ended_ = false;
  bool refused_input_ = false;
};

asio::awaitable<std::optional<int>> converse(SshJob& job, Channel& channel, Execution execution, bool running) {
  Conversation conversation(job, channel, std::move(execution), running);
  Wire& wire = channel.connection().wire();
  for (;;) {
    const std::uint64_t consumed = wire.bytes_consumed();
    bool progress = false;
    bool over = false;
    do {
      wire.allow(conversation.keeps_order() && wire.available() <= kPiecewiseLimit ? kPieceSize : Wire::kUnlimited);
      progress = conversation.advance() || progress;
      over = conversation.over();
    } while (wire.available() > 0 && !over && !job.output().limit_reached());
    wire.allow(Wire::kUnlimited);
    wire.flush();
    if (wire.bytes_consumed() != consumed) {
      wire.changed().wake_all();
    }
    if (over) {
      co_return conversation.exit_code();
    }
    if (job.output().limit_reached()) {
      co_return std::nullopt;
    }
    if (!channel.connection().alive() && !progress) {
      if (conversation.knows_its_end()) {
        co_return conversation.exit_code();
      }
      throw channel.connection().lost();
    }
    if (!progress) {
      co_await wire.changed().wait();
      job.interruption().check();
    }
  }
}

struct Place {
  std::shared_ptr<Channel> channel;
  bool running = false;  // a shell waits for its program there
};

Place take_spare(Connection& connection, bool for_program) {
  if (std::chrono::steady_clock::now() - connection.wire().last_received() > kFreshness) {
    connection.spare_channel.reset();
    connection.spare_shell.reset();
  }
  if (for_program && connection.spare_shell) {
    return {std::exchange(connection.spare_shell, nullptr), true};
  }
  return {std::exchange(connection.spare_channel, nullptr), false};
}

// Until a channel is open nothing has started, so a connection that turns out to be dead is simply replaced.
asio::awaitable<Place> find_place(std::shared_ptr<SshJob> job, bool for_program) {
  constexpr int kAttempts = 3;
  std::string lost;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const std::shared_ptr<Connection> connection = co_await job->connect();
    Place place = take_spare(*connection, for_program);
    bool opened = static_cast<bool>(place.channel);
    if (!opened) {
      try {
        place.channel = co_await connection->open_channel(job->interruption(), after(job->endpoint().connect_timeout));
        opened = true;
      } catch (const ConnectionLost& failure) {
        lost = failure.what();
      }
    }
    if (opened) {
      co_return place;
    }
    connection->retire();
  }
  throw connect_failure("CONNECT_ERROR", "Failed to connect to " + job->endpoint().name + ": " + lost);
}

}  // namespace

asio::awaitable<std::optional<int>> execute(std::shared_ptr<SshJob> job, Execution execution) {
  const bool for_program = execution.command.empty();
  const Place place = co_await find_place(job, for_program);
  Connection& connection = place.channel->connection();
  job->interruption().check();
  job->run().mark_started();
  // The first job pays for what it needs only; from the second on, more are likely to come.
  if (++connection.jobs_started > 1) {
    asio::co_spawn(job->loop(), Connection::prepare_spare(connection.shared_from_this(), for_program), asio::detached);
  }
  const std::optional<int> code = co_await converse(*job, *place.channel, std::move(execution), place.running);
  co_return code;
}

}  // namespace volley::transport
