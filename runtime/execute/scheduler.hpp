// Runs the fibers of a run on one thread, one at a time, in a fixed order.
//
//   Scheduler scheduler(clock);
//   scheduler.run([&] { ... plan evaluation; may call scheduler.sleep_until(...), park() ... });
//
// Whoever has news for a parked fiber wakes it. Other threads hand in work with post(); everything else belongs to
// the thread that called run().
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "runtime/execute/clock.hpp"
#include "runtime/execute/fiber.hpp"

namespace volley::runtime {

class Scheduler {
 public:
  using FiberNumber = std::uint64_t;

  explicit Scheduler(Clock& clock) : clock_(clock) {}
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  // Runs `body` on a fiber, and all fibers spawned meanwhile, until the last of them has ended.
  void run(std::function<void()> body);

  // Adds a fiber; it starts once the present one waits. May throw TooManyFibers.
  FiberNumber spawn(std::function<void()> body);
  [[nodiscard]] FiberNumber current() const { return current_; }
  [[nodiscard]] const void* current_stack_limit() const;

  // Suspends the present fiber until wake() names it. A wake that came first is not lost.
  void park();
  void wake(FiberNumber fiber);
  // park(), but no longer than until then.
  void park_until(TimePoint point);
  // Returns early once end_sleeps() has been called, and throws when the fiber is cancelled.
  void sleep_until(TimePoint point);
  // Not shortened by anything.
  void pause_until(TimePoint point);
  // The run is being interrupted: all sleeps end now, later ones at once.
  void end_sleeps();
  // The next run sleeps again.
  void allow_sleeps() { sleeps_ended_ = false; }

  // The fiber is to end: it is woken, and `reason` is thrown where it next asks. An earlier reason stays.
  void cancel(FiberNumber fiber, std::exception_ptr reason);
  // Of the present fiber. check_cancelled() throws the reason, and nothing the next time.
  [[nodiscard]] bool cancelled() const;
  void check_cancelled();
  [[nodiscard]] Clock& clock() const { return clock_; }

  // Any thread: `work` runs on the scheduler's thread, between fibers. It must not wait.
  void post(std::function<void()> work);

 private:
  struct Entry {
    std::unique_ptr<Fiber> fiber;
    bool ready = true;
    bool woken = false;
    std::exception_ptr cancelled;
  };

  void resume_next();
  void run_posted();
  void wait_for_news();
  void wake_due_sleepers();

  Clock& clock_;
  FiberNumber next_number_ = 1;
  FiberNumber current_ = 0;
  StackPool stacks_;
  std::map<FiberNumber, Entry> fibers_;
  std::deque<FiberNumber> ready_;
  std::multimap<TimePoint, FiberNumber> sleepers_;
  bool sleeps_ended_ = false;

  std::mutex mutex_;
  std::condition_variable posted_;
  std::vector<std::function<void()>> work_;
};

}  // namespace volley::runtime
