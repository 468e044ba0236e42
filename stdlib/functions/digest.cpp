// md5, sha1, sha256 and digest: checksums of strings.
#include <openssl/evp.h>

#include <array>

#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/checksum.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

std::string hexadecimal(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto number = static_cast<unsigned char>(byte);
    text += kDigits[number >> 4U];
    text += kDigits[number & 0xFU];
  }
  return text;
}

const EVP_MD* algorithm_of(Checksum kind) {
  switch (kind) {
    case Checksum::Md5: return EVP_md5();
    case Checksum::Sha1: return EVP_sha1();
    case Checksum::Sha256: break;
  }
  return EVP_sha256();
}

template <Checksum kind>
Value checksum(Call& call) {
  if (call.arguments.size() != 1) {
    throw EvaluationError(std::string(call.name) + "(): Wrong number of arguments given (" +
                          std::to_string(call.arguments.size()) + " for 1)");
  }
  if (!call.arguments[0].is_string()) {
    throw EvaluationError("no implicit conversion of " + native_class(call.arguments[0]) + " into String");
  }
  return {hexadecimal(checksum_bytes(kind, call.arguments[0].as_string()))};
}

}  // namespace

std::string checksum_bytes(Checksum kind, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> result{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), result.data(), &length, algorithm_of(kind), nullptr) != 1) {
    throw EvaluationError("This checksum is not available here");
  }
  return std::string(result.begin(), result.begin() + length);
}

Family digest() {
  static const FunctionRecord kTable[] = {
      {"md5", {{"Any *arguments", "String", checksum<Checksum::Md5>}}, "The MD5 checksum of a string, in hexadecimal."},
      {"sha1",
       {{"Any *arguments", "String", checksum<Checksum::Sha1>}},
       "The SHA-1 checksum of a string, in hexadecimal."},
      {"sha256",
       {{"Any *arguments", "String", checksum<Checksum::Sha256>}},
       "The SHA-256 checksum of a string, in hexadecimal."},
      {"digest",
       {{"Any *arguments", "String", checksum<Checksum::Sha256>}},
       "The checksum of a string, in hexadecimal."},
  };
  return kTable;
}

}  // namespace volley::stdlib
