#include "transport/ssh/key_format.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

#include "transport/ssh/bcrypt_key.hpp"

namespace volley::transport {

namespace {

constexpr std::string_view kBegin = "-----BEGIN OPENSSH PRIVATE KEY-----";
constexpr std::string_view kEnd = "-----END OPENSSH PRIVATE KEY-----";
constexpr std::string_view kMagic{"openssh-key-v1\0", 15};
constexpr std::size_t kSeedSize = 32;

int base64_digit(char c) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t found = kDigits.find(c);
  return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

std::string decode_base64(std::string_view text) {
  std::string bytes;
  unsigned int bits = 0;
  int count = 0;
  for (const char c : text) {
    const int digit = base64_digit(c);
    if (digit < 0) {
      continue;
    }
    bits = (bits << 6U) | static_cast<unsigned int>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>((bits >> static_cast<unsigned int>(count)) & 0xFFU);
    }
  }
  return bytes;
}

std::optional<std::string> binary_part(std::string_view text) {
  const std::size_t begin = text.find(kBegin);
  const std::size_t end = text.find(kEnd);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin + kBegin.size()) {
    return std::nullopt;
  }
  std::string bytes = decode_base64(text.substr(begin + kBegin.size(), end - begin - kBegin.size()));
  if (!bytes.starts_with(kMagic)) {
    return std::nullopt;
  }
  return bytes.substr(kMagic.size());
}

struct Cipher {
  std::string_view name;
  const EVP_CIPHER* (*kind)();
};
constexpr std::array<Cipher, 6> kCiphers = {{{"aes256-ctr", EVP_aes_256_ctr},
                                             {"aes192-ctr", EVP_aes_192_ctr},
                                             {"aes128-ctr", EVP_aes_128_ctr},
                                             {"aes256-cbc", EVP_aes_256_cbc},
                                             {"aes192-cbc", EVP_aes_192_cbc},
                                             {"aes128-cbc", EVP_aes_128_cbc}}};

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

// What the key of a file costs, a file may decide; but not for ever.
constexpr std::uint32_t kMostRounds = 10'000;

std::optional<std::string> decrypt(std::string_view secret, std::string_view cipher_name, std::string_view options,
                                   std::string_view passphrase) {
  const auto* cipher =
      std::find_if(kCiphers.begin(), kCiphers.end(), [&](const Cipher& known) { return known.name == cipher_name; });
  FieldReader reader(options);
  const std::string_view salt = reader.text();
  const std::uint32_t rounds = reader.number();
  if (cipher == kCiphers.end() || reader.failed() || rounds > kMostRounds || passphrase.empty()) {
    return std::nullopt;
  }
  const auto key_size = static_cast<std::size_t>(EVP_CIPHER_get_key_length(cipher->kind()));
  const auto vector_size = static_cast<std::size_t>(EVP_CIPHER_get_iv_length(cipher->kind()));
  const std::string key = bcrypt_key(passphrase, salt, rounds, key_size + vector_size);
  const auto* bytes = reinterpret_cast<const unsigned char*>(key.data());
  const std::unique_ptr<EVP_CIPHER_CTX, FreeCipher> context(EVP_CIPHER_CTX_new());
  std::string plain(secret.size() + vector_size, '\0');
  int size = 0;
  if (!context || EVP_DecryptInit_ex(context.get(), cipher->kind(), nullptr, bytes, bytes + key_size) <= 0 ||
      EVP_CIPHER_CTX_set_padding(context.get(), 0) <= 0 ||
      EVP_DecryptUpdate(context.get(), reinterpret_cast<unsigned char*>(plain.data()), &size,
                        reinterpret_cast<const unsigned char*>(secret.data()), static_cast<int>(secret.size())) <= 0) {
    return std::nullopt;
  }
  plain.resize(static_cast<std::size_t>(size));
  return plain;
}

// The private fields, without their encryption.
std::optional<KeyFile> read_private_fields(std::string_view plain, KeyFile file) {
  FieldReader reader(plain);
  // Two equal numbers: the passphrase was the right one.
  if (reader.number() != reader.number()) {
    return std::nullopt;
  }
  file.algorithm = reader.text();
  if (file.algorithm == "ssh-ed25519") {
    [[maybe_unused]] const std::string_view public_key = reader.text();
    file.private_part = reader.text().substr(0, kSeedSize);
    if (file.private_part.size() != kSeedSize) {
      return std::nullopt;
    }
  } else if (file.algorithm.starts_with("ecdsa-sha2-nistp")) {
    [[maybe_unused]] const std::string_view curve = reader.text();
    file.point = reader.text();
    file.private_part = reader.text();
  } else {
    return std::nullopt;
  }
  return reader.failed() ? std::nullopt : std::optional(std::move(file));
}

}  // namespace

std::uint32_t FieldReader::number() {
  if (rest_.size() < 4) {
    failed_ = true;
    rest_ = {};
    return 0;
  }
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    value = (value << 8U) | static_cast<unsigned char>(rest_[static_cast<std::size_t>(i)]);
  }
  rest_.remove_prefix(4);
  return value;
}

std::string_view FieldReader::text() {
  const std::uint32_t size = number();
  if (size > rest_.size()) {
    failed_ = true;
    rest_ = {};
    return {};
  }
  const std::string_view field = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return field;
}

std::string text_field(std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  std::string field;
  for (const unsigned int shift : {24U, 16U, 8U, 0U}) {
    field += static_cast<char>((size >> shift) & 0xFFU);
  }
  return field.append(text);
}

std::string number_field(std::string_view big_endian) {
  big_endian.remove_prefix(std::min(big_endian.find_first_not_of('\0'), big_endian.size()));
  std::string digits(big_endian);
  // A leading one bit would make it negative.
  if (!digits.empty() && (static_cast<unsigned char>(digits.front()) & 0x80U) != 0) {
    digits.insert(digits.begin(), '\0');
  }
  return text_field(digits);
}

std::optional<KeyFile> read_key_file(std::string_view text, std::string_view passphrase) {
  const std::optional<std::string> bytes = binary_part(text);
  if (!bytes) {
    return std::nullopt;
  }
  FieldReader reader(*bytes);
  const std::string_view cipher = reader.text();
  const std::string_view derivation = reader.text();
  const std::string_view options = reader.text();
  const std::uint32_t keys = reader.number();
  KeyFile file;
  file.public_part = reader.text();
  const std::string_view secret = reader.text();
  if (reader.failed() || keys != 1) {
    return std::nullopt;
  }
  if (cipher == "none") {
    return read_private_fields(secret, std::move(file));
  }
  const std::optional<std::string> plain =
      derivation == "bcrypt" ? decrypt(secret, cipher, options, passphrase) : std::nullopt;
  return plain ? read_private_fields(*plain, std::move(file)) : std::nullopt;
}

std::string public_part_in_file(std::string_view text) {
  const std::optional<std::string> bytes = binary_part(text);
  if (!bytes) {
    return {};
  }
  FieldReader reader(*bytes);
  for (int i = 0; i < 3; ++i) {
    [[maybe_unused]] const std::string_view about_the_cipher = reader.text();
  }
  [[maybe_unused]] const std::uint32_t keys = reader.number();
  const std::string_view public_part = reader.text();
  return reader.failed() ? std::string() : std::string(public_part);
}

}  // namespace volley::transport
