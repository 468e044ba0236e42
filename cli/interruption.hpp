// Ctrl-C and termination signals, handed to whoever runs the engine instead of ending the process on the spot.
#pragma once

#include <csignal>
#include <functional>
#include <thread>

namespace volley::cli {

// While it lives, the first and the second SIGINT or SIGTERM call `on_signal` with their number (on a thread of its
// own); a third one ends the process at once with status 1. The signals must be caught before other threads start: they
// inherit the mask.
class Interruption {
 public:
  explicit Interruption(std::function<void(int number)> on_signal);
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

 private:
  void wait_for_signals(const std::function<void(int number)>& on_signal) const;

  sigset_t signals_{};
  sigset_t previous_{};
  int wake_descriptor_ = -1;
  int signal_descriptor_ = -1;
  std::thread thread_;
};

}  // namespace volley::cli
