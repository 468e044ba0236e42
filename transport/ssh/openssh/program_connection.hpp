// A connection that the system's ssh program holds. Each execution asks it at its control socket for a session and
// hands over pipes for its streams; no further process is started for it.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/local/stream_protocol.hpp>
#include <memory>
#include <string>

#include "transport/ssh/carrier.hpp"
#include "transport/ssh/openssh/master.hpp"

namespace volley::transport {

class ProgramConnection final : public Connection {
 public:
  // Throws JobFailure (connect-error).
  [[nodiscard]] static asio::awaitable<std::shared_ptr<Connection>> open(asio::io_context& loop,
                                                                         std::shared_ptr<const SshEndpoint> endpoint,
                                                                         std::string socket);
  ProgramConnection(asio::io_context& loop, Master master);
  ~ProgramConnection() override;

  [[nodiscard]] asio::awaitable<std::shared_ptr<Channel>> open_channel(const Interruption& interruption,
                                                                       Deadline deadline) override;
  [[nodiscard]] asio::awaitable<void> ask(const Interruption& interruption, Deadline deadline) override;
  [[nodiscard]] runtime::ConnectionDetails details() override { return master_.details; }
  void say_goodbye() override { master_.process->terminate(); }
  void retire() override;
  [[nodiscard]] bool alive() const override { return !retired_ && !master_.process->ended(); }
  [[nodiscard]] bool idle() const override { return jobs_started > 0 && open_channels_ == 0; }
  [[nodiscard]] ConnectionLost lost() const override;
  [[nodiscard]] Signal& changed() override { return changed_; }
  [[nodiscard]] Deadline last_received() const override { return last_received_; }

  [[nodiscard]] asio::io_context& loop() { return loop_; }
  [[nodiscard]] const std::string& socket() const { return master_.socket; }
  // Throws ConnectionLost.
  [[nodiscard]] asio::awaitable<asio::local::stream_protocol::socket> call_master();
  // Whether the program still answers at its socket.
  [[nodiscard]] asio::awaitable<bool> answers();
  void note_received() { last_received_ = std::chrono::steady_clock::now(); }
  void channel_opened() { ++open_channels_; }
  void channel_closed();
  [[nodiscard]] std::size_t open_channels() const { return open_channels_; }

 private:
  static asio::awaitable<void> watch(std::weak_ptr<ProgramConnection> weak, std::shared_ptr<BoundProcess> process);
  [[nodiscard]] std::shared_ptr<ProgramConnection> shared() {
    return std::static_pointer_cast<ProgramConnection>(shared_from_this());
  }

  asio::io_context& loop_;
  Master master_;
  Signal changed_;
  bool retired_ = false;
  std::size_t open_channels_ = 0;
  Deadline last_received_ = std::chrono::steady_clock::now();
};

}  // namespace volley::transport
