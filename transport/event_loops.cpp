#include "transport/event_loops.hpp"

#include <algorithm>
#include <asio/post.hpp>
#include <csignal>
#include <latch>

namespace volley::transport {

EventLoops::EventLoops(std::size_t count) : loops_(std::max<std::size_t>(count, 1)) {}

EventLoops::~EventLoops() {
  for (const auto& loop : loops_) {
    if (loop) {
      loop->context.stop();
    }
  }
  for (const auto& loop : loops_) {
    if (loop) {
      loop->thread.join();
    }
  }
}

std::size_t EventLoops::default_count() { return std::clamp(std::thread::hardware_concurrency(), 2U, 4U); }

asio::io_context& EventLoops::loop_for(std::string_view key) {
  const std::lock_guard lock(mutex_);
  auto& loop = loops_[std::hash<std::string_view>{}(key) % loops_.size()];
  if (!loop) {
    loop = std::make_unique<Loop>();
    start(*loop);
  }
  return loop->context;
}

void EventLoops::run_on_each(const std::function<void(asio::io_context&)>& work) {
  std::vector<asio::io_context*> started;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& loop : loops_) {
      if (loop) {
        started.push_back(&loop->context);
      }
    }
  }
  std::latch done(static_cast<std::ptrdiff_t>(started.size()));
  for (asio::io_context* context : started) {
    asio::post(*context, [&work, &done, context] {
      work(*context);
      done.count_down();
    });
  }
  done.wait();
}

void EventLoops::start(Loop& loop) {
  // Signals are for the thread that runs the plan; a write to a closed pipe must give EPIPE here.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  loop.thread = std::thread([&context = loop.context] { context.run(); });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

}  // namespace volley::transport
