// The bytes between an ssh session and its socket.
//
// libssh2 reads and writes here without ever blocking: what it sends is gathered and leaves in one piece with flush(),
// what arrives waits in a buffer. All on the event loop of the connection.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "transport/signal.hpp"

namespace volley::transport {

class Wire : public std::enable_shared_from_this<Wire> {
 public:
  explicit Wire(asio::any_io_executor executor) : socket_(executor), changed_(executor) {}

  // Throws std::system_error. Gives up at the deadline with operation_aborted.
  [[nodiscard]] asio::awaitable<void> connect(asio::ip::tcp::endpoint peer, Deadline deadline);
  // Starts to receive; goes on until the connection closes.
  void start_receiving();

  // As recv() and send(): a count, or a negative error number. The end is 0 only after close(): when the peer has
  // closed, -EAGAIN lets libssh2 hand out what it still holds, and callers look at closed().
  [[nodiscard]] long receive(char* buffer, std::size_t size);
  [[nodiscard]] long send(const char* data, std::size_t size);

  void flush();
  void close();
  [[nodiscard]] bool closed() const { return closed_; }
  [[nodiscard]] const std::string& closed_because() const { return reason_; }
  // "192.0.2.7:22"; empty when it is not connected.
  [[nodiscard]] std::string peer() const;
  [[nodiscard]] int descriptor() { return socket_.native_handle(); }
  // Whether this is the number of the connection's own socket, closed or not.
  [[nodiscard]] bool is_socket(int number) const { return number == number_; }
  // Bytes that have come and wait to be read.
  [[nodiscard]] std::size_t available() const { return incoming_.size() - consumed_; }
  // At most so many bytes are given out until this is called again: with less than one packet at a time, packets of
  // different streams can be told apart in the order of their arrival.
  void allow(std::size_t bytes) { allowance_ = bytes; }
  static constexpr std::size_t kUnlimited = static_cast<std::size_t>(-1);
  [[nodiscard]] std::uint64_t bytes_consumed() const { return bytes_consumed_; }
  // Bytes that wait to be sent; callers hold back when it grows.
  [[nodiscard]] std::size_t backlog() const { return outgoing_.size() - sent_; }
  [[nodiscard]] std::uint64_t bytes_received() const { return bytes_received_; }
  [[nodiscard]] Deadline last_received() const { return last_received_; }
  // Bytes came, backlog went, or the connection closed.
  [[nodiscard]] Signal& changed() { return changed_; }

 private:
  static asio::awaitable<void> receive_all(std::shared_ptr<Wire> self);
  static asio::awaitable<void> send_backlog(std::shared_ptr<Wire> self);
  bool receive_available();
  void close_because(const std::string& reason);

  asio::ip::tcp::socket socket_;
  int number_ = -1;
  Signal changed_;
  std::vector<char> incoming_;
  std::size_t consumed_ = 0;
  std::string outgoing_;
  std::size_t sent_ = 0;
  bool sending_ = false;
  bool closed_ = false;
  bool shut_ = false;  // by us
  std::size_t allowance_ = kUnlimited;
  std::uint64_t bytes_consumed_ = 0;
  std::string reason_;
  std::uint64_t bytes_received_ = 0;
  Deadline last_received_ = std::chrono::steady_clock::now();
};

}  // namespace volley::transport
