// Passphrases of private keys: the user is asked once a run for each, one after the other, while the event loops go on.
//
//   Passphrases passphrases(ask);
//   const auto key = co_await passphrases.open(path, content);   // nullptr: the user does not know it either
#pragma once

#include <asio/awaitable.hpp>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <queue>
#include <stop_token>
#include <string>
#include <thread>

#include "transport/ssh/signing_key.hpp"
#include "transport/ssh/user_contact.hpp"

namespace volley::transport {

class Passphrases {
 public:
  explicit Passphrases(PassphraseSource source) : source_(std::move(source)) {}
  Passphrases(const Passphrases&) = delete;
  Passphrases& operator=(const Passphrases&) = delete;
  ~Passphrases() = default;

  // Whether there is anybody to be asked.
  [[nodiscard]] bool available() const { return static_cast<bool>(source_); }
  // On any event loop, which is not held up. Who comes for the same file meanwhile gets the same key.
  [[nodiscard]] asio::awaitable<std::shared_ptr<const SigningKey>> open(std::string path, std::string content);

 private:
  struct Request {
    std::string path;
    std::string content;
  };
  struct Answer {
    bool given = false;
    std::shared_ptr<const SigningKey> key;
  };
  // The answer to the request, which is made if nobody has made it.
  [[nodiscard]] Answer look(const std::string& path, const std::string& content);
  void answer_requests(const std::stop_token& stop);
  [[nodiscard]] std::shared_ptr<const SigningKey> unlock(const Request& request, const std::stop_token& stop) const;

  PassphraseSource source_;
  std::mutex mutex_;
  std::condition_variable_any requested_;
  std::queue<Request> requests_;
  std::map<std::string, Answer> answers_;  // by the content of the file
  std::jthread thread_;                    // started by the first request; ends before all above
};

}  // namespace volley::transport
