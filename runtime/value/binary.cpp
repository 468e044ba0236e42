#include "runtime/value/binary.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>

namespace volley::runtime {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kLineBytes = 45;

std::string without_noise(std::string_view text) {
  std::string clean;
  for (const char byte : text) {
    if (byte == '=') {
      break;
    }
    if (kDigits.find(byte) != std::string_view::npos) {
      clean += byte;
    }
  }
  return clean;
}

std::string standard_from_url_safe(std::string_view text) {
  std::string standard(text);
  for (char& byte : standard) {
    byte = byte == '-' ? '+' : (byte == '_' ? '/' : byte);
  }
  while (standard.size() % 4 != 0 && standard.find('=') == std::string::npos) {
    standard += '=';
  }
  return standard;
}

std::string decode_digits(std::string_view digits) {
  std::string bytes;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (const char digit : digits) {
    buffer = (buffer << 6U) | static_cast<std::uint32_t>(kDigits.find(digit));
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes += static_cast<char>((buffer >> bits) & 0xFFU);
      buffer &= (1U << bits) - 1;
    }
  }
  return bytes;
}

std::string decode_strict(std::string_view text) {
  std::string_view digits = text;
  while (!digits.empty() && digits.back() == '=' && text.size() - digits.size() < 2) {
    digits.remove_suffix(1);
  }
  const bool known = digits.find_first_not_of(kDigits) == std::string_view::npos;
  std::string bytes = known ? decode_digits(digits) : "";
  // Bits that no byte needs must be zero.
  if (text.size() % 4 != 0 || !known || encode_base64(bytes, Base64::Strict) != text) {
    throw std::invalid_argument("invalid base64");
  }
  return bytes;
}

std::string encode_plain(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t offset = 0; offset < 3; ++offset) {
      group = (group << 8U) | (offset < count ? static_cast<unsigned char>(bytes[at + offset]) : 0U);
    }
    for (std::size_t digit = 0; digit < 4; ++digit) {
      out += digit <= count ? kDigits[(group >> (18 - 6 * digit)) & 0x3FU] : '=';
    }
  }
  return out;
}

}  // namespace

std::string decode_base64(std::string_view text, Base64 kind) {
  switch (kind) {
    case Base64::Relaxed: return decode_digits(without_noise(text));
    case Base64::UrlSafe: return decode_strict(standard_from_url_safe(text));
    default: return decode_strict(text);
  }
}

std::string encode_base64(std::string_view bytes, Base64 kind) {
  if (kind == Base64::Relaxed) {
    std::string lines;
    for (std::size_t at = 0; at < bytes.size(); at += kLineBytes) {
      lines += encode_plain(bytes.substr(at, kLineBytes)) + "\n";
    }
    return lines;
  }
  std::string out = encode_plain(bytes);
  if (kind == Base64::UrlSafe) {
    for (char& byte : out) {
      byte = byte == '+' ? '-' : (byte == '/' ? '_' : byte);
    }
  }
  return out;
}

bool Binary::equals(const Object& other) const {
  const auto* binary = dynamic_cast<const Binary*>(&other);
  return binary != nullptr && bytes_ == binary->bytes_;
}

std::size_t Binary::hash_code() const { return std::hash<std::string>{}(bytes_) ^ 0xb1; }

std::optional<Value> Binary::index(std::span<const Value> keys) const {
  if (keys.empty() || keys.size() > 2 || !keys[0].is_integer() || !keys.back().is_integer()) {
    return std::nullopt;
  }
  const auto size = static_cast<std::int64_t>(bytes_.size());
  const auto inside = [size](std::int64_t position) { return std::clamp<std::int64_t>(position, 0, size); };
  const std::int64_t given = keys[0].as_integer();
  const std::int64_t first = given < 0 ? std::max(given, -size - 1) + size : std::min(given, size);
  std::int64_t end = first + 1;
  if (keys.size() == 2) {
    const std::int64_t count = std::clamp(keys[1].as_integer(), -size - 1, size);
    end = count < 0 ? size + count + 1 : first + count;
  }
  const std::int64_t begin = inside(first);
  const std::int64_t length = std::max<std::int64_t>(inside(end) - begin, 0);
  return Value(make<const Binary>(bytes_.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(length))));
}

}  // namespace volley::runtime
