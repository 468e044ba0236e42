#include "transport/ssh/wire.hpp"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <cerrno>
#include <cstring>

#include "transport/descriptor_limit.hpp"
#include "transport/failure.hpp"

namespace volley::transport {

namespace {

constexpr std::size_t kReadSize = 64UL * 1024;
constexpr std::size_t kIncomingLimit = 1024UL * 1024;

// A delayed acknowledgement stalls the many small packets of a login by 40 ms each, and the kernel leaves this mode
// again by itself, so it is asked for after every read.
void acknowledge_at_once(int descriptor) {
  const int on = 1;
  setsockopt(descriptor, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
}

}  // namespace

asio::awaitable<void> Wire::connect(asio::ip::tcp::endpoint peer, Deadline deadline) {
  asio::steady_timer timer(socket_.get_executor(), deadline);
  timer.async_wait([self = shared_from_this()](const asio::error_code& error) {
    if (!error) {
      asio::error_code ignored;
      self->socket_.close(ignored);
    }
  });
  asio::error_code ignored;
  socket_.close(ignored);
  socket_.open(peer.protocol());
  if (near_descriptor_limit(socket_.native_handle())) {
    socket_.close(ignored);
    throw OutOfDescriptors();
  }
  co_await socket_.async_connect(peer, asio::use_awaitable);
  socket_.non_blocking(true);
  number_ = socket_.native_handle();
  socket_.set_option(asio::ip::tcp::no_delay(true));
  acknowledge_at_once(socket_.native_handle());
}

std::string Wire::peer() const {
  asio::error_code error;
  const auto peer = socket_.remote_endpoint(error);
  const bool wide = peer.address().is_v6();
  return error ? std::string()
               : (wide ? "[" : "") + peer.address().to_string() + (wide ? "]:" : ":") + std::to_string(peer.port());
}

void Wire::start_receiving() {
  asio::co_spawn(socket_.get_executor(), receive_all(shared_from_this()), asio::detached);
}

long Wire::receive(char* buffer, std::size_t size) {
  const std::size_t count = std::min({size, available(), allowance_});
  if (count == 0) {
    return shut_ ? 0 : -EAGAIN;
  }
  if (allowance_ != kUnlimited) {
    allowance_ -= count;
  }
  bytes_consumed_ += count;
  std::memcpy(buffer, incoming_.data() + consumed_, count);
  consumed_ += count;
  if (consumed_ == incoming_.size()) {
    incoming_.clear();
    consumed_ = 0;
    if (incoming_.capacity() > kReadSize) {
      incoming_.shrink_to_fit();
    }
  }
  return static_cast<long>(count);
}

long Wire::send(const char* data, std::size_t size) {
  if (closed_) {
    return -EPIPE;
  }
  outgoing_.append(data, size);
  return static_cast<long>(size);
}

void Wire::flush() {
  while (!closed_ && !sending_ && backlog() > 0) {
    const ssize_t count =
        ::send(socket_.native_handle(), outgoing_.data() + sent_, backlog(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      sent_ += static_cast<std::size_t>(count);
    } else if (errno == EAGAIN) {
      sending_ = true;
      asio::co_spawn(socket_.get_executor(), send_backlog(shared_from_this()), asio::detached);
    } else if (errno != EINTR) {
      // What the peer has sent before it went is still worth reading; receive_all() finds the end itself.
      outgoing_.clear();
      sent_ = 0;
      return;
    }
  }
  if (backlog() == 0) {
    outgoing_.clear();
    sent_ = 0;
    if (outgoing_.capacity() > kReadSize) {
      outgoing_.shrink_to_fit();
    }
  }
}

asio::awaitable<void> Wire::send_backlog(std::shared_ptr<Wire> self) {
  asio::error_code error;
  co_await self->socket_.async_wait(asio::ip::tcp::socket::wait_write,
                                    asio::redirect_error(asio::use_awaitable, error));
  self->sending_ = false;
  if (!error) {
    self->flush();
  }
  self->changed_.wake_all();
}

bool Wire::receive_available() {
  std::array<char, kReadSize> buffer;
  for (;;) {
    const ssize_t count = ::recv(socket_.native_handle(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count > 0) {
      incoming_.insert(incoming_.end(), buffer.data(), buffer.data() + count);
      bytes_received_ += static_cast<std::uint64_t>(count);
      if (static_cast<std::size_t>(count) < buffer.size()) {
        break;
      }
    } else if (count == 0) {
      close_because("connection closed by remote host");
      return false;
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      break;
    } else if (errno != EINTR) {
      close_because(std::strerror(errno));
      return false;
    }
    if (available() > kIncomingLimit) {
      break;
    }
  }
  last_received_ = std::chrono::steady_clock::now();
  acknowledge_at_once(socket_.native_handle());
  return true;
}

asio::awaitable<void> Wire::receive_all(std::shared_ptr<Wire> self) {
  while (!self->closed_) {
    asio::error_code error;
    co_await self->socket_.async_wait(asio::ip::tcp::socket::wait_read,
                                      asio::redirect_error(asio::use_awaitable, error));
    if (error || self->closed_) {
      break;
    }
    const bool open = self->receive_available();
    self->changed_.wake_all();
    if (!open) {
      break;
    }
    while (!self->closed_ && self->available() > kIncomingLimit) {
      // Nobody reads: leave the rest to TCP's own back pressure, and look again soon.
      asio::steady_timer pause(self->socket_.get_executor(), std::chrono::milliseconds(2));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
      self->changed_.wake_all();
    }
  }
}

void Wire::close_because(const std::string& reason) {
  if (closed_) {
    return;
  }
  closed_ = true;
  reason_ = reason;
  asio::error_code ignored;
  socket_.close(ignored);
  changed_.wake_all();
}

void Wire::close() {
  shut_ = true;
  incoming_.clear();
  consumed_ = 0;
  close_because("closed");
}

}  // namespace volley::transport
