// Secrets in files that may be read by others: encrypted for a key pair, written as ENC[PKCS7,...].
//
//   create_key_pair({"keys/public_key.pkcs7.pem", "keys/private_key.pkcs7.pem"}, 2048);
//   std::string text = pkcs7_encrypt("hunter2", "keys/public_key.pkcs7.pem");
//
// The format is that of hiera-eyaml: a PKCS #7 envelope with AES-256 in CBC mode, in DER, in base64.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace volley::runtime {

struct KeyPairFiles {
  std::string public_key;   // a certificate that the key has signed itself
  std::string private_key;  // readable for its owner alone
};

// All of them throw PlanError.
void create_key_pair(const KeyPairFiles& files, std::int64_t bits);
[[nodiscard]] std::string pkcs7_encrypt(std::string_view plain_text, const std::string& public_key_file);
[[nodiscard]] std::string pkcs7_decrypt(std::string_view encrypted, const KeyPairFiles& files);

}  // namespace volley::runtime
