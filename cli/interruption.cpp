#include "cli/interruption.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <optional>

namespace volley::cli {
namespace {

// Supervisors signal a process and its group, so one wish to stop may arrive twice.
constexpr auto kSameInterruption = std::chrono::milliseconds(300);

}  // namespace

Interruption::Interruption(std::function<void(int)> on_signal) {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, &previous_);
  signal_descriptor_ = signalfd(-1, &signals_, SFD_CLOEXEC);
  wake_descriptor_ = eventfd(0, EFD_CLOEXEC);
  thread_ = std::thread([this, call = std::move(on_signal)] { wait_for_signals(call); });
}

void Interruption::wait_for_signals(const std::function<void(int)>& on_signal) const {
  std::array<pollfd, 2> sources{{{signal_descriptor_, POLLIN, 0}, {wake_descriptor_, POLLIN, 0}}};
  std::optional<std::chrono::steady_clock::time_point> last;
  int number = 0;
  while (poll(sources.data(), sources.size(), -1) >= 0 || errno == EINTR) {
    if ((sources[1].revents & POLLIN) != 0) {
      return;
    }
    signalfd_siginfo signal{};
    if ((sources[0].revents & POLLIN) == 0 || read(signal_descriptor_, &signal, sizeof signal) != sizeof signal) {
      continue;
    }
    const auto now = std::chrono::steady_clock::now();
    if (last && now - *last <= kSameInterruption) {
      continue;
    }
    last = now;
    if (++number > 2) {
      _exit(1);
    }
    on_signal(number);
  }
}

Interruption::~Interruption() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(wake_descriptor_, &one, sizeof one);
  thread_.join();
  close(signal_descriptor_);
  close(wake_descriptor_);
  pthread_sigmask(SIG_SETMASK, &previous_, nullptr);
}

}  // namespace volley::cli
