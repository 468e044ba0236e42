// Lets so many through at a time, counted by a name; the others wait in line. On one event loop.
//
//   const auto ticket = co_await turnstile->enter("bastion", 4);  // until the ticket goes out of scope
#pragma once

#include <asio/awaitable.hpp>
#include <map>
#include <memory>
#include <string>

#include "transport/signal.hpp"

namespace volley::transport {

class Turnstile : public std::enable_shared_from_this<Turnstile> {
 public:
  explicit Turnstile(asio::any_io_executor executor) : changed_(std::move(executor)) {}

  [[nodiscard]] asio::awaitable<std::shared_ptr<void>> enter(std::string name, std::size_t limit) {
    while (inside_[name] >= limit) {
      co_await changed_.wait();
    }
    ++inside_[name];
    co_return std::shared_ptr<void>(nullptr, [self = shared_from_this(), name](void*) {
      --self->inside_[name];
      self->changed_.wake_all();
    });
  }

 private:
  Signal changed_;
  std::map<std::string, std::size_t> inside_;
};

}  // namespace volley::transport
