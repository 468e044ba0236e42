#include "transport/ssh/private_keys.hpp"

#include <fstream>
#include <sstream>

namespace volley::transport {

namespace {

bool is_rsa(const std::string& content) {
  if (content.find("BEGIN RSA PRIVATE KEY") != std::string::npos) {
    return true;
  }
  // OpenSSH's own format holds its public part, which starts with this type, unencrypted near the front: "ssh-rsa" in
  // base64, in each of the three ways it can be aligned.
  for (const char* aligned : {"c3NoLXJzY", "NzaC1yc2", "zc2gtcnNh"}) {
    if (content.find(aligned) != std::string::npos) {
      return true;
    }
  }
  return false;
}

bool is_encrypted(const std::string& content) {
  if (content.find("BEGIN OPENSSH PRIVATE KEY") == std::string::npos) {
    return content.find("ENCRYPTED") != std::string::npos;
  }
  // What every OpenSSH key without a passphrase starts with: the format's name and the cipher "none".
  return content.find("b3BlbnNzaC1rZXktdjEAAAAABG5vbmU") == std::string::npos;
}

}  // namespace

std::shared_ptr<const PrivateKey> PrivateKeys::from_text(std::string content) {
  PrivateKey key;
  key.rsa = is_rsa(content);
  key.encrypted = is_encrypted(content);
  key.signing = key.rsa ? nullptr : SigningKey::parse(content);
  key.content = std::move(content);
  return std::make_shared<const PrivateKey>(std::move(key));
}

std::shared_ptr<const PrivateKey> PrivateKeys::from_file(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto known = keys_.find(path);
  if (known != keys_.end()) {
    return known->second;
  }
  std::shared_ptr<const PrivateKey> key;
  if (std::ifstream file(path, std::ios::binary); file) {
    std::stringstream content;
    content << file.rdbuf();
    key = from_text(content.str());
  }
  keys_[path] = key;
  return key;
}

}  // namespace volley::transport
