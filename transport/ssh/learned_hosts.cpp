#include "transport/ssh/learned_hosts.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace volley::transport {

namespace {

std::string base64(const std::string& bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::string random_salt() {
  constexpr int kSize = 20;  // that of SHA-1
  std::string salt(kSize, '\0');
  RAND_bytes(reinterpret_cast<unsigned char*>(salt.data()), kSize);
  return salt;
}

// In one piece, so that other programs see the whole line or nothing of it.
void append_line(std::string line) {
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') {
    return;
  }
  const std::string folder = std::string(home) + "/.ssh";
  ::mkdir(folder.c_str(), S_IRWXU);
  const int file = ::open((folder + "/known_hosts").c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) {
    return;
  }
  ::flock(file, LOCK_EX);
  char last = '\n';
  if (const off_t size = ::lseek(file, 0, SEEK_END);
      size > 0 && ::pread(file, &last, 1, size - 1) == 1 && last != '\n') {
    line.insert(line.begin(), '\n');
  }
  [[maybe_unused]] const ssize_t written = ::write(file, line.data(), line.size());
  ::close(file);
}

}  // namespace

std::string hashed_host_name(const std::string& name, const std::string& salt) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  HMAC(EVP_sha1(), salt.data(), static_cast<int>(salt.size()), reinterpret_cast<const unsigned char*>(name.data()),
       name.size(), digest.data(), &size);
  return "|1|" + base64(salt) + "|" + base64(std::string(digest.begin(), digest.begin() + size));
}

bool LearnedHosts::accept(const std::string& name, const std::string& key_type, const std::string& key, bool hashed) {
  const std::lock_guard lock(mutex_);
  const std::string identity = key_type + " " + key;
  const auto [known, is_new] = keys_.emplace(name, identity);
  if (is_new) {
    append_line((hashed ? hashed_host_name(name, random_salt()) : name) + " " + identity + "\n");
  }
  return known->second == identity;
}

}  // namespace volley::transport
