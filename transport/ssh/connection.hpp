// One authenticated ssh connection, and the channels on it.
//
// Lives on one event loop. Jobs share it: each takes a channel of its own, and what belongs to the whole session
// (opening a channel, sftp) is done by one at a time.
#pragma once

#include <libssh2_sftp.h>

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <memory>
#include <string>

#include "transport/failure.hpp"
#include "transport/ssh/known_hosts.hpp"
#include "transport/ssh/private_keys.hpp"
#include "transport/ssh/session.hpp"
#include "transport/ssh/ssh_endpoint.hpp"

namespace volley::transport {

// What all connections of a run have in common.
struct SharedKeys {
  KnownHosts known_hosts = KnownHosts::of_this_user();
  PrivateKeys private_keys;
};

// What a waiting job looks at; its loop sets it, then wakes whatever it waits for.
struct Interruption {
  StopReason reason = StopReason::None;
  void check() const;  // throws Stopped
};

class Channel;

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // Throws JobFailure (connect-error).
  [[nodiscard]] static asio::awaitable<std::shared_ptr<Connection>> open(asio::io_context& loop,
                                                                         std::shared_ptr<const SshEndpoint> endpoint,
                                                                         std::shared_ptr<SharedKeys> keys);
  Connection(asio::io_context& loop, std::unique_ptr<Session> session);

  // One round trip. Throws ConnectionLost when the connection turns out to be dead.
  [[nodiscard]] asio::awaitable<std::shared_ptr<Channel>> open_channel(const Interruption& interruption,
                                                                       Deadline deadline);
  [[nodiscard]] asio::awaitable<LIBSSH2_SFTP*> open_sftp(const Interruption& interruption, Deadline deadline);
  // Has a channel ready for the next job; a failure is no harm.
  static asio::awaitable<void> prepare_spare(std::shared_ptr<Connection> self, bool with_shell);

  // How it came about.
  [[nodiscard]] runtime::ConnectionDetails details();
  // Tells the server, without waiting for anything.
  void say_goodbye();
  // Nothing is to be had from it any more.
  void retire();
  [[nodiscard]] bool alive() const { return !session_->wire().closed(); }
  // No job uses it, and one has.
  [[nodiscard]] bool idle() const;
  [[nodiscard]] Session& session() { return *session_; }
  [[nodiscard]] Wire& wire() { return session_->wire(); }
  [[nodiscard]] ConnectionLost lost() const;

  // Jobs that have started here.
  std::size_t jobs_started = 0;
  // A channel opened ahead for the next job, with or without a shell that waits for its program.
  std::shared_ptr<Channel> spare_channel;
  std::shared_ptr<Channel> spare_shell;
  bool preparing_spare = false;

 private:
  friend class Channel;
  [[nodiscard]] asio::awaitable<void> wait_for_turn(const Interruption& interruption, Deadline deadline);
  [[nodiscard]] asio::awaitable<LIBSSH2_CHANNEL*> try_to_open(const Interruption& interruption, Deadline deadline);
  static asio::awaitable<void> watch(std::weak_ptr<Connection> weak, asio::any_io_executor executor);
  static asio::awaitable<void> release(std::shared_ptr<Connection> self, LIBSSH2_CHANNEL* channel);

  asio::io_context& loop_;
  std::unique_ptr<Session> session_;
  bool opening_ = false;
  std::size_t open_channels_ = 0;
};

// A channel for one execution; given back when it goes out of scope.
class Channel {
 public:
  Channel(std::shared_ptr<Connection> connection, LIBSSH2_CHANNEL* channel);
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  ~Channel();
  [[nodiscard]] LIBSSH2_CHANNEL* raw() const { return channel_; }
  [[nodiscard]] Connection& connection() const { return *connection_; }

 private:
  std::shared_ptr<Connection> connection_;
  LIBSSH2_CHANNEL* channel_;
};

}  // namespace volley::transport
