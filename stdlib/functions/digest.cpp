// md5, sha1, sha256 and digest: checksums of strings.
#include <openssl/evp.h>

#include <array>

#include "runtime/evaluate/error.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Value;

std::string hexadecimal(const unsigned char* bytes, unsigned length) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (unsigned index = 0; index < length; ++index) {
    text += kDigits[bytes[index] >> 4U];
    text += kDigits[bytes[index] & 0xFU];
  }
  return text;
}

Value checksum(const Call& call, const EVP_MD* algorithm) {
  if (call.arguments.size() != 1) {
    throw EvaluationError(std::string(call.name) + "(): Wrong number of arguments given (" +
                          std::to_string(call.arguments.size()) + " for 1)");
  }
  if (!call.arguments[0].is_string()) {
    throw EvaluationError("no implicit conversion of " + native_class(call.arguments[0]) + " into String");
  }
  const std::string& text = call.arguments[0].as_string();
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  if (EVP_Digest(text.data(), text.size(), bytes.data(), &length, algorithm, nullptr) != 1) {
    throw EvaluationError(std::string(call.name) + "(): this checksum is not available here");
  }
  return {hexadecimal(bytes.data(), length)};
}

Value md5(Call& call) { return checksum(call, EVP_md5()); }
Value sha1(Call& call) { return checksum(call, EVP_sha1()); }
Value sha256(Call& call) { return checksum(call, EVP_sha256()); }

}  // namespace

Family digest() {
  static const FunctionRecord kTable[] = {
      {"md5", {{"Any *arguments", "String", md5}}, "The MD5 checksum of a string, in hexadecimal."},
      {"sha1", {{"Any *arguments", "String", sha1}}, "The SHA-1 checksum of a string, in hexadecimal."},
      {"sha256", {{"Any *arguments", "String", sha256}}, "The SHA-256 checksum of a string, in hexadecimal."},
      {"digest", {{"Any *arguments", "String", sha256}}, "The checksum of a string, in hexadecimal."},
  };
  return kTable;
}

}  // namespace volley::stdlib
