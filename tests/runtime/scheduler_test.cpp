#include "runtime/execute/scheduler.hpp"

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace volley::runtime;
using namespace std::chrono_literals;

namespace {

struct Fixture {
  VirtualClock clock;
  Scheduler scheduler{clock};
  std::string log;

  [[nodiscard]] long seconds() const {
    return static_cast<long>(std::chrono::duration_cast<std::chrono::seconds>(clock.now().time_since_epoch()).count());
  }
  void sleep(Duration duration) { scheduler.sleep_until(clock.now() + duration); }
};

std::string message_of_current() {
  try {
    throw;
  } catch (const std::exception& error) {
    return error.what();
  }
}

// Puts the fiber aside in the middle of handlers, with `levels` exceptions being handled at once.
void suspend_in_handlers(Fixture& fixture, const std::string& name, int levels) {
  const std::string mine = name + std::to_string(levels);
  try {
    throw std::runtime_error(mine);
  } catch (const std::runtime_error&) {
    if (levels > 1) {
      suspend_in_handlers(fixture, name, levels - 1);
    }
    fixture.sleep(1s);
    fixture.log += message_of_current() + " ";
  }
}

// Suspended while its stack is being unwound by an exception.
struct SleepsWhenDestroyed {
  Fixture& fixture;
  Duration duration;
  ~SleepsWhenDestroyed() { fixture.sleep(duration); }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "fibers run one at a time, in the order in which they were spawned") {
  scheduler.run([&] {
    for (const char* name : {"a", "b", "c"}) {
      scheduler.spawn([&, name] {
        log += name;
        sleep(0s);
        log += name;
        sleep(1s);
        log += name;
      });
    }
    log += "main ";
  });
  CHECK(log == "main aabbccabc");
}

TEST_CASE_FIXTURE(Fixture, "a parked fiber goes on when it is woken") {
  scheduler.run([&] {
    const auto sleeper = scheduler.current();
    scheduler.spawn([&, sleeper] {
      log += "b";
      scheduler.wake(sleeper);
      scheduler.wake(sleeper);
      log += "c";
    });
    log += "a";
    scheduler.park();
    log += "d";
  });
  CHECK(log == "abcd");
}

TEST_CASE_FIXTURE(Fixture, "a wake that comes before the park is not lost, and counts once") {
  scheduler.run([&] {
    const auto self = scheduler.current();
    scheduler.wake(self);
    scheduler.wake(self);
    scheduler.park();
    log += "a";
    scheduler.spawn([&, self] {
      log += "b";
      scheduler.wake(self);
    });
    scheduler.park();
    log += "c";
  });
  CHECK(log == "abc");
}

TEST_CASE_FIXTURE(Fixture, "waking a fiber that has ended, or never was, does nothing") {
  scheduler.run([&] {
    const auto child = scheduler.spawn([&] { log += "child "; });
    sleep(1s);
    scheduler.wake(child);
    scheduler.wake(12345);
    log += "end";
  });
  CHECK(log == "child end");
}

TEST_CASE_FIXTURE(Fixture, "sleepers wake in the order of time, and no time passes for real") {
  const auto real_start = std::chrono::steady_clock::now();
  scheduler.run([&] {
    for (const int hours : {3, 1, 2}) {
      scheduler.spawn([&, hours] {
        sleep(std::chrono::hours(hours));
        log += std::to_string(hours) + "@" + std::to_string(seconds() / 3600) + " ";
      });
    }
  });
  CHECK(log == "1@1 2@2 3@3 ");
  CHECK(std::chrono::steady_clock::now() - real_start < 10s);
}

TEST_CASE_FIXTURE(Fixture, "a sleeper that is woken early sleeps on to its end") {
  scheduler.run([&] {
    const auto sleeper = scheduler.current();
    scheduler.spawn([&, sleeper] {
      sleep(1s);
      scheduler.wake(sleeper);
    });
    sleep(10s);
    CHECK(seconds() == 10);
  });
}

TEST_CASE_FIXTURE(Fixture, "ending the sleeps wakes sleepers, refuses later sleeps, and leaves pauses alone") {
  scheduler.run([&] {
    scheduler.spawn([&] {
      sleep(100s);
      log += "sleeper@" + std::to_string(seconds()) + " ";
      sleep(100s);
      log += "again@" + std::to_string(seconds()) + " ";
    });
    scheduler.spawn([&] {
      scheduler.pause_until(clock.now() + 5s);
      log += "pause@" + std::to_string(seconds()) + " ";
    });
    sleep(2s);
    scheduler.end_sleeps();
  });
  CHECK(log == "sleeper@2 again@2 pause@5 ");
}

TEST_CASE_FIXTURE(Fixture, "work from other threads runs on the scheduler's thread and can wake fibers") {
  const auto here = std::this_thread::get_id();
  std::thread worker;
  scheduler.run([&] {
    const auto self = scheduler.current();
    worker = std::thread([&, self] {
      scheduler.post([&, self] {
        CHECK(std::this_thread::get_id() == here);
        log += "posted ";
        scheduler.wake(self);
      });
    });
    scheduler.park();
    log += "woken";
  });
  worker.join();
  CHECK(log == "posted woken");
}

TEST_CASE_FIXTURE(Fixture, "handlers that are suspended keep their own exceptions") {
  scheduler.run([&] {
    scheduler.spawn([&] { suspend_in_handlers(*this, "a", 3); });
    scheduler.spawn([&] { suspend_in_handlers(*this, "b", 2); });
    scheduler.spawn([&] { suspend_in_handlers(*this, "c", 1); });
  });
  CHECK(log == "a1 b1 c1 a2 b2 a3 ");
  CHECK(std::uncaught_exceptions() == 0);
  CHECK(std::current_exception() == nullptr);
}

TEST_CASE_FIXTURE(Fixture, "exceptions unwind through fibers that are suspended meanwhile") {
  scheduler.run([&] {
    for (const int number : {3, 2, 1}) {
      scheduler.spawn([&, number] {
        try {
          const SleepsWhenDestroyed slow{*this, std::chrono::seconds(number)};
          throw std::runtime_error("error " + std::to_string(number));
        } catch (const std::exception& error) {
          log += error.what() + std::string(";") + std::to_string(std::uncaught_exceptions()) + " ";
        }
      });
    }
  });
  CHECK(log == "error 1;0 error 2;0 error 3;0 ");
}

TEST_CASE_FIXTURE(Fixture, "each fiber knows the end of its own stack") {
  scheduler.run([&] {
    const void* outer = scheduler.current_stack_limit();
    const char here = 'x';
    CHECK(outer < static_cast<const void*>(&here));
    CHECK(&here - static_cast<const char*>(outer) < static_cast<std::ptrdiff_t>(Fiber::kStackBytes) + 65536);
    scheduler.spawn([&, outer] { CHECK(scheduler.current_stack_limit() != outer); });
  });
  CHECK(scheduler.current_stack_limit() == nullptr);
}

TEST_CASE_FIXTURE(Fixture, "ten thousand fibers wait at the same time") {
  constexpr int kFibers = 10'000;
  int waiting = 0;
  int most = 0;
  int ended = 0;
  scheduler.run([&] {
    for (int number = 0; number < kFibers; ++number) {
      scheduler.spawn([&, number] {
        most = std::max(most, ++waiting);
        sleep(std::chrono::seconds(kFibers - number));
        --waiting;
        ended += 1;
      });
    }
  });
  CHECK(most == kFibers);
  CHECK(ended == kFibers);
  CHECK(seconds() == kFibers);
}

TEST_CASE_FIXTURE(Fixture, "a cancelled fiber wakes up and is told the reason once") {
  scheduler.run([&] {
    const auto sleeper = scheduler.spawn([&] {
      try {
        sleep(100s);
        log += "not reached ";
      } catch (const std::runtime_error& error) {
        log += error.what();
      }
      sleep(1s);
      log += scheduler.cancelled() ? " still" : " over";
    });
    sleep(1s);
    scheduler.cancel(sleeper, std::make_exception_ptr(std::runtime_error("first")));
    scheduler.cancel(sleeper, std::make_exception_ptr(std::runtime_error("second")));
    scheduler.cancel(12345, std::make_exception_ptr(std::runtime_error("nobody")));
    CHECK_FALSE(scheduler.cancelled());
    scheduler.check_cancelled();
  });
  CHECK(log == "first over");
  CHECK(seconds() == 2);
}

TEST_CASE_FIXTURE(Fixture, "parking until a point in time ends there, or earlier when the fiber is woken") {
  scheduler.run([&] {
    const auto self = scheduler.current();
    scheduler.spawn([&, self] {
      sleep(1s);
      scheduler.wake(self);
    });
    scheduler.park_until(clock.now() + 5s);
    CHECK(seconds() == 1);
    scheduler.park_until(clock.now() + 5s);
    CHECK(seconds() == 6);
  });
}

TEST_CASE_FIXTURE(Fixture, "stacks are used again") {
  scheduler.run([&] {
    for (int round = 0; round < 3; ++round) {
      for (int number = 0; number < 100; ++number) {
        scheduler.spawn([&] {
          std::array<char, 200'000> used{};
          log = std::to_string(used[static_cast<std::size_t>(round)]);
        });
      }
      sleep(1s);
    }
  });
  CHECK(log == "0");
}
