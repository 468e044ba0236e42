// A session on a connection of the ssh program: three streams that the program reads and writes itself, and a control
// connection that says how it went.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/local/stream_protocol.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <memory>
#include <string>

#include "transport/ssh/openssh/program_connection.hpp"

namespace volley::transport {

class ProgramChannel final : public Channel {
 public:
  explicit ProgramChannel(std::shared_ptr<ProgramConnection> connection);
  ProgramChannel(const ProgramChannel&) = delete;
  ProgramChannel& operator=(const ProgramChannel&) = delete;
  ~ProgramChannel() override;

  [[nodiscard]] Connection& connection() const override { return *connection_; }
  [[nodiscard]] Step request_terminal() override;
  [[nodiscard]] Step start(const std::string& command) override;
  [[nodiscard]] long write(std::string_view data) override;
  [[nodiscard]] bool end_input() override;
  [[nodiscard]] bool wants_input() const override { return true; }
  [[nodiscard]] std::size_t read(runtime::OutputStream stream, char* buffer, std::size_t size) override;
  [[nodiscard]] bool untouched() const override { return !output_ended(); }
  [[nodiscard]] bool output_ended() const override;
  [[nodiscard]] bool closed() override;
  [[nodiscard]] bool signalled() override;
  [[nodiscard]] int exit_status() override;

 private:
  struct State;
  static asio::awaitable<void> converse(std::shared_ptr<State> state);
  static asio::awaitable<void> try_once(std::shared_ptr<State> state);

  std::shared_ptr<ProgramConnection> connection_;
  std::shared_ptr<State> state_;
};

}  // namespace volley::transport
