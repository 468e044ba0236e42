// A private key that is ready to sign: parsed once, its public part known, shared by all connections of a run.
//
//   if (const auto key = SigningKey::parse(text)) { ... key->public_part() ... key->sign(data) ... }
//
// Parsing a key costs as much as all the rest of a connection together, so it is done once a run.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace volley::transport {

class SigningKey {
 public:
  // nullptr for what it cannot read: RSA keys (the ssh library signs those with SHA-1 only), keys with another
  // passphrase, and text that is no key.
  [[nodiscard]] static std::shared_ptr<const SigningKey> parse(const std::string& text,
                                                               const std::string& passphrase = {});
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;
  ~SigningKey();

  // As ssh sends it (RFC 4253, 6.6): the algorithm's name, then what belongs to it.
  [[nodiscard]] const std::string& public_part() const { return public_part_; }
  // The signature as ssh sends it, without the algorithm's name in front; empty when signing failed. From any thread.
  [[nodiscard]] std::optional<std::string> sign(std::string_view data) const;

 private:
  struct Key;
  SigningKey(std::unique_ptr<Key> key, std::string public_part);

  std::unique_ptr<Key> key_;
  std::string public_part_;
};

}  // namespace volley::transport
