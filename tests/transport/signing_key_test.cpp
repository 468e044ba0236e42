#include "transport/ssh/signing_key.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "transport/ssh/key_format.hpp"

using volley::transport::FieldReader;
using volley::transport::number_field;
using volley::transport::public_part_in_file;
using volley::transport::read_key_file;
using volley::transport::SigningKey;
using volley::transport::text_field;

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

class KeyDirectory {
 public:
  KeyDirectory() {
    std::string pattern = (fs::temp_directory_path() / "volley-keys-XXXXXX").string();
    directory_ = mkdtemp(pattern.data());
  }
  KeyDirectory(const KeyDirectory&) = delete;
  KeyDirectory& operator=(const KeyDirectory&) = delete;
  ~KeyDirectory() { fs::remove_all(directory_); }

  // The text of a new private key.
  std::string generate(const std::string& options) {
    const std::string path = (directory_ / ("key" + std::to_string(++count_))).string();
    REQUIRE(std::system(("ssh-keygen -q " + options + " -C test -f " + path).c_str()) == 0);
    return read(path);
  }
  // The type's name at the front of a public part.
  [[nodiscard]] static std::string type_of(const std::string& public_part) {
    return std::string(FieldReader(public_part).text());
  }

 private:
  fs::path directory_;
  int count_ = 0;
};

}  // namespace

TEST_CASE("private keys of the usual kinds and formats can sign") {
  struct Row {
    const char* options;
    const char* type;
    std::size_t least_size;  // of a signature
  };
  const Row rows[] = {{"-t ed25519 -N ''", "ssh-ed25519", 64},
                      {"-t ecdsa -b 256 -N ''", "ecdsa-sha2-nistp256", 60},
                      {"-t ecdsa -b 384 -N ''", "ecdsa-sha2-nistp384", 90},
                      {"-t ecdsa -b 521 -N ''", "ecdsa-sha2-nistp521", 120},
                      {"-t ecdsa -b 256 -m PEM -N ''", "ecdsa-sha2-nistp256", 60},
                      {"-t ecdsa -b 256 -m PKCS8 -N ''", "ecdsa-sha2-nistp256", 60}};
  KeyDirectory keys;
  for (const Row& row : rows) {
    CAPTURE(row.options);
    const auto key = SigningKey::parse(keys.generate(row.options));
    REQUIRE(key != nullptr);
    CHECK(KeyDirectory::type_of(key->public_part()) == row.type);
    const auto signature = key->sign("text");
    REQUIRE(signature.has_value());
    CHECK(signature->size() >= row.least_size);
  }
}

TEST_CASE("a key with a passphrase is opened by it only") {
  KeyDirectory keys;
  for (const std::string options :
       {"-t ecdsa -m PKCS8", "-t ecdsa -m PEM", "-t ed25519 -a 1", "-t ed25519 -a 5", "-t ecdsa -b 521 -a 2",
        "-t ed25519 -a 2 -Z aes256-cbc", "-t ed25519 -a 2 -Z aes128-ctr", "-t ed25519 -a 2 -Z aes192-cbc"}) {
    CAPTURE(options);
    const std::string locked = keys.generate(options + " -N 'it is secret'");
    const auto key = SigningKey::parse(locked, "it is secret");
    REQUIRE(key != nullptr);
    CHECK(SigningKey::parse(locked, "it is secreT") == nullptr);
    CHECK(SigningKey::parse(locked) == nullptr);
    const bool own_format = locked.find("OPENSSH") != std::string::npos;
    CHECK(public_part_in_file(locked) == (own_format ? key->public_part() : ""));
  }
}

TEST_CASE("a damaged key with a passphrase is refused, and costs no more than it may") {
  KeyDirectory keys;
  const std::string whole = keys.generate("-t ed25519 -a 1 -N secret");
  for (std::size_t at = 200; at < whole.size() - 40; at += 9) {
    CAPTURE(at);
    std::string damaged = whole;
    damaged[at] = damaged[at] == 'A' ? '/' : 'A';
    static_cast<void>(SigningKey::parse(damaged, "secret"));
    static_cast<void>(SigningKey::parse(whole.substr(0, at), "secret"));
    static_cast<void>(public_part_in_file(damaged));
  }
}

TEST_CASE("what is no key that signs here is left to others") {
  KeyDirectory keys;
  CHECK(SigningKey::parse("") == nullptr);
  CHECK(SigningKey::parse("no key at all") == nullptr);
  CHECK(SigningKey::parse(keys.generate("-t rsa -b 2048 -N ''")) == nullptr);
  CHECK(SigningKey::parse(keys.generate("-t ed25519 -N secret")) == nullptr);
}

TEST_CASE("a damaged key file is refused wherever it is cut") {
  KeyDirectory keys;
  const std::string whole = keys.generate("-t ed25519 -N ''");
  const std::string tail = whole.substr(whole.find("-----END"));
  const std::size_t body = whole.find('\n') + 1;
  for (std::size_t size = 0; body + size < whole.size() - tail.size() - 40; size += 7) {
    CAPTURE(size);
    CHECK_FALSE(read_key_file(whole.substr(0, body + size) + "\n" + tail).has_value());
  }
}

TEST_CASE("numbers are written without leading zeros and stay positive") {
  CHECK(number_field(std::string("\0\0\x01", 3)) == text_field("\x01"));
  CHECK(number_field("\x80") == text_field(std::string("\0\x80", 2)));
  CHECK(number_field("") == text_field(""));
}
