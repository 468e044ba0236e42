#include "transport/ssh/openssh/bound_process.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "transport/failure.hpp"

namespace volley::transport {

namespace {

constexpr std::size_t kMessageLimit = 8192;

// In the child, where only calls that are safe after fork may stand.
[[noreturn]] void become(char* const* words, int null_device, int error, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) {
    ::_exit(127);
  }
  // Ctrl-C at the terminal is for the parent to hear; it ends its children itself.
  ::setpgid(0, 0);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int signal : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD}) {
    ::signal(signal, SIG_DFL);
  }
  ::dup2(null_device, STDIN_FILENO);
  ::dup2(null_device, STDOUT_FILENO);
  ::dup2(error, STDERR_FILENO);
  ::execvp(words[0], words);
  const char* reason = std::strerror(errno);
  for (const char* part : {static_cast<const char*>(words[0]), ": ", reason, "\n"}) {
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, part, std::strlen(part));
  }
  ::_exit(127);
}

}  // namespace

BoundProcess::BoundProcess(asio::io_context& loop) : loop_(loop), error_(loop), changed_(loop.get_executor()) {}

std::shared_ptr<BoundProcess> BoundProcess::start(asio::io_context& loop, const std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (const std::string& word : words) {
    pointers.push_back(const_cast<char*>(word.c_str()));  // NOLINT: execvp's signature is older than const
  }
  pointers.push_back(nullptr);
  auto self = std::make_shared<BoundProcess>(loop);
  std::array<int, 2> error{-1, -1};
  const int null_device = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null_device < 0 || ::pipe2(error.data(), O_CLOEXEC) != 0) {
    const int problem = errno;
    ::close(null_device);
    if (problem == EMFILE || problem == ENFILE) {
      throw OutOfDescriptors();
    }
    throw exception_failure(std::string(std::strerror(problem)) + " - " + words[0]);
  }
  self->error_.assign(error[0]);
  const pid_t parent = ::getpid();
  self->pid_ = ::fork();
  if (self->pid_ == 0) {
    become(pointers.data(), null_device, error[1], parent);
  }
  const int problem = errno;
  ::close(null_device);
  ::close(error[1]);
  if (self->pid_ < 0) {
    throw exception_failure(std::string(std::strerror(problem)) + " - fork(2)");
  }
  asio::co_spawn(loop, watch(self), asio::detached);
  return self;
}

// The pipe ends with the process and its own children, which is the time to look for its exit code.
asio::awaitable<void> BoundProcess::watch(std::shared_ptr<BoundProcess> self) {
  std::array<char, 1024> buffer;
  asio::error_code error;
  while (!error) {
    const std::size_t count =
        co_await self->error_.async_read_some(asio::buffer(buffer), asio::redirect_error(asio::use_awaitable, error));
    self->messages_.append(buffer.data(), count);
    if (self->messages_.size() > kMessageLimit) {
      self->messages_.erase(0, self->messages_.size() - kMessageLimit);
    }
    self->changed_.wake_all();
  }
  while (!self->reap(WNOHANG)) {
    asio::steady_timer pause(self->loop_, std::chrono::milliseconds(10));
    co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
  }
  self->changed_.wake_all();
}

bool BoundProcess::reap(int flags) {
  int status = 0;
  const pid_t result = ended_ ? pid_ : ::waitpid(pid_, &status, flags);
  if (!ended_ && result != 0) {
    ended_ = true;
    exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  return ended_;
}

void BoundProcess::terminate() const {
  if (pid_ > 0 && !ended_) {
    ::kill(pid_, SIGTERM);
  }
}

BoundProcess::~BoundProcess() {
  if (pid_ <= 0 || ended_) {
    return;
  }
  terminate();
  constexpr int kAttempts = 200;
  for (int i = 0; i < kAttempts && !reap(WNOHANG); ++i) {
    ::usleep(5000);
  }
  if (!ended_) {
    ::kill(pid_, SIGKILL);
    static_cast<void>(reap(0));
  }
}

}  // namespace volley::transport
