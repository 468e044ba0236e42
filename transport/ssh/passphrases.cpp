#include "transport/ssh/passphrases.hpp"

#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>

namespace volley::transport {

namespace {

// Nobody types faster.
constexpr std::chrono::milliseconds kLook{30};
constexpr int kAttempts = 3;

}  // namespace

asio::awaitable<std::shared_ptr<const SigningKey>> Passphrases::open(std::string path, std::string content) {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor);
  for (;;) {
    Answer answer = look(path, content);
    if (answer.given) {
      co_return answer.key;
    }
    timer.expires_after(kLook);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

Passphrases::Answer Passphrases::look(const std::string& path, const std::string& content) {
  const std::lock_guard lock(mutex_);
  const auto [answer, is_new] = answers_.try_emplace(content);
  if (is_new) {
    requests_.push({path, content});
    requested_.notify_one();
    if (!thread_.joinable()) {
      thread_ = std::jthread([this](const std::stop_token& stop) { answer_requests(stop); });
    }
  }
  return answer->second;
}

void Passphrases::answer_requests(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (requested_.wait(lock, stop, [this] { return !requests_.empty(); })) {
    const Request request = std::move(requests_.front());
    requests_.pop();
    lock.unlock();
    const std::shared_ptr<const SigningKey> key = unlock(request, stop);
    lock.lock();
    answers_[request.content] = {true, key};
  }
}

std::shared_ptr<const SigningKey> Passphrases::unlock(const Request& request, const std::stop_token& stop) const {
  std::string question = "Enter passphrase for key '" + request.path + "': ";
  for (int i = 0; i < kAttempts; ++i) {
    const std::optional<std::string> passphrase = source_(question, stop);
    if (!passphrase || passphrase->empty()) {
      return nullptr;
    }
    if (auto key = SigningKey::parse(request.content, *passphrase)) {
      return key;
    }
    question = "Bad passphrase, try again for '" + request.path + "': ";
  }
  return nullptr;
}

}  // namespace volley::transport
