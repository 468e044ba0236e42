#include "stdlib/functions/checksum.hpp"

#include <openssl/evp.h>

#include <array>

#include "runtime/evaluate/error.hpp"

namespace volley::stdlib {
namespace {

const EVP_MD* algorithm_of(Checksum kind) {
  switch (kind) {
    case Checksum::Md5: return EVP_md5();
    case Checksum::Sha1: return EVP_sha1();
    case Checksum::Sha256: break;
  }
  return EVP_sha256();
}

}  // namespace

std::string checksum_bytes(std::string_view content, Checksum kind) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  if (EVP_Digest(content.data(), content.size(), bytes.data(), &length, algorithm_of(kind), nullptr) != 1) {
    throw runtime::EvaluationError("this checksum is not available here");
  }
  return {bytes.begin(), bytes.begin() + length};
}

std::string hexadecimal(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto code = static_cast<unsigned char>(byte);
    text += kDigits[code >> 4U];
    text += kDigits[code & 0xFU];
  }
  return text;
}

}  // namespace volley::stdlib
