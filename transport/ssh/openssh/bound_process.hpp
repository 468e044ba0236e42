// A child process that cannot outlive this one, not even when this one is killed: the kernel ends it then.
//
//   const auto child = BoundProcess::start(loop, {"ssh", "-N", ...});
//   while (!child->ended()) { co_await child->changed().wait(); }
#pragma once

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <memory>
#include <string>
#include <vector>

#include "transport/signal.hpp"

namespace volley::transport {

class BoundProcess : public std::enable_shared_from_this<BoundProcess> {
 public:
  // The program is looked up in PATH; its streams are /dev/null but for stderr. Throws JobFailure,
  // OutOfDescriptors.
  [[nodiscard]] static std::shared_ptr<BoundProcess> start(asio::io_context& loop,
                                                           const std::vector<std::string>& words);
  explicit BoundProcess(asio::io_context& loop);
  BoundProcess(const BoundProcess&) = delete;
  BoundProcess& operator=(const BoundProcess&) = delete;
  // Ends it, and waits for that.
  ~BoundProcess();

  void terminate() const;
  [[nodiscard]] bool ended() const { return ended_; }
  // Of a process that has ended; negative when a signal did it.
  [[nodiscard]] int exit_code() const { return exit_code_; }
  // The last of what it wrote to stderr.
  [[nodiscard]] const std::string& messages() const { return messages_; }
  [[nodiscard]] Signal& changed() { return changed_; }

 private:
  static asio::awaitable<void> watch(std::shared_ptr<BoundProcess> self);
  [[nodiscard]] bool reap(int flags);

  asio::io_context& loop_;
  asio::posix::stream_descriptor error_;
  Signal changed_;
  int pid_ = -1;
  bool ended_ = false;
  int exit_code_ = -1;
  std::string messages_;
};

}  // namespace volley::transport
