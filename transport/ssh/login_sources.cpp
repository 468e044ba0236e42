#include "transport/ssh/login_sources.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <string_view>

#include "transport/ssh/private_keys.hpp"

namespace volley::transport {

namespace {

constexpr std::size_t kLargestAnswer = 256U * 1024;

std::string home_file(const char* name) {
  const char* home = std::getenv("HOME");
  return std::string(home == nullptr ? "" : home) + "/.ssh/" + name;
}

bool permits(const std::string& path, mode_t bits) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && (status.st_mode & bits) != 0;
}

class Socket {
 public:
  explicit Socket(int descriptor) : descriptor_(descriptor) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (descriptor_ >= 0) {
      ::close(descriptor_);
    }
  }
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

bool receive_exactly(int descriptor, char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::recv(descriptor, data, size, 0);
    if (count <= 0) {
      return false;
    }
    data += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

// The fields of a message of the agent's protocol: numbers of four bytes, and strings with their length in front.
class Fields {
 public:
  explicit Fields(std::string_view rest) : rest_(rest) {}
  [[nodiscard]] std::optional<std::uint32_t> number() {
    if (rest_.size() < 4) {
      return std::nullopt;
    }
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) {
      value = value << 8U | static_cast<unsigned char>(rest_[static_cast<std::size_t>(i)]);
    }
    rest_.remove_prefix(4);
    return value;
  }
  [[nodiscard]] std::optional<std::string_view> text() {
    const auto size = number();
    if (!size || *size > rest_.size()) {
      return std::nullopt;
    }
    const std::string_view found = rest_.substr(0, *size);
    rest_.remove_prefix(*size);
    return found;
  }

 private:
  std::string_view rest_;
};

void read_identities(std::string_view answer, Agent& agent) {
  constexpr char kIdentities = 12;
  Fields fields(answer.substr(1));
  const auto count = answer.front() == kIdentities ? fields.number() : std::nullopt;
  if (!count) {
    agent.problem = "it does not list its keys";
    return;
  }
  for (std::uint32_t i = 0; i < *count; ++i) {
    const auto key = fields.text();
    const auto comment = key ? fields.text() : std::nullopt;
    const auto type = key ? Fields(*key).text() : std::nullopt;
    if (!comment || !type) {
      agent.problem = "its answer cannot be read";
      return;
    }
    agent.identities.push_back(std::string(*type) + " " + std::string(*comment));
  }
}

std::string ask_agent(int descriptor, std::string& answer) {
  static constexpr char kRequest[] = {0, 0, 0, 1, 11};
  char head[4];
  if (::send(descriptor, kRequest, sizeof kRequest, MSG_NOSIGNAL) != static_cast<ssize_t>(sizeof kRequest) ||
      !receive_exactly(descriptor, head, sizeof head)) {
    return "it does not answer";
  }
  const std::size_t size = *Fields({head, sizeof head}).number();
  if (size == 0 || size > kLargestAnswer) {
    return "its answer cannot be read";
  }
  answer.resize(size);
  return receive_exactly(descriptor, answer.data(), size) ? "" : "it does not answer";
}

}  // namespace

UsualKey key_file(const std::string& path) {
  UsualKey file;
  file.path = path;
  if (const auto key = PrivateKeys().from_file(path)) {
    file.readable = true;
    file.rsa = key->rsa;
    file.encrypted = key->encrypted;
    file.open_to_others = permits(path, S_IRGRP | S_IROTH | S_IWGRP | S_IWOTH);
  }
  return file;
}

std::vector<UsualKey> usual_key_files() {
  std::vector<UsualKey> files;
  for (const char* name : {"id_ed25519", "id_ecdsa", "id_rsa"}) {
    if (::access(home_file(name).c_str(), F_OK) == 0) {
      files.push_back(key_file(home_file(name)));
    }
  }
  return files;
}

Agent ssh_agent() {
  Agent agent;
  const char* path = std::getenv("SSH_AUTH_SOCK");
  if (path == nullptr || *path == '\0') {
    return agent;
  }
  agent.socket = path;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (agent.socket.size() >= sizeof address.sun_path) {
    agent.problem = "the path of its socket is too long";
    return agent;
  }
  std::memcpy(address.sun_path, path, agent.socket.size() + 1);
  const Socket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const timeval limit{2, 0};
  ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    agent.problem = std::strerror(errno);
    return agent;
  }
  std::string answer;
  agent.problem = ask_agent(socket.get(), answer);
  if (agent.problem.empty()) {
    read_identities(answer, agent);
  }
  return agent;
}

std::vector<KnownHostsFile> known_hosts_files() {
  std::vector<KnownHostsFile> files;
  for (const std::string& path : {home_file("known_hosts"), std::string("/etc/ssh/ssh_known_hosts")}) {
    KnownHostsFile found;
    found.path = path;
    found.exists = ::access(path.c_str(), F_OK) == 0;
    found.open_to_others = permits(path, S_IWGRP | S_IWOTH);
    std::ifstream file(path);
    found.readable = static_cast<bool>(file);
    for (std::string line; std::getline(file, line);) {
      found.lines += line.empty() || line.front() == '#' ? 0U : 1U;
    }
    files.push_back(found);
  }
  return files;
}

}  // namespace volley::transport
