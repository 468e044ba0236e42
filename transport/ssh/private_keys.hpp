// Private keys, read once per run and shared by all sessions.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "transport/ssh/signing_key.hpp"

namespace volley::transport {

struct PrivateKey {
  std::string content;
  std::shared_ptr<const SigningKey> signing;  // nullptr: the ssh library has to read the content for each connection
  bool rsa = false;
  bool hardware = false;   // the key itself is in a FIDO token
  bool encrypted = false;  // by a passphrase
};

// Safe to use from all event loops.
class PrivateKeys {
 public:
  // nullptr when the file cannot be read.
  [[nodiscard]] std::shared_ptr<const PrivateKey> from_file(const std::string& path);
  [[nodiscard]] static std::shared_ptr<const PrivateKey> from_text(std::string content);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const PrivateKey>> keys_;
};

}  // namespace volley::transport
