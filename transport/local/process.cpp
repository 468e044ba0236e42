#include "transport/local/process.hpp"

#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <csignal>
#include <fstream>

#include "transport/failure.hpp"
#include "transport/local/spawn.hpp"

namespace volley::transport {

namespace {

using runtime::OutputStream;

// How long output is waited for when the process has ended but something that it left behind holds its pipes.
constexpr std::chrono::milliseconds kDrainGrace{300};
constexpr std::chrono::milliseconds kTerminateGrace{2000};

}  // namespace

Process::Process(asio::io_context& loop)
    : loop_(loop), input_(loop), output_(loop), error_(loop), exit_(loop), changed_(loop.get_executor()) {}

Process::~Process() {
  if (pid_ > 0 && !exited_) {
    if (signal_group(SIGKILL)) {
      ::waitpid(pid_, nullptr, 0);
    }
  }
}

std::shared_ptr<Process> Process::start(asio::io_context& loop, ProcessRequest request) {
  auto self = std::make_shared<Process>(loop);
  const Spawned child = spawn(request.words, request.environment);
  self->pid_ = child.pid;
  self->input_.assign(child.input);
  self->output_.assign(child.output);
  self->error_.assign(child.error);
  const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, child.pid, 0));
  if (descriptor >= 0) {
    self->exit_.assign(descriptor);
  }
  self->escalation_ = std::move(request.escalation);
  asio::co_spawn(loop, feed(self, std::move(request.input), std::move(request.input_file)), asio::detached);
  return self;
}

asio::awaitable<void> Process::give_password(std::shared_ptr<Process> self) {
  while (!self->exited_ && !self->refusal_ && self->input_.is_open() && !self->escalation_->takes_input()) {
    const std::string password = self->escalation_->answer().value_or("");
    if (password.empty()) {
      co_await self->changed_.wait();
    } else {
      asio::error_code error;
      co_await asio::async_write(self->input_, asio::buffer(password),
                                 asio::redirect_error(asio::use_awaitable, error));
    }
  }
}

asio::awaitable<void> Process::feed(std::shared_ptr<Process> self, std::string input, std::string input_file) {
  asio::error_code error;
  if (self->escalation_) {
    co_await give_password(self);
  }
  if (!input.empty()) {
    // A process that does not read its input is not at fault; EPIPE ends this.
    co_await asio::async_write(self->input_, asio::buffer(input), asio::redirect_error(asio::use_awaitable, error));
  }
  std::ifstream file;
  if (!input_file.empty()) {
    file.open(input_file, std::ios::binary);
  }
  while (file.is_open() && file && !error) {
    constexpr std::streamsize kSize = 64L * 1024;
    input.resize(kSize);
    file.read(input.data(), kSize);
    input.resize(static_cast<std::size_t>(file.gcount()));
    co_await asio::async_write(self->input_, asio::buffer(input), asio::redirect_error(asio::use_awaitable, error));
  }
  self->input_.close(error);
}

void Process::add_output(OutputStream stream, std::string_view text) {
  if (!escalation_ || stream == OutputStream::Output) {
    collector_->add(stream, text);
    return;
  }
  try {
    collector_->add(stream, escalation_->take(text));
  } catch (const JobFailure& failure) {
    refusal_ = failure;
  }
  changed_.wake_all();
}

asio::awaitable<void> Process::drain(std::shared_ptr<Process> self, bool error_stream) {
  asio::posix::stream_descriptor& stream = error_stream ? self->error_ : self->output_;
  constexpr std::size_t kSize = 64UL * 1024;
  std::vector<char> buffer(kSize);
  asio::error_code error;
  while (!error && self->collector_ != nullptr && !self->collector_->limit_reached()) {
    const std::size_t count =
        co_await stream.async_read_some(asio::buffer(buffer), asio::redirect_error(asio::use_awaitable, error));
    if (self->collector_ != nullptr) {
      self->add_output(error_stream ? OutputStream::Error : OutputStream::Output, {buffer.data(), count});
    }
  }
  (error_stream ? self->error_ended_ : self->output_ended_) = true;
  self->changed_.wake_all();
}

asio::awaitable<void> Process::wait_for_exit(std::shared_ptr<Process> self) {
  siginfo_t status{};
  for (;;) {
    asio::error_code error;
    if (self->exit_.is_open()) {
      co_await self->exit_.async_wait(asio::posix::stream_descriptor::wait_read,
                                      asio::redirect_error(asio::use_awaitable, error));
    } else {
      // Kernels before 5.3 have no pidfd.
      asio::steady_timer pause(self->loop_, std::chrono::milliseconds(10));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
    status.si_pid = 0;
    const int result = ::waitid(P_PID, static_cast<id_t>(self->pid_), &status, WEXITED | WNOHANG);
    if (result != 0 || status.si_pid != 0) {
      break;
    }
  }
  self->exited_ = true;
  if (status.si_code == CLD_EXITED) {
    self->exit_code_ = status.si_status;
  }
  self->changed_.wake_all();
}

asio::awaitable<std::optional<int>> Process::finish(OutputCollector& output) {
  collector_ = &output;
  const std::shared_ptr<Process> self = shared_from_this();
  asio::co_spawn(loop_, drain(self, false), asio::detached);
  asio::co_spawn(loop_, drain(self, true), asio::detached);
  asio::co_spawn(loop_, wait_for_exit(self), asio::detached);
  while (!exited_ && stop_ == StopReason::None && !refusal_ && !output.limit_reached()) {
    co_await changed_.wait();
  }
  if (!exited_) {
    asio::error_code ignored;
    input_.close(ignored);
    co_await end_by_force();
  }
  const Deadline deadline = after(kDrainGrace);
  bool in_time = true;
  while (!drained() && in_time && !output.limit_reached()) {
    in_time = co_await changed_.wait(deadline);
  }
  collector_ = nullptr;
  close_streams();
  changed_.wake_all();
  if (stop_ != StopReason::None) {
    throw Stopped(stop_);
  }
  if (refusal_) {
    throw JobFailure(*refusal_);
  }
  if (escalation_) {
    output.add(OutputStream::Error, escalation_->finish(exit_code_));
  }
  co_return exit_code_;
}

asio::awaitable<void> Process::end_by_force() {
  bool reached = signal_group(SIGTERM);
  const Deadline deadline = after(kTerminateGrace);
  bool in_time = true;
  while (!exited_ && in_time) {
    in_time = co_await changed_.wait(deadline);
  }
  // Also for what ignored the first signal while its leader did not.
  reached = signal_group(SIGKILL) || reached;
  while (!exited_ && reached) {
    co_await changed_.wait();
  }
}

void Process::end(StopReason reason) {
  stop_ = reason;
  changed_.wake_all();
}

bool Process::signal_group(int signal) const { return ::kill(-pid_, signal) == 0; }

void Process::close_streams() {
  asio::error_code ignored;
  input_.close(ignored);
  output_.close(ignored);
  error_.close(ignored);
}

}  // namespace volley::transport
