#include "transport/ssh/execution.hpp"

#include <array>

#include "transport/shell/program.hpp"
#include "transport/shell/quote.hpp"

namespace volley::transport {

namespace {

using runtime::OutputStream;

constexpr std::size_t kChunkSize = 64UL * 1024;
// A connection that was silent for longer is not trusted with a request that cannot be repeated.
constexpr std::chrono::seconds kFreshness{10};
// Longer than a leash needs from the first signal to the last.
constexpr std::chrono::seconds kFarewell{4};

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

// Whom to become; nobody when the login user does it.
std::optional<shell::Identity> identity_of(const SshJob& job, RunAs run_as) {
  std::optional<shell::Identity> identity = run_as == RunAs::Login ? std::nullopt : job.identity();
  if (identity && run_as == RunAs::Root) {
    identity->user = "root";
  }
  return identity && identity->user != identity->login_user ? identity : std::nullopt;
}

std::string command_line(Execution& execution, const std::optional<shell::Escalation>& escalation) {
  const bool program = execution.command.empty();
  if (!escalation) {
    return program ? std::string(shell::kProgramRunner) : std::move(execution.command);
  }
  const std::string command = program ? std::string(shell::kProgramRunner) : std::move(execution.command);
  return shell::join(escalation->words(command, shell::Home::Enter));
}

// One execution on a channel that is its own. All steps are non-blocking and say whether they got anywhere.
class Conversation {
 public:
  Conversation(SshJob& job, Channel& channel, Execution execution, std::optional<shell::Identity> identity)
      : job_(job),
        channel_(channel),
        escalation_(identity ? std::optional<shell::Escalation>(*identity) : std::nullopt),
        command_(command_line(execution, escalation_)),
        question_stream_(execution.tty ? OutputStream::Output : OutputStream::Error),
        input_(std::move(execution.input), std::move(execution.more_input)),
        output_(std::move(execution.output)),
        wants_tty_(execution.tty),
        leashed_(execution.leashed) {}

  bool advance() {
    bool progress = start();
    progress = (!wants_tty_ && feed()) || progress;
    progress = drain(OutputStream::Output) || progress;
    progress = drain(OutputStream::Error) || progress;
    return progress;
  }
  // The program ends what it runs.
  void let_go() { leashed_ = false; }
  // The other user is not there yet.
  [[nodiscard]] bool asks_for_user() const { return escalation_ && !escalation_->takes_input(); }
  // Whether the output is kept as it comes, the order of its streams included.
  [[nodiscard]] bool keeps_order() const { return !output_; }
  [[nodiscard]] bool over() { return running_ && channel_.closed(); }
  [[nodiscard]] std::optional<int> finish() {
    const std::optional<int> code = exit_code();
    if (escalation_) {
      job_.output().add(question_stream_, escalation_->finish(code));
    }
    return code;
  }
  // With all output here and a status that cannot be the initial one, nothing is missing even if the close is.
  [[nodiscard]] bool knows_its_end() {
    return running_ && channel_.output_ended() && (channel_.signalled() || channel_.exit_status() != 0);
  }

 private:
  [[nodiscard]] std::optional<int> exit_code() {
    if (channel_.signalled()) {
      return std::nullopt;
    }
    const int code = channel_.exit_status();
    if (code == 0 && refused_input_) {
      throw ConnectionLost("what was started did not read its input");
    }
    return code;
  }

  bool start() {
    if (running_) {
      return false;
    }
    if (wants_tty_) {
      if (!accepted(channel_.request_terminal(), "the server gives no terminal")) {
        return false;
      }
      wants_tty_ = false;
    }
    running_ = accepted(channel_.start(command_), "the server executes nothing");
    return running_;
  }

  bool accepted(Channel::Step step, const std::string& refusal) {
    if (step == Channel::Step::Refused) {
      throw JobFailure(runtime::Ending::Failed, "puppetlabs.tasks/connect-error", "EXEC_ERROR",
                       "Could not execute on " + job_.endpoint().name + ": " + refusal);
    }
    return step == Channel::Step::Done;
  }

  // The password, when it is asked for. What follows it waits, because it is not for the one who asks.
  bool answer() {
    if (password_.empty()) {
      password_ = escalation_->answer().value_or("");
    }
    if (password_.empty()) {
      return false;
    }
    const long count = channel_.write(password_);
    if (count > 0) {
      password_.erase(0, static_cast<std::size_t>(count));
    }
    return count > 0;
  }

  // May go ahead of the answer to start(): the server takes requests in order.
  bool feed() {
    if (escalation_ && !escalation_->takes_input()) {
      return running_ && answer();
    }
    bool progress = false;
    while (!input_ended_ && channel_.wants_input()) {
      const std::string_view pending = input_.pending();
      if (pending.empty() && leashed_) {
        return progress;
      }
      if (pending.empty()) {
        input_ended_ = channel_.end_input();
        return true;
      }
      const long count = channel_.write(pending);
      if (count == 0) {
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

  bool drain(OutputStream stream) {
    std::array<char, kChunkSize> buffer;
    bool progress = false;
    while (!job_.output().limit_reached()) {
      const std::string_view text(buffer.data(), channel_.read(stream, buffer.data(), buffer.size()));
      if (text.empty()) {
        return progress;
      }
      if (escalation_ && stream == question_stream_) {
        job_.output().add(stream, escalation_->take(text));
      } else if (output_ && stream == OutputStream::Output) {
        output_(text);
      } else {
        job_.output().add(stream, text);
      }
      progress = true;
    }
    return progress;
  }

  SshJob& job_;
  Channel& channel_;
  std::optional<shell::Escalation> escalation_;
  std::string command_;
  OutputStream question_stream_;
  std::string password_;  // what is still to be sent of it
  Input input_;
  std::function<void(std::string_view)> output_;
  bool wants_tty_;
  bool leashed_;
  bool running_ = false;
  bool input_ended_ = false;
  bool refused_input_ = false;
};

// What a job that is to stop still waits for: its end on the target, if that can be brought about, but not for ever.
class Farewell {
 public:
  Farewell(const Interruption& interruption, bool leashed) : interruption_(interruption), leashed_(leashed) {}
  // Throws Stopped when there is nothing more to wait for.
  void check(Conversation& conversation) {
    if (interruption_.reason == StopReason::None) {
      return;
    }
    if (!leashed_ || conversation.asks_for_user() || std::chrono::steady_clock::now() >= deadline_) {
      interruption_.check();
    }
    if (deadline_ == kNoDeadline) {
      conversation.let_go();
      deadline_ = after(kFarewell);
    }
  }
  // The end came because it was asked for.
  void check_end() const {
    if (deadline_ != kNoDeadline) {
      interruption_.check();
    }
  }
  [[nodiscard]] Deadline deadline() const { return deadline_; }

 private:
  const Interruption& interruption_;
  bool leashed_;
  Deadline deadline_ = kNoDeadline;
};

// Other jobs of the connection see what has come, however the turn ends.
class Turn {
 public:
  explicit Turn(Connection& connection) : connection_(connection) { connection_.begin_turn(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { connection_.end_turn(); }

 private:
  Connection& connection_;
};

struct Glance {
  bool progress = false;
  bool over = false;
};

Glance take_turn(SshJob& job, Connection& connection, Conversation& conversation) {
  const Turn turn(connection);
  Glance glance;
  do {
    if (conversation.keeps_order()) {
      connection.next_piece();
    }
    glance.progress = conversation.advance() || glance.progress;
    glance.over = conversation.over();
  } while (connection.input_waits() && !glance.over && !job.output().limit_reached());
  return glance;
}

asio::awaitable<std::optional<int>> converse(SshJob& job, Channel& channel, Execution execution,
                                             std::optional<shell::Identity> identity) {
  Farewell farewell(job.interruption(), execution.leashed);
  Conversation conversation(job, channel, std::move(execution), std::move(identity));
  Connection& connection = channel.connection();
  for (;;) {
    const auto [progress, over] = take_turn(job, connection, conversation);
    if (over) {
      farewell.check_end();
      co_return conversation.finish();
    }
    if (job.output().limit_reached()) {
      co_return std::nullopt;
    }
    if (!connection.alive() && !progress) {
      if (conversation.knows_its_end()) {
        farewell.check_end();
        co_return conversation.finish();
      }
      farewell.check_end();
      throw connection.lost();
    }
    if (!progress) {
      co_await connection.changed().wait(farewell.deadline());
    }
    farewell.check(conversation);
  }
}

// The one that was opened ahead, or is about to be open.
asio::awaitable<std::shared_ptr<Channel>> take_spare(Connection& connection, const Interruption& interruption,
                                                     Deadline deadline) {
  if (std::chrono::steady_clock::now() - connection.last_received() > kFreshness) {
    connection.spare_channel.reset();
  }
  while (!connection.spare_channel && connection.prepares_spare() && connection.alive()) {
    const bool woken = co_await connection.changed().wait(deadline);
    interruption.check();
    if (!woken) {
      break;
    }
  }
  // The server may have closed it.
  if (connection.spare_channel && !connection.spare_channel->untouched()) {
    connection.spare_channel.reset();
  }
  co_return std::exchange(connection.spare_channel, nullptr);
}

// Until a channel is open nothing has started, so a connection that turns out to be dead is simply replaced.
asio::awaitable<std::shared_ptr<Channel>> find_channel(std::shared_ptr<SshJob> job) {
  constexpr int kAttempts = 3;
  std::string lost;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const std::shared_ptr<Connection> connection = co_await job->connect();
    const Deadline deadline = after(job->endpoint().connect_timeout);
    std::shared_ptr<Channel> channel = co_await take_spare(*connection, job->interruption(), deadline);
    if (!channel) {
      try {
        channel = co_await connection->open_channel(job->interruption(), deadline);
      } catch (const ConnectionLost& failure) {
        lost = failure.what();
      }
    }
    if (channel) {
      co_return channel;
    }
    connection->retire();
  }
  throw connect_failure("CONNECT_ERROR", "Failed to connect to " + job->endpoint().name + ": " + lost);
}

}  // namespace

asio::awaitable<std::optional<int>> execute(std::shared_ptr<SshJob> job, Execution execution) {
  std::optional<shell::Identity> identity = identity_of(*job, execution.run_as);
  const std::shared_ptr<Channel> channel = co_await find_channel(job);
  Connection& connection = channel->connection();
  job->interruption().check();
  job->begin();
  // The first job pays for what it needs only; from the second on, more are likely to come.
  if (++connection.jobs_started > 1) {
    connection.prepare_spare();
  }
  const std::optional<int> code = co_await converse(*job, *channel, std::move(execution), std::move(identity));
  co_return code;
}

}  // namespace volley::transport
