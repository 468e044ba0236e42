// Time as the scheduler sees it, so that tests can replace it: with a virtual clock no test sleeps.
#pragma once

#include <chrono>

namespace volley::runtime {

using Duration = std::chrono::nanoseconds;
using TimePoint = std::chrono::time_point<std::chrono::steady_clock, Duration>;

class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual TimePoint now() const = 0;
  // Whether waiting for a point in time means really waiting; a virtual clock jumps there instead.
  [[nodiscard]] virtual bool waits() const = 0;
  virtual void jump_to(TimePoint /*point*/) {}
};

class SteadyClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return std::chrono::steady_clock::now(); }
  [[nodiscard]] bool waits() const override { return true; }
};

class VirtualClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return now_; }
  [[nodiscard]] bool waits() const override { return false; }
  void jump_to(TimePoint point) override { now_ = point; }

 private:
  TimePoint now_{};
};

}  // namespace volley::runtime
