// Encodings and hashes, from the module stdlib: base64, name-based UUIDs, and the hashes of passwords that operating
// systems keep.
#include <crypt.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <memory>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/binary.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/regexp.hpp"
#include "runtime/value/sensitive.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/unicode.hpp"
#include "stdlib/module_functions/legacy_arguments.hpp"

namespace volley::stdlib {
namespace {

using runtime::Base64;
using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Hash;
using runtime::Value;

std::string hexadecimal(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto code = static_cast<unsigned char>(byte);
    text += {kDigits[code >> 4U], kDigits[code & 0xFU]};
  }
  return text;
}

std::string checksum(std::string_view text, const EVP_MD* algorithm) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  if (EVP_Digest(text.data(), text.size(), bytes.data(), &length, algorithm, nullptr) != 1) {
    throw EvaluationError("this checksum is not available here");
  }
  return {reinterpret_cast<const char*>(bytes.data()), length};
}

Value revealed(const Value& value) {
  const auto* secret = value.as<runtime::Sensitive>();
  return secret != nullptr ? secret->unwrap() : value;
}

std::string decoded(const std::string& text, Base64 method) {
  try {
    const bool padded = method != Base64::UrlSafe || text.size() % 4 == 0;
    return runtime::decode_base64(padded ? text : text + std::string(4 - text.size() % 4, '='), method);
  } catch (const std::invalid_argument&) {
    throw EvaluationError("invalid base64");
  }
}

Value base64(Call& call) {
  const std::size_t count = call.arguments.size();
  require(call, count >= 2, "Wrong number of arguments (" + std::to_string(count) + "; must be >= 2)");
  const Value action = legacy_argument(call, 0);
  const bool encodes = action.is_string() && action.as_string() == "encode";
  require(call, encodes || (action.is_string() && action.as_string() == "decode"),
          "the first argument must be one of 'encode' or 'decode'");
  const Value text = legacy_argument(call, 1);
  require(call, text.is_string(), "the second argument must be a string to base64");
  const std::string name = count == 2 ? "default" : native_text(call.arguments[2]);
  require(call, name == "default" || name == "strict" || name == "urlsafe",
          "the third argument must be one of 'default', 'strict', or 'urlsafe'");
  const Base64 method = name == "default" ? Base64::Relaxed : name == "strict" ? Base64::Strict : Base64::UrlSafe;
  return {encodes ? runtime::encode_base64(text.as_string(), method) : decoded(std::string(text.as_string()), method)};
}

Value fqdn_uuid(Call& call) {
  constexpr std::string_view kNamespace("\x6b\xa7\xb8\x10\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8", 16);
  const std::size_t count = call.arguments.size();
  if (count != 1) {
    throw EvaluationError(count == 0 ? "fqdn_uuid: No arguments given"
                                     : "fqdn_uuid: Too many arguments given (" + std::to_string(count) + ")");
  }
  const Value name = legacy_argument(call, 0);
  if (!name.is_string()) {
    throw EvaluationError("no implicit conversion of " + native_class(name) + " into String");
  }
  std::string bytes = checksum(std::string(kNamespace) + std::string(name.as_string()), EVP_sha1()).substr(0, 16);
  bytes[6] = static_cast<char>((bytes[6] & 0x0F) | 0x50);  // version 5
  bytes[8] = static_cast<char>((bytes[8] & 0x3F) | 0x80);
  std::string text = hexadecimal(bytes);
  for (const std::size_t dash : {20, 16, 12, 8}) {
    text.insert(dash, 1, '-');
  }
  return {std::move(text)};
}

struct HashKind {
  std::string_view name;
  std::string_view prefix;
  bool is_bcrypt;
};

constexpr HashKind kHashKinds[] = {
    {"md5", "1", false},      {"sha-256", "5", false},  {"sha-512", "6", false},  {"bcrypt", "2b", true},
    {"bcrypt-a", "2a", true}, {"bcrypt-x", "2x", true}, {"bcrypt-y", "2y", true},
};

const HashKind* hash_kind(std::string_view name) {
  for (const HashKind& kind : kHashKinds) {
    if (kind.name == name) {
      return &kind;
    }
  }
  return nullptr;
}

void check_salt(const Call& call, const HashKind& kind, const Value& salt) {
  constexpr std::string_view kBcryptSalt = "^(0[4-9]|[12][0-9]|3[01])\\$[.\\/A-Za-z0-9]{22}";
  require(call, salt.is_string(), "third argument must be a string");
  require(call, !salt.as_string().empty(), "third argument must not be empty");
  const std::string_view pattern = kind.is_bcrypt ? kBcryptSalt : "\\A[a-zA-Z0-9.\\/]+\\z";
  require(call, runtime::Regexp::compile(pattern)->found_in(salt.as_string()),
          "characters in salt must " + (kind.is_bcrypt ? "match (?-mix:" + std::string(kBcryptSalt) + ")"
                                                       : std::string("be in the set [a-zA-Z0-9./]")));
}

Value pw_hash(Call& call) {
  require_count(call, call.arguments.size() == 3, "3");
  const Value password = revealed(legacy_argument(call, 0));
  const Value type = revealed(legacy_argument(call, 1));
  const Value salt = revealed(legacy_argument(call, 2));
  require(call, password.is_string() || password.is_undef(), "first argument must be a string");
  require(call, type.is_string(), "second argument must be a string");
  const HashKind* kind = hash_kind(to_lower(type.as_string()));
  require(call, kind != nullptr, std::string(type.as_string()) + " is not a valid hash type");
  check_salt(call, *kind, salt);
  if (password.is_undef() || password.as_string().empty()) {
    return {};
  }
  const auto room = std::make_unique<crypt_data>();
  const std::string setting = "$" + std::string(kind->prefix) + "$" + std::string(salt.as_string());
  const char* hashed = crypt_r(std::string(password.as_string()).c_str(), setting.c_str(), room.get());
  if (hashed == nullptr || hashed[0] == '*') {
    throw EvaluationError("Invalid argument - crypt");
  }
  return {hashed};
}

Value str2saltedsha512(Call& call) {
  const std::size_t count = call.arguments.size();
  require(call, count == 1, "Wrong number of arguments passed (" + std::to_string(count) + " but we require 1)");
  const Value password = legacy_argument(call, 0);
  require(call, password.is_string(), "Requires a String argument, you passed: " + native_class(password));
  std::array<unsigned char, 4> random{};
  if (RAND_bytes(random.data(), static_cast<int>(random.size())) != 1) {
    throw EvaluationError("str2saltedsha512(): no random numbers to be had");
  }
  const std::string salt(reinterpret_cast<const char*>(random.data()), random.size());
  return {hexadecimal(salt + checksum(salt + std::string(password.as_string()), EVP_sha512()))};
}

Value str2saltedpbkdf2(Call& call) {
  const std::size_t count = call.arguments.size();
  require(call, count == 3, "wrong number of arguments (" + std::to_string(count) + " for 3)");
  const Value password = revealed(legacy_argument(call, 0));
  const Value salt = revealed(legacy_argument(call, 1));
  const Value rounds = revealed(legacy_argument(call, 2));
  require(call, password.is_string(), "first argument must be a string");
  require(call, salt.is_string(), "second argument must be a string");
  require(call, salt.as_string().size() >= 8, "second argument must be at least 8 bytes long");
  require(call, rounds.is_integer(), "third argument must be an integer");
  require(call, rounds.as_integer() > 40000 && rounds.as_integer() < 70000,
          "third argument must be between 40,000 and 70,000");
  std::array<unsigned char, 128> key{};
  const std::string_view words = password.as_string();
  const auto* salt_bytes = reinterpret_cast<const unsigned char*>(salt.as_string().data());
  if (PKCS5_PBKDF2_HMAC(words.data(), static_cast<int>(words.size()), salt_bytes,
                        static_cast<int>(salt.as_string().size()), static_cast<int>(rounds.as_integer()), EVP_sha512(),
                        static_cast<int>(key.size()), key.data()) != 1) {
    throw EvaluationError("str2saltedpbkdf2(): this hash is not available here");
  }
  return {Hash{{"password_hex", hexadecimal({reinterpret_cast<const char*>(key.data()), key.size()})},
               {"salt_hex", hexadecimal(salt.as_string())},
               {"iterations", rounds}}};
}

}  // namespace

Family module_secrets() {
  static const FunctionRecord kTable[] = {
      {"base64",
       {{"Any *arguments", "String", base64}},
       "A string to or from base64: 'encode' or 'decode', the string, and 'default' (with line breaks), 'strict' or "
       "'urlsafe'."},
      {"fqdn_uuid",
       {{"Any *arguments", "String", fqdn_uuid}},
       "The UUID (version 5) that belongs to the name of a host."},
      {"pw_hash",
       {{"Any *arguments", "Optional[String]", pw_hash}},
       "The hash of a password as /etc/shadow keeps it: password, 'md5', 'sha-256', 'sha-512' or 'bcrypt', salt."},
      {"str2saltedsha512",
       {{"Any *arguments", "String", str2saltedsha512}},
       "The hash of a password as macOS 10.7 keeps it, with a random salt."},
      {"str2saltedpbkdf2",
       {{"Any *arguments", "Hash", str2saltedpbkdf2}},
       "The hash of a password as macOS keeps it since 10.8: password, salt, iterations."},
  };
  return kTable;
}

}  // namespace volley::stdlib
