// Wakes coroutines of one event loop: "something changed, look again".
//
//   while (!ready()) { if (!co_await changed.wait(deadline)) { ... the deadline passed ... } }
//
// Not safe across threads; all users live on one loop.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <list>

namespace volley::transport {

using Deadline = std::chrono::steady_clock::time_point;
inline constexpr Deadline kNoDeadline = Deadline::max();
[[nodiscard]] inline Deadline after(std::chrono::milliseconds duration) {
  return std::chrono::steady_clock::now() + duration;
}

class Signal {
 public:
  explicit Signal(asio::any_io_executor executor) : executor_(std::move(executor)) {}
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;
  ~Signal() { wake_all(); }

  void wake_all();
  // Whether it was woken (true) or the deadline passed (false). The Signal must outlive the wait.
  [[nodiscard]] asio::awaitable<bool> wait(Deadline deadline = kNoDeadline);

 private:
  asio::any_io_executor executor_;
  std::list<asio::steady_timer*> waiting_;
};

}  // namespace volley::transport
