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

#include "transport/failure.hpp"
#include "transport/local/spawn.hpp"

namespace volley::transport {

namespace {

// How long output is waited for when the process has ended but something that it left behind holds its pipes.
constexpr std::chrono::milliseconds kDrainGrace{300};
constexpr std::chrono::milliseconds kTerminateGrace{2000};

}  // namespace

Process::Process(asio::io_context& loop)
    : loop_(loop), input_(loop), output_(loop), error_(loop), exit_(loop), changed_(loop.get_executor()) {}

Process::~Process() {
  if (pid_ > 0 && !exited_) {
    signal_group(SIGKILL);
    ::waitpid(pid_, nullptr, 0);
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
  asio::co_spawn(loop, feed(self, std::move(request.input)), asio::detached);
  return self;
}

asio::awaitable<void> Process::feed(std::shared_ptr<Process> self, std::string input) {
  asio::error_code error;
  if (!input.empty()) {
    // A process that does not read its input is not at fault; EPIPE ends this.
    co_await asio::async_write(self->input_, asio::buffer(input), asio::redirect_error(asio::use_awaitable, error));
  }
  self->input_.close(error);
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
      self->collector_->add(error_stream ? runtime::OutputStream::Error : runtime::OutputStream::Output,
                            {buffer.data(), count});
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
  while (!exited_ && stop_ == StopReason::None && !output.limit_reached()) {
    co_await changed_.wait();
  }
  if (!exited_) {
    co_await end_by_force();
  }
  const Deadline deadline = after(kDrainGrace);
  bool in_time = true;
  while (!drained() && in_time && !output.limit_reached()) {
    in_time = co_await changed_.wait(deadline);
  }
  collector_ = nullptr;
  close_streams();
  if (stop_ != StopReason::None) {
    throw Stopped(stop_);
  }
  co_return exit_code_;
}

asio::awaitable<void> Process::end_by_force() {
  signal_group(SIGTERM);
  const Deadline deadline = after(kTerminateGrace);
  bool in_time = true;
  while (!exited_ && in_time) {
    in_time = co_await changed_.wait(deadline);
  }
  // Also for what ignored the first signal while its leader did not.
  signal_group(SIGKILL);
  while (!exited_) {
    co_await changed_.wait();
  }
}

void Process::end(StopReason reason) {
  stop_ = reason;
  changed_.wake_all();
}

void Process::signal_group(int signal) const { ::kill(-pid_, signal); }

void Process::close_streams() {
  asio::error_code ignored;
  input_.close(ignored);
  output_.close(ignored);
  error_.close(ignored);
}

}  // namespace volley::transport
