#include "transport/signal.hpp"

#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>

namespace volley::transport {

namespace {

class Registration {
 public:
  Registration(std::list<asio::steady_timer*>& list, asio::steady_timer& timer)
      : list_(list), place_(list.insert(list.end(), &timer)) {}
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;
  ~Registration() { list_.erase(place_); }

 private:
  std::list<asio::steady_timer*>& list_;
  std::list<asio::steady_timer*>::iterator place_;
};

}  // namespace

void Signal::wake_all() {
  for (asio::steady_timer* timer : waiting_) {
    timer->cancel();
  }
}

asio::awaitable<bool> Signal::wait(Deadline deadline) {
  asio::steady_timer timer(executor_, deadline);
  const Registration registration(waiting_, timer);
  asio::error_code error;
  co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
  co_return static_cast<bool>(error);
}

}  // namespace volley::transport
