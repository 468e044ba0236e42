#include "transport/ssh/private_keys.hpp"

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <sstream>

namespace volley::transport {

namespace {

// Whether a text stands, unencrypted, near the front of OpenSSH's own format, in each of the three ways it can be
// aligned in base64.
bool holds_any(const std::string& content, std::initializer_list<const char*> aligned) {
  return std::any_of(aligned.begin(), aligned.end(),
                     [&](const char* text) { return content.find(text) != std::string::npos; });
}

bool is_rsa(const std::string& content) {
  if (content.find("BEGIN RSA PRIVATE KEY") != std::string::npos) {
    return true;
  }
  return holds_any(content, {"c3NoLXJzY", "NzaC1yc2", "zc2gtcnNh"});  // ssh-rsa
}

bool is_in_hardware(const std::string& content) {
  return holds_any(content,
                   {"c2stc3NoL", "stc3NoL", "zay1zc2gt", "c2stZWNkc2", "stZWNkc2", "zay1lY2RzY"});  // sk-ssh-, sk-ecdsa
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
  key.hardware = is_in_hardware(content);
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
