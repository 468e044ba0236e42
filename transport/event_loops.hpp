// The few threads on which all transports do their input and output.
//
//   EventLoops loops;
//   asio::post(loops.loop_for("web1:22"), [] { ... });
//
// A loop and its thread start when they are first asked for. Everything that belongs to one endpoint runs on one loop,
// so that connections need no locks. Transports must be gone before their EventLoops are.
#pragma once

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace volley::transport {

class EventLoops {
 public:
  explicit EventLoops(std::size_t count = default_count());
  ~EventLoops();
  EventLoops(const EventLoops&) = delete;
  EventLoops& operator=(const EventLoops&) = delete;

  // The same key always gives the same loop.
  [[nodiscard]] asio::io_context& loop_for(std::string_view key);
  // Runs `work` on every loop that has started and waits for all of them. Not to be called from a loop.
  void run_on_each(const std::function<void(asio::io_context&)>& work);
  [[nodiscard]] static std::size_t default_count();

 private:
  struct Loop {
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> keep_running{context.get_executor()};
    std::thread thread;
  };
  static void start(Loop& loop);

  std::mutex mutex_;
  std::vector<std::unique_ptr<Loop>> loops_;  // empty places have not started
};

}  // namespace volley::transport
