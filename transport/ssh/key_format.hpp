// OpenSSH's own format of private keys ("BEGIN OPENSSH PRIVATE KEY"), and the ssh encoding of strings and numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace volley::transport {

// Reads ssh's length-prefixed fields from the front (RFC 4251, 5). After a field that is not there everything is empty.
class FieldReader {
 public:
  explicit FieldReader(std::string_view data) : rest_(data) {}
  [[nodiscard]] std::uint32_t number();
  [[nodiscard]] std::string_view text();
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

[[nodiscard]] std::string text_field(std::string_view text);
// A positive number, given as big-endian bytes.
[[nodiscard]] std::string number_field(std::string_view big_endian);

// What a key file of this format holds.
struct KeyFile {
  std::string algorithm;     // "ssh-ed25519", "ecdsa-sha2-nistp256", ...
  std::string public_part;   // as ssh sends it
  std::string private_part;  // the seed of an ed25519 key, the scalar of an ecdsa key (big-endian)
  std::string point;         // the public point of an ecdsa key
};

// Empty when the text is of another format, encrypted by another passphrase, damaged, or of a kind of key that is not
// read here.
[[nodiscard]] std::optional<KeyFile> read_key_file(std::string_view text, std::string_view passphrase = {});
// The public part, which no passphrase protects; empty when the text is of another format.
[[nodiscard]] std::string public_part_in_file(std::string_view text);

}  // namespace volley::transport
