#include "runtime/secret/pkcs7.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/project.hpp"
#include "runtime/value/binary.hpp"

namespace volley::runtime {
namespace {

namespace fs = std::filesystem;

constexpr long kFiftyYears = 50L * 365 * 24 * 60 * 60;
constexpr std::size_t kLineLength = 60;
constexpr std::string_view kOpening = "ENC[PKCS7,";

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Buffer = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Envelope = std::unique_ptr<PKCS7, Freed<PKCS7_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

struct FreeStack {
  void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using Recipients = std::unique_ptr<STACK_OF(X509), FreeStack>;

[[noreturn]] void fail(const std::string& message) { throw PlanError("bolt/pkcs7-error", message); }

void require(bool condition, const std::string& message) {
  if (!condition) {
    fail(message);
  }
}

std::string text_of(BIO* buffer) {
  char* data = nullptr;
  const long length = BIO_get_mem_data(buffer, &data);
  return {data, static_cast<std::size_t>(length)};
}

Buffer buffer_of(std::string_view text) { return Buffer(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

void add_extension(X509* certificate, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "The certificate cannot be made");
}

Certificate self_signed(EVP_PKEY* key) {
  Certificate certificate(X509_new());
  require(certificate != nullptr, "The certificate cannot be made");
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kFiftyYears);
  X509_set_pubkey(certificate.get(), key);
  add_extension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate.get(), NID_subject_key_identifier, "hash");
  add_extension(certificate.get(), NID_authority_key_identifier, "keyid:always,issuer:always");
  require(X509_sign(certificate.get(), key, EVP_sha256()) > 0, "The certificate cannot be signed");
  return certificate;
}

void write_text(const std::string& path, const std::string& text, mode_t mode) {
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  // A file of others' making may have other permissions, or be a link.
  fs::remove(path, error);
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  require(file >= 0, "Could not write " + path);
  const bool whole = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  close(file);
  require(whole, "Could not write " + path);
}

Certificate read_certificate(const std::string& path) {
  const std::string text = read_file(path, "the public key");
  Certificate certificate(PEM_read_bio_X509(buffer_of(text).get(), nullptr, nullptr, nullptr));
  require(certificate != nullptr, "There is no public key (a certificate in PEM) in " + path);
  return certificate;
}

// Keys with a passphrase are refused rather than asked for on the terminal.
int no_passphrase(char* /*text*/, int /*size*/, int /*writing*/, void* /*data*/) { return -1; }

Key read_private_key(const std::string& path) {
  const std::string text = read_file(path, "the private key");
  Key key(PEM_read_bio_PrivateKey(buffer_of(text).get(), nullptr, no_passphrase, nullptr));
  require(key != nullptr, "There is no private key without a passphrase in " + path);
  return key;
}

std::string in_lines(const std::string& text) {
  std::string lines;
  for (std::size_t at = 0; at < text.size(); at += kLineLength) {
    lines += (at == 0 ? "" : "\n") + text.substr(at, kLineLength);
  }
  return lines;
}

// The bytes inside of ENC[PKCS7,...].
std::string decoded(std::string_view encrypted) {
  std::string text;
  for (const char byte : encrypted) {
    if (byte != ' ' && byte != '\n' && byte != '\r' && byte != '\t') {
      text += byte;
    }
  }
  require(text.starts_with(kOpening) && text.ends_with("]"),
          "Could not decrypt: the text is not of the form ENC[PKCS7,...]");
  try {
    return decode_base64(text.substr(kOpening.size(), text.size() - kOpening.size() - 1), Base64::Strict);
  } catch (const std::invalid_argument&) {
    fail("Could not decrypt: the text between the brackets is not base64");
  }
}

}  // namespace

void create_key_pair(const KeyPairFiles& files, std::int64_t bits) {
  constexpr std::int64_t kLeastBits = 1024;
  constexpr std::int64_t kMostBits = 16384;
  require(bits >= kLeastBits && bits <= kMostBits, "The size of a key has to be between 1024 and 16384 bits");
  const Key key(EVP_RSA_gen(static_cast<unsigned>(bits)));
  require(key != nullptr, "The key pair cannot be made");
  const Buffer private_text(BIO_new(BIO_s_mem()));
  const Buffer public_text(BIO_new(BIO_s_mem()));
  require(
      PEM_write_bio_PrivateKey_traditional(private_text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
      "The private key cannot be written");
  require(PEM_write_bio_X509(public_text.get(), self_signed(key.get()).get()) == 1, "The public key cannot be written");
  write_text(files.private_key, text_of(private_text.get()), S_IRUSR | S_IWUSR);
  write_text(files.public_key, text_of(public_text.get()), S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH);
}

std::string pkcs7_encrypt(std::string_view plain_text, const std::string& public_key_file) {
  const Certificate certificate = read_certificate(public_key_file);
  const Recipients recipients(sk_X509_new_null());
  require(recipients && sk_X509_push(recipients.get(), certificate.get()) > 0, "Could not encrypt");
  const Buffer input = buffer_of(plain_text);
  const Envelope envelope(PKCS7_encrypt(recipients.get(), input.get(), EVP_aes_256_cbc(), PKCS7_BINARY));
  const Buffer output(BIO_new(BIO_s_mem()));
  require(envelope && output && i2d_PKCS7_bio(output.get(), envelope.get()) == 1, "Could not encrypt");
  return std::string(kOpening) + in_lines(encode_base64(text_of(output.get()), Base64::Strict)) + "]";
}

std::string pkcs7_decrypt(std::string_view encrypted, const KeyPairFiles& files) {
  const std::string bytes = decoded(encrypted);
  const Key key = read_private_key(files.private_key);
  const Certificate certificate = read_certificate(files.public_key);
  const Buffer input = buffer_of(bytes);
  const Envelope envelope(d2i_PKCS7_bio(input.get(), nullptr));
  require(envelope != nullptr, "Could not decrypt: the text holds no PKCS #7 envelope");
  const Buffer output(BIO_new(BIO_s_mem()));
  require(PKCS7_decrypt(envelope.get(), key.get(), certificate.get(), output.get(), 0) == 1,
          "Could not decrypt: the text was encrypted for another key, or is damaged");
  return text_of(output.get());
}

}  // namespace volley::runtime
