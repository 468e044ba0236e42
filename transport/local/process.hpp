// A child process of the controller, with pipes for its streams, on an event loop.
//
// Each child leads a process group of its own, so that stopping it stops what it has started as well.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/execute/job.hpp"
#include "transport/failure.hpp"
#include "transport/output_collector.hpp"
#include "transport/shell/escalation.hpp"
#include "transport/signal.hpp"

namespace volley::transport {

struct ProcessRequest {
  std::vector<std::string> words;             // the program is looked up in PATH
  runtime::EnvironmentVariables environment;  // on top of the controller's own
  std::string input;
  std::string input_file;                         // its content follows the input
  std::shared_ptr<shell::Escalation> escalation;  // `words` are its own: the password goes ahead of the input
};

class Process : public std::enable_shared_from_this<Process> {
 public:
  // Starts it; throws JobFailure "No such file or directory - X".
  [[nodiscard]] static std::shared_ptr<Process> start(asio::io_context& loop, ProcessRequest request);
  explicit Process(asio::io_context& loop);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  // Until it has ended and its output is here, or the output goes over its limit. What it leaves behind in the
  // background is not waited for. Empty when a signal ended it. Throws Stopped after end(), JobFailure when the other
  // user was refused.
  [[nodiscard]] asio::awaitable<std::optional<int>> finish(OutputCollector& output);
  // Leads a process group of the same number.
  [[nodiscard]] int number() const { return pid_; }
  // On the event loop.
  void end(StopReason reason);

 private:
  static asio::awaitable<void> feed(std::shared_ptr<Process> self, std::string input, std::string input_file);
  static asio::awaitable<void> give_password(std::shared_ptr<Process> self);
  void add_output(runtime::OutputStream stream, std::string_view text);
  static asio::awaitable<void> drain(std::shared_ptr<Process> self, bool error_stream);
  static asio::awaitable<void> wait_for_exit(std::shared_ptr<Process> self);
  [[nodiscard]] bool drained() const { return output_ended_ && error_ended_; }
  [[nodiscard]] asio::awaitable<void> end_by_force();
  void close_streams();
  // Whether there was one to receive it; what runs as another user may be out of reach.
  [[nodiscard]] bool signal_group(int signal) const;

  asio::io_context& loop_;
  asio::posix::stream_descriptor input_;
  asio::posix::stream_descriptor output_;
  asio::posix::stream_descriptor error_;
  asio::posix::stream_descriptor exit_;  // a pidfd
  Signal changed_;
  int pid_ = -1;
  OutputCollector* collector_ = nullptr;  // while finish() runs
  bool output_ended_ = false;
  bool error_ended_ = false;
  bool exited_ = false;
  StopReason stop_ = StopReason::None;
  std::shared_ptr<shell::Escalation> escalation_;
  std::optional<JobFailure> refusal_;
  std::optional<int> exit_code_;
};

}  // namespace volley::transport
