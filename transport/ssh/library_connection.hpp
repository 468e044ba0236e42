// One authenticated ssh connection of the ssh library, and the channels on it.
//
// Lives on one event loop. Jobs share it: each takes a channel of its own, and what belongs to the whole session
// (opening a channel, sftp) is done by one at a time.
#pragma once

#include <libssh2_sftp.h>

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <memory>
#include <string>

#include "transport/ssh/carrier.hpp"
#include "transport/ssh/handshake.hpp"
#include "transport/ssh/session.hpp"
#include "transport/ssh/shared_keys.hpp"
#include "transport/ssh/ssh_endpoint.hpp"

namespace volley::transport {

class LibraryConnection final : public Connection {
 public:
  // Throws JobFailure (connect-error).
  [[nodiscard]] static asio::awaitable<std::shared_ptr<LibraryConnection>> open(
      asio::io_context& loop, std::shared_ptr<const SshEndpoint> endpoint, std::shared_ptr<SharedKeys> keys);
  LibraryConnection(asio::io_context& loop, std::unique_ptr<Session> session);

  // One round trip.
  [[nodiscard]] asio::awaitable<std::shared_ptr<Channel>> open_channel(const Interruption& interruption,
                                                                       Deadline deadline) override;
  [[nodiscard]] asio::awaitable<void> ask(const Interruption& interruption, Deadline deadline) override;
  [[nodiscard]] asio::awaitable<LIBSSH2_SFTP*> open_sftp(const Interruption& interruption, Deadline deadline);
  void prepare_spare() override;
  [[nodiscard]] bool prepares_spare() const override { return preparing_spare_; }

  [[nodiscard]] runtime::ConnectionDetails details() override;
  void say_goodbye() override;
  void retire() override;
  [[nodiscard]] bool alive() const override { return !session_->wire().closed(); }
  [[nodiscard]] bool idle() const override;
  [[nodiscard]] ConnectionLost lost() const override;
  [[nodiscard]] Signal& changed() override { return wire().changed(); }
  [[nodiscard]] Deadline last_received() const override { return session_->wire().last_received(); }
  void begin_turn() override;
  void next_piece() override;
  [[nodiscard]] bool input_waits() const override { return session_->wire().available() > 0; }
  void end_turn() override;

  [[nodiscard]] Session& session() { return *session_; }
  [[nodiscard]] Wire& wire() { return session_->wire(); }

 private:
  friend class LibraryChannel;
  [[nodiscard]] asio::awaitable<void> wait_for_turn(const Interruption& interruption, Deadline deadline);
  [[nodiscard]] asio::awaitable<LIBSSH2_CHANNEL*> try_to_open(const Interruption& interruption, Deadline deadline);
  static asio::awaitable<void> watch(std::weak_ptr<LibraryConnection> weak, asio::any_io_executor executor);
  [[nodiscard]] bool keeps_spares() const;
  static asio::awaitable<void> open_ahead(std::shared_ptr<LibraryConnection> self);
  [[nodiscard]] std::shared_ptr<LibraryConnection> shared() {
    return std::static_pointer_cast<LibraryConnection>(shared_from_this());
  }
  static asio::awaitable<void> release(std::shared_ptr<LibraryConnection> self, LIBSSH2_CHANNEL* channel);

  asio::io_context& loop_;
  std::unique_ptr<Session> session_;
  bool opening_ = false;
  bool preparing_spare_ = false;
  std::uint64_t consumed_before_turn_ = 0;
  std::size_t open_channels_ = 0;
};

class LibraryChannel final : public Channel {
 public:
  LibraryChannel(std::shared_ptr<LibraryConnection> connection, LIBSSH2_CHANNEL* channel);
  LibraryChannel(const LibraryChannel&) = delete;
  LibraryChannel& operator=(const LibraryChannel&) = delete;
  ~LibraryChannel() override;
  [[nodiscard]] LIBSSH2_CHANNEL* raw() const { return channel_; }
  [[nodiscard]] Connection& connection() const override { return *connection_; }

  [[nodiscard]] Step request_terminal() override;
  [[nodiscard]] Step start(const std::string& command) override;
  [[nodiscard]] long write(std::string_view data) override;
  [[nodiscard]] bool end_input() override;
  [[nodiscard]] bool wants_input() const override;
  [[nodiscard]] std::size_t read(runtime::OutputStream stream, char* buffer, std::size_t size) override;
  [[nodiscard]] bool untouched() const override;
  [[nodiscard]] bool output_ended() const override { return libssh2_channel_eof(channel_) == 1; }
  [[nodiscard]] bool closed() override { return output_ended() && libssh2_channel_wait_closed(channel_) == 0; }
  [[nodiscard]] bool signalled() override;
  [[nodiscard]] int exit_status() override { return libssh2_channel_get_exit_status(channel_); }

 private:
  [[nodiscard]] Step step(int code) const;

  std::shared_ptr<LibraryConnection> connection_;
  LIBSSH2_CHANNEL* channel_;
};

}  // namespace volley::transport
