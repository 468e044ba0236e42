#include "transport/ssh/known_hosts.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

#include "transport/ssh/wildcard.hpp"

namespace volley::transport {

namespace {

std::vector<std::string_view> split(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t start = text.find_first_not_of(separators, position);
    if (start == std::string_view::npos) {
      break;
    }
    position = std::min(text.find_first_of(separators, start), text.size());
    parts.push_back(text.substr(start, position - start));
  }
  return parts;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) {
    return std::nullopt;
  }
  std::string bytes(text.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size())) < 0) {
    return std::nullopt;
  }
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  bytes.resize(bytes.size() - padding);
  return bytes;
}

// |1|salt|hash with hash = HMAC-SHA1(salt, name)
bool hashed_name_matches(std::string_view field, const std::string& name) {
  const std::vector<std::string_view> parts = split(field, "|");
  if (parts.size() != 3 || parts[0] != "1") {
    return false;
  }
  const auto salt = from_base64(parts[1]);
  const auto expected = from_base64(parts[2]);
  if (!salt || !expected) {
    return false;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  HMAC(EVP_sha1(), salt->data(), static_cast<int>(salt->size()), reinterpret_cast<const unsigned char*>(name.data()),
       name.size(), digest.data(), &size);
  return expected->size() == size &&
         std::equal(digest.begin(), digest.begin() + size, expected->begin(),
                    [](unsigned char a, char b) { return a == static_cast<unsigned char>(b); });
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

bool names_match(std::string_view names, const std::string& name) {
  if (names.starts_with('|')) {
    return hashed_name_matches(names, name);
  }
  bool matches = false;
  for (const std::string_view one : split(names, ",")) {
    if (one.starts_with('!')) {
      if (wildcard_matches(lower(one.substr(1)), name)) {
        return false;
      }
    } else {
      matches = matches || wildcard_matches(lower(one), name);
    }
  }
  return matches;
}

}  // namespace

KnownHosts KnownHosts::of_this_user() {
  KnownHosts hosts;
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
    hosts.add_file(std::string(home) + "/.ssh/known_hosts");
    hosts.add_file(std::string(home) + "/.ssh/known_hosts2");
  }
  hosts.add_file("/etc/ssh/ssh_known_hosts");
  return hosts;
}

void KnownHosts::add_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (file) {
    std::stringstream text;
    text << file.rdbuf();
    add_text(text.str(), path);
  }
}

void KnownHosts::add_text(std::string_view text, const std::string& file_name) {
  int number = 0;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t end = std::min(text.find('\n', position), text.size());
    add_line(text.substr(position, end - position), file_name, ++number);
    position = end + 1;
  }
}

void KnownHosts::add_line(std::string_view line, const std::string& file, int number) {
  std::vector<std::string_view> fields = split(line, " \t\r");
  if (fields.empty() || fields[0].starts_with('#')) {
    return;
  }
  if (fields[0] == "@cert-authority") {
    authorities_.emplace_back(fields.size() > 1 ? fields[1] : "");
    return;
  }
  const bool revoked = fields[0] == "@revoked";
  if (revoked) {
    fields.erase(fields.begin());
  }
  if (fields.size() < 3) {
    return;
  }
  const std::size_t position = entries_.size();
  entries_.push_back({std::string(fields[0]), std::string(fields[1]), std::string(fields[2]), file, number, revoked});
  if (fields[0].find_first_of("*?!|") != std::string_view::npos) {
    patterns_.push_back(position);
    return;
  }
  for (const std::string_view name : split(fields[0], ",")) {
    plain_.emplace(lower(name), position);
  }
}

std::string KnownHosts::name_of(std::string_view host, int port) {
  constexpr int kDefaultPort = 22;
  return port == kDefaultPort ? lower(host) : "[" + lower(host) + "]:" + std::to_string(port);
}

std::vector<const KnownHosts::Entry*> KnownHosts::entries_for(const std::string& name) const {
  std::vector<const Entry*> found;
  const auto [first, last] = plain_.equal_range(name);
  for (auto entry = first; entry != last; ++entry) {
    found.push_back(&entries_[entry->second]);
  }
  for (const std::size_t position : patterns_) {
    if (names_match(entries_[position].names, name)) {
      found.push_back(&entries_[position]);
    }
  }
  return found;
}

HostKeyCheck KnownHosts::check(const std::string& name, std::string_view key_type, std::string_view key) const {
  HostKeyCheck result;
  for (const Entry* entry : entries_for(name)) {
    const bool same = entry->key_type == key_type && entry->key == key;
    if (same && entry->revoked) {
      return {HostKeyVerdict::Revoked, entry->file, entry->line};
    }
    if (entry->revoked || result.verdict == HostKeyVerdict::Known) {
      continue;
    }
    if (same) {
      result = {HostKeyVerdict::Known, entry->file, entry->line};
    } else if (entry->key_type == key_type) {
      result = {HostKeyVerdict::Changed, entry->file, entry->line};
    }
  }
  return result;
}

bool KnownHosts::has_authority_for(const std::string& name) const {
  return std::any_of(authorities_.begin(), authorities_.end(),
                     [&](const std::string& names) { return names_match(names, name); });
}

std::vector<std::string> KnownHosts::key_types(const std::string& name) const {
  std::vector<std::string> types;
  for (const Entry* entry : entries_for(name)) {
    if (!entry->revoked && std::find(types.begin(), types.end(), entry->key_type) == types.end()) {
      types.push_back(entry->key_type);
    }
  }
  return types;
}

}  // namespace volley::transport
