#include "transport/ssh/key_format.hpp"

#include <algorithm>
#include <array>

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

std::optional<KeyFile> read_key_file(std::string_view text) {
  const std::optional<std::string> bytes = binary_part(text);
  if (!bytes) {
    return std::nullopt;
  }
  FieldReader outer(*bytes);
  const std::string_view cipher = outer.text();
  [[maybe_unused]] const std::string_view derivation = outer.text();
  [[maybe_unused]] const std::string_view derivation_options = outer.text();
  const std::uint32_t keys = outer.number();
  KeyFile file;
  file.public_part = outer.text();
  FieldReader inner(outer.text());
  if (outer.failed() || cipher != "none" || keys != 1 || inner.number() != inner.number()) {
    return std::nullopt;
  }
  file.algorithm = inner.text();
  if (file.algorithm == "ssh-ed25519") {
    [[maybe_unused]] const std::string_view public_key = inner.text();
    file.private_part = inner.text().substr(0, kSeedSize);
    if (file.private_part.size() != kSeedSize) {
      return std::nullopt;
    }
  } else if (file.algorithm.starts_with("ecdsa-sha2-nistp")) {
    [[maybe_unused]] const std::string_view curve = inner.text();
    file.point = inner.text();
    file.private_part = inner.text();
  } else {
    return std::nullopt;
  }
  return inner.failed() ? std::nullopt : std::optional(std::move(file));
}

}  // namespace volley::transport
