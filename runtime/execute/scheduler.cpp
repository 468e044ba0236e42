#include "runtime/execute/scheduler.hpp"

#include <algorithm>
#include <utility>

namespace volley::runtime {

Scheduler::FiberNumber Scheduler::spawn(std::function<void()> body) {
  auto fiber = std::make_unique<Fiber>(stacks_, std::move(body));
  const FiberNumber number = next_number_++;
  fibers_[number].fiber = std::move(fiber);
  ready_.push_back(number);
  return number;
}

void Scheduler::run(std::function<void()> body) {
  spawn(std::move(body));
  while (!fibers_.empty()) {
    run_posted();
    wake_due_sleepers();
    if (ready_.empty()) {
      wait_for_news();
    } else {
      resume_next();
    }
  }
}

const void* Scheduler::current_stack_limit() const {
  const auto entry = fibers_.find(current_);
  return entry == fibers_.end() ? nullptr : entry->second.fiber->stack_limit();
}

void Scheduler::resume_next() {
  current_ = ready_.front();
  ready_.pop_front();
  Entry& entry = fibers_.at(current_);
  entry.fiber->resume();
  if (entry.fiber->finished()) {
    fibers_.erase(current_);
  }
  current_ = 0;
}

void Scheduler::park() {
  Entry& entry = fibers_.at(current_);
  if (!entry.woken) {
    entry.ready = false;
    entry.fiber->suspend();
  }
  entry.woken = false;
}

void Scheduler::wake(FiberNumber fiber) {
  const auto found = fibers_.find(fiber);
  if (found == fibers_.end()) {
    return;
  }
  Entry& entry = found->second;
  entry.woken = true;
  if (!entry.ready) {
    entry.ready = true;
    ready_.push_back(fiber);
  }
}

void Scheduler::sleep_until(TimePoint point) {
  while (clock_.now() < point && !sleeps_ended_ && !cancelled()) {
    park_until(point);
  }
  check_cancelled();
}

void Scheduler::pause_until(TimePoint point) {
  while (clock_.now() < point) {
    park_until(point);
  }
}

void Scheduler::park_until(TimePoint point) {
  const FiberNumber self = current_;
  sleepers_.emplace(point, self);
  park();
  const auto [first, last] = sleepers_.equal_range(point);
  const auto alarm = std::find_if(first, last, [self](const auto& sleeper) { return sleeper.second == self; });
  if (alarm != last) {
    sleepers_.erase(alarm);
  }
}

void Scheduler::end_sleeps() {
  sleeps_ended_ = true;
  for (const auto& [point, fiber] : sleepers_) {
    wake(fiber);
  }
}

void Scheduler::cancel(FiberNumber fiber, std::exception_ptr reason) {
  const auto found = fibers_.find(fiber);
  if (found != fibers_.end() && !found->second.cancelled) {
    found->second.cancelled = std::move(reason);
    wake(fiber);
  }
}

bool Scheduler::cancelled() const {
  const auto found = fibers_.find(current_);
  return found != fibers_.end() && found->second.cancelled != nullptr;
}

void Scheduler::check_cancelled() {
  const auto found = fibers_.find(current_);
  if (found != fibers_.end() && found->second.cancelled != nullptr) {
    std::rethrow_exception(std::exchange(found->second.cancelled, nullptr));
  }
}

void Scheduler::post(std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    work_.push_back(std::move(work));
  }
  posted_.notify_one();
}

void Scheduler::run_posted() {
  std::vector<std::function<void()>> work;
  {
    const std::lock_guard lock(mutex_);
    work.swap(work_);
  }
  for (const auto& piece : work) {
    piece();
  }
}

void Scheduler::wait_for_news() {
  std::unique_lock lock(mutex_);
  const auto has_news = [this] { return !work_.empty(); };
  if (sleepers_.empty()) {
    posted_.wait(lock, has_news);
    return;
  }
  const TimePoint next = sleepers_.begin()->first;
  if (clock_.waits()) {
    posted_.wait_until(lock, next, has_news);
  } else if (!has_news()) {
    clock_.jump_to(next);
  }
}

void Scheduler::wake_due_sleepers() {
  const TimePoint now = clock_.now();
  while (!sleepers_.empty() && sleepers_.begin()->first <= now) {
    const FiberNumber fiber = sleepers_.begin()->second;
    sleepers_.erase(sleepers_.begin());
    wake(fiber);
  }
}

}  // namespace volley::runtime
