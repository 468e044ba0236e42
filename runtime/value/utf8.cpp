#include "runtime/value/utf8.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstring>
#include <iterator>

namespace volley::runtime {
namespace {

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

// Lead bytes restrict their second byte, which rules out overlong forms, surrogates and values past U+10FFFF.
bool second_byte_fits(unsigned char lead, unsigned char second) {
  switch (lead) {
    case 0xE0: return second >= 0xA0;
    case 0xED: return second < 0xA0;
    case 0xF0: return second >= 0x90;
    case 0xF4: return second < 0x90;
    default: return true;
  }
}

std::size_t expected_length(unsigned char lead) {
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xC2 && lead < 0xE0) {
    return 2;
  }
  if (lead >= 0xE0 && lead < 0xF0) {
    return 3;
  }
  if (lead >= 0xF0 && lead < 0xF5) {
    return 4;
  }
  return 0;
}

}  // namespace

std::size_t utf8_sequence_length(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  const std::size_t length = expected_length(lead);
  if (length <= 1 || at + length > text.size()) {
    return length == 1 ? 1 : 0;
  }
  for (std::size_t next = 1; next < length; ++next) {
    if ((byte_at(text, at + next) & 0xC0U) != 0x80U) {
      return 0;
    }
  }
  return second_byte_fits(lead, byte_at(text, at + 1)) ? length : 0;
}

bool is_ascii(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::uint64_t seen = 0;
  for (; text.size() >= sizeof seen; text.remove_prefix(sizeof seen)) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), sizeof bytes);
    seen |= bytes;
  }
  unsigned char rest = 0;
  for (const char byte : text) {
    rest |= static_cast<unsigned char>(byte);
  }
  return (seen & kHighBits) == 0 && rest < 0x80;
}

bool valid_utf8(std::string_view text) {
  if (is_ascii(text)) {
    return true;
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_sequence_length(text, at);
    if (length == 0) {
      return false;
    }
    at += length;
  }
  return true;
}

std::string escape_invalid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_sequence_length(text, at);
    if (length == 0) {
      fmt::format_to(std::back_inserter(out), "\\x{:02X}", byte_at(text, at));
      ++at;
    } else {
      out.append(text, at, length);
      at += length;
    }
  }
  return out;
}

}  // namespace volley::runtime
