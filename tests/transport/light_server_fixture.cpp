#include "tests/transport/light_server_fixture.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include "transport/unique_name.hpp"

namespace volley::transport::testing {

namespace fs = std::filesystem;

namespace {

int bound_socket(int& port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address);
  socklen_t size = sizeof address;
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
  port = ntohs(address.sin_port);
  return descriptor;
}

bool listens(int port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool connected = ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(descriptor);
  return connected;
}

}  // namespace

LightServer::LightServer(const std::vector<std::string>& options) : directory_("/tmp/volley-light-" + unique_name()) {
  fs::create_directories(directory_);
  ::close(bound_socket(port_));
  const std::string key = directory_ / "key";
  REQUIRE(std::system(("ssh-keygen -q -t ed25519 -N '' -f " + key).c_str()) == 0);
  std::vector<std::string> words = {VOLLEY_LIGHT_SERVER, "--host-key=" + key, "--port=" + std::to_string(port_),
                                    "--statistics=" + (directory_ / "statistics").string()};
  words.insert(words.end(), options.begin(), options.end());
  pid_ = ::fork();
  if (pid_ == 0) {
    std::vector<char*> pointers;
    for (std::string& word : words) {
      pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
  }
  for (int i = 0; i < 200 && !listens(port_); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

LightServer::~LightServer() {
  stop();
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

void LightServer::stop() {
  if (pid_ > 0) {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }
}

runtime::TargetAddress LightServer::address(int number) const {
  runtime::TargetAddress address;
  address.host = "127.3." + std::to_string(number / 250) + "." + std::to_string(number % 250 + 1);
  address.name = address.host;
  address.port = port_;
  address.user = "someone";
  address.config = {{"private-key", (directory_ / "key").string()}, {"host-key-check", false}, {"load-config", false}};
  address.base_directory = directory_;
  return address;
}

long LightServer::count(const std::string& what) {
  stop();
  std::ifstream file(directory_ / "statistics");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string mark = "\"" + what + "\":";
  const std::size_t found = text.find(mark);
  return found == std::string::npos ? -1 : std::stol(text.substr(found + mark.size()));
}

}  // namespace volley::transport::testing
