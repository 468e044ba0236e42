// What carries executions to one target: a connection, and channels on it. There are two kinds, the ssh library's
// (library_connection.hpp) and those of the system's ssh program (openssh/); jobs do not know which one they have.
//
//   const std::shared_ptr<Channel> channel = co_await connection->open_channel(interruption, deadline);
//   channel->start("uptime") ... channel->read(...) ... channel->closed()
//
// All functions of a channel return at once; who has to wait waits for changed() of the connection.
#pragma once

#include <asio/awaitable.hpp>
#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/execute/outcome.hpp"
#include "transport/failure.hpp"
#include "transport/signal.hpp"

namespace volley::transport {

// The connection is gone. Thrown inside this transport only.
class ConnectionLost : public std::exception {
 public:
  explicit ConnectionLost(std::string reason) : reason_(std::move(reason)) {}
  [[nodiscard]] const char* what() const noexcept override { return reason_.c_str(); }

 private:
  std::string reason_;
};

// What a waiting job looks at; its loop sets it, then wakes whatever it waits for.
struct Interruption {
  StopReason reason = StopReason::None;
  void check() const;  // throws Stopped
};

class Connection;

// For one execution; given back when it goes out of scope.
class Channel {
 public:
  enum class Step { Done, Again, Refused };

  virtual ~Channel() = default;
  [[nodiscard]] virtual Connection& connection() const = 0;

  // Throw ConnectionLost.
  [[nodiscard]] virtual Step request_terminal() = 0;
  [[nodiscard]] virtual Step start(const std::string& command) = 0;

  // How many bytes were taken; 0: none at the moment; negative: nobody reads them any more.
  [[nodiscard]] virtual long write(std::string_view data) = 0;
  // False: not at the moment.
  [[nodiscard]] virtual bool end_input() = 0;
  // Room for more input; without it writing only fills memory.
  [[nodiscard]] virtual bool wants_input() const = 0;
  // How many bytes came; 0: none at the moment, or ever.
  [[nodiscard]] virtual std::size_t read(runtime::OutputStream stream, char* buffer, std::size_t size) = 0;

  // Nothing has come yet, not even an end.
  [[nodiscard]] virtual bool untouched() const = 0;
  [[nodiscard]] virtual bool output_ended() const = 0;
  // All is said and done on both sides.
  [[nodiscard]] virtual bool closed() = 0;
  // A signal ended it. Only this and exit_status() after the end of the output.
  [[nodiscard]] virtual bool signalled() = 0;
  [[nodiscard]] virtual int exit_status() = 0;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  // Throws ConnectionLost when the connection turns out to be dead, Stopped.
  [[nodiscard]] virtual asio::awaitable<std::shared_ptr<Channel>> open_channel(const Interruption& interruption,
                                                                               Deadline deadline) = 0;
  // Asks the target whether it is there; throws as open_channel() does.
  [[nodiscard]] virtual asio::awaitable<void> ask(const Interruption& interruption, Deadline deadline) = 0;
  // Has a channel ready for the next job; a failure is no harm. changed() tells when it is.
  virtual void prepare_spare() {}
  [[nodiscard]] virtual bool prepares_spare() const { return false; }

  // How it came about.
  [[nodiscard]] virtual runtime::ConnectionDetails details() = 0;
  // Tells the server, without waiting for anything.
  virtual void say_goodbye() = 0;
  // Nothing is to be had from it any more.
  virtual void retire() = 0;
  [[nodiscard]] virtual bool alive() const = 0;
  // No job uses it, and one has.
  [[nodiscard]] virtual bool idle() const = 0;
  [[nodiscard]] virtual ConnectionLost lost() const = 0;
  // Something may have come, gone or ended.
  [[nodiscard]] virtual Signal& changed() = 0;
  [[nodiscard]] virtual Deadline last_received() const = 0;

  // Reading in the order of arrival: between begin_turn() and end_turn(), each next_piece() lets the channels see a
  // little more of what has come; input_waits() says whether there is more. Nothing may be awaited in between.
  virtual void begin_turn() {}
  virtual void next_piece() {}
  [[nodiscard]] virtual bool input_waits() const { return false; }
  virtual void end_turn() {}

  // Jobs that have started here.
  std::size_t jobs_started = 0;
  // A channel opened ahead for the next job, which so takes one round trip: its request and all input go at once.
  std::shared_ptr<Channel> spare_channel;
};

}  // namespace volley::transport
