#include "transport/ssh/signing_key.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <vector>

#include "transport/ssh/key_format.hpp"

namespace volley::transport {

namespace {

template <typename Type, void (*Free)(Type*)>
struct Deleter {
  void operator()(Type* object) const { Free(object); }
};
template <typename Type, void (*Free)(Type*)>
using Owned = std::unique_ptr<Type, Deleter<Type, Free>>;

using OwnedKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using OwnedKeyContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using OwnedDigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using OwnedNumber = Owned<BIGNUM, BN_free>;
using OwnedParameterBuilder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using OwnedParameters = Owned<OSSL_PARAM, OSSL_PARAM_free>;
using OwnedSignature = Owned<ECDSA_SIG, ECDSA_SIG_free>;

struct FreeStream {
  void operator()(BIO* stream) const { BIO_free(stream); }
};

struct Curve {
  std::string_view name;       // as OpenSSL calls it
  std::string_view algorithm;  // as ssh calls keys on it
  std::string_view ssh_name;
  const EVP_MD* (*digest)();
};
constexpr std::array<Curve, 3> kCurves = {{{"prime256v1", "ecdsa-sha2-nistp256", "nistp256", EVP_sha256},
                                           {"secp384r1", "ecdsa-sha2-nistp384", "nistp384", EVP_sha384},
                                           {"secp521r1", "ecdsa-sha2-nistp521", "nistp521", EVP_sha512}}};

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

OwnedKey ed25519_key(std::string_view seed) {
  return OwnedKey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(seed), seed.size()));
}

OwnedKey ecdsa_key(const Curve& curve, const KeyFile& file) {
  const OwnedNumber scalar(BN_bin2bn(bytes_of(file.private_part), static_cast<int>(file.private_part.size()), nullptr));
  const OwnedParameterBuilder builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.name.data(), curve.name.size());
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, file.point.data(), file.point.size());
  OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar.get());
  const OwnedParameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const OwnedKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, parameters.get()) <= 0) {
    return nullptr;
  }
  return OwnedKey(key);
}

int give_passphrase(char* buffer, int size, int /*writing*/, void* data) {
  const auto& passphrase = *static_cast<const std::string*>(data);
  const auto count = std::min(passphrase.size(), static_cast<std::size_t>(size));
  std::copy_n(passphrase.data(), count, buffer);
  return static_cast<int>(count);
}

OwnedKey key_of_pem(const std::string& text, std::string passphrase) {
  const std::unique_ptr<BIO, FreeStream> stream(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  return OwnedKey(PEM_read_bio_PrivateKey(stream.get(), nullptr, &give_passphrase, &passphrase));
}

// nullptr when the key is on none of the curves that ssh knows.
const Curve* curve_of(EVP_PKEY* key) {
  std::array<char, 64> name{};
  std::size_t size = 0;
  if (EVP_PKEY_get_group_name(key, name.data(), name.size(), &size) <= 0) {
    return nullptr;
  }
  const auto* found = std::find_if(kCurves.begin(), kCurves.end(), [&](const Curve& curve) {
    return curve.name == std::string_view(name.data(), size);
  });
  return found == kCurves.end() ? nullptr : found;
}

std::string public_part_of(EVP_PKEY* key) {
  if (EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519) {
    std::array<unsigned char, 32> raw{};
    std::size_t size = raw.size();
    EVP_PKEY_get_raw_public_key(key, raw.data(), &size);
    return text_field("ssh-ed25519") + text_field({reinterpret_cast<const char*>(raw.data()), size});
  }
  const Curve* curve = EVP_PKEY_get_base_id(key) == EVP_PKEY_EC ? curve_of(key) : nullptr;
  if (curve == nullptr) {
    return {};
  }
  std::array<unsigned char, 256> point{};
  std::size_t size = 0;
  if (EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(), &size) <= 0) {
    return {};
  }
  return text_field(curve->algorithm) + text_field(curve->ssh_name) +
         text_field({reinterpret_cast<const char*>(point.data()), size});
}

// OpenSSL gives r and s in DER, ssh wants two numbers.
std::optional<std::string> ssh_form(const std::vector<unsigned char>& der) {
  const unsigned char* position = der.data();
  const OwnedSignature signature(d2i_ECDSA_SIG(nullptr, &position, static_cast<long>(der.size())));
  if (!signature) {
    return std::nullopt;
  }
  std::string text;
  for (const BIGNUM* number : {ECDSA_SIG_get0_r(signature.get()), ECDSA_SIG_get0_s(signature.get())}) {
    std::vector<unsigned char> digits(static_cast<std::size_t>(BN_num_bytes(number)));
    BN_bn2bin(number, digits.data());
    text += number_field({reinterpret_cast<const char*>(digits.data()), digits.size()});
  }
  return text;
}

}  // namespace

struct SigningKey::Key {
  OwnedKey key;
  const EVP_MD* digest = nullptr;  // ed25519 brings its own
};

SigningKey::SigningKey(std::unique_ptr<Key> key, std::string public_part)
    : key_(std::move(key)), public_part_(std::move(public_part)) {}

SigningKey::~SigningKey() = default;

std::shared_ptr<const SigningKey> SigningKey::parse(const std::string& text, const std::string& passphrase) {
  auto key = std::make_unique<Key>();
  const std::optional<KeyFile> file = read_key_file(text, passphrase);
  if (!file) {
    key->key = text.find("OPENSSH PRIVATE KEY") == std::string::npos ? key_of_pem(text, passphrase) : nullptr;
  } else if (file->algorithm == "ssh-ed25519") {
    key->key = ed25519_key(file->private_part);
  } else {
    for (const Curve& curve : kCurves) {
      if (curve.algorithm == file->algorithm) {
        key->key = ecdsa_key(curve, *file);
      }
    }
  }
  if (!key->key) {
    return nullptr;
  }
  std::string public_part = public_part_of(key->key.get());
  if (public_part.empty()) {
    return nullptr;
  }
  const Curve* curve = EVP_PKEY_get_base_id(key->key.get()) == EVP_PKEY_EC ? curve_of(key->key.get()) : nullptr;
  key->digest = curve == nullptr ? nullptr : curve->digest();
  return std::shared_ptr<const SigningKey>(new SigningKey(std::move(key), std::move(public_part)));
}

std::optional<std::string> SigningKey::sign(std::string_view data) const {
  const OwnedDigestContext context(EVP_MD_CTX_new());
  std::size_t size = 0;
  if (!context || EVP_DigestSignInit(context.get(), nullptr, key_->digest, nullptr, key_->key.get()) <= 0 ||
      EVP_DigestSign(context.get(), nullptr, &size, bytes_of(data), data.size()) <= 0) {
    return std::nullopt;
  }
  std::vector<unsigned char> signature(size);
  if (EVP_DigestSign(context.get(), signature.data(), &size, bytes_of(data), data.size()) <= 0) {
    return std::nullopt;
  }
  signature.resize(size);
  if (key_->digest != nullptr) {
    return ssh_form(signature);
  }
  return std::string(reinterpret_cast<const char*>(signature.data()), signature.size());
}

}  // namespace volley::transport
