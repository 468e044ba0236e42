#include "tests/transport/sshd_fixture.hpp"

#include <arpa/inet.h>
#include <pwd.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "transport/unique_name.hpp"

namespace volley::transport::testing {

namespace fs = std::filesystem;

namespace {

int free_port() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address);
  socklen_t size = sizeof address;
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(descriptor);
  return ntohs(address.sin_port);
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

std::string read(const fs::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

SshdFixture::SshdFixture(const SshdOptions& options)
    : directory_("/tmp/volley-sshd-" + unique_name()), port_(free_port()) {
  fs::create_directories(directory_ / "home/.ssh");
  if (::access("/usr/sbin/sshd", X_OK) != 0) {
    missing_ = "sshd was not found";
    return;
  }
  if (::geteuid() == 0) {
    std::error_code ignored;
    fs::create_directory("/run/sshd", ignored);
  }
  for (const char* name : {"hostkey", "id", "other"}) {
    const std::string line = "ssh-keygen -q -t ed25519 -N '' -C test -f " + (directory_ / name).string();
    if (std::system(line.c_str()) != 0) {
      missing_ = "ssh-keygen failed";
      return;
    }
  }
  std::ofstream(directory_ / "authorized") << "from=\"127.0.0.0/8\" " << read(directory_ / "id.pub");
  std::ofstream(directory_ / "conf") << "ListenAddress 0.0.0.0:" << port_ << "\nHostKey " << directory_.string()
                                     << "/hostkey\nAuthorizedKeysFile " << directory_.string()
                                     << "/authorized\nPidFile none\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n"
                                     << "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPrintMotd "
                                        "no\nUseDNS no\nMaxStartups 500:30:1000\n"
                                     << "SetEnv HOME=" << directory_.string()
                                     << "/home"  // no .bashrc of whoever runs this adds to the output
                                     << (options.bare ? " PATH=" + (directory_ / "bin").string() : "")
                                     << "\nMaxSessions 10\nSubsystem sftp " << options.sftp << "\nLogLevel VERBOSE\n";
  if (options.bare) {
    fs::create_directories(directory_ / "bin");
    for (const char* name : {"sh", "mkdir", "chmod", "rm", "cat", "mv"}) {
      fs::create_symlink(std::string("/bin/") + name, directory_ / "bin" / name);
    }
  }
  std::istringstream key(read(directory_ / "hostkey.pub"));
  std::string type;
  std::string text;
  key >> type >> text;
  std::ofstream known(directory_ / "home/.ssh/known_hosts");
  known << "[127.0.0.1]:" << port_ << " " << type << " " << text << "\n";
  std::istringstream other(read(directory_ / "other.pub"));
  other >> type >> text;
  known << "[127.0.0.2]:" << port_ << " " << type << " " << text << "\n";
  const char* home = std::getenv("HOME");
  old_home_ = home == nullptr ? "" : home;
  ::setenv("HOME", (directory_ / "home").c_str(), 1);
  start();
}

SshdFixture::~SshdFixture() {
  stop();
  if (!old_home_.empty()) {
    ::setenv("HOME", old_home_.c_str(), 1);
  }
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

void SshdFixture::start() {
  pid_ = ::fork();
  if (pid_ == 0) {
    ::setpgid(0, 0);
    const std::string conf = directory_ / "conf";
    const std::string log = directory_ / "log";
    ::execl("/usr/sbin/sshd", "/usr/sbin/sshd", "-D", "-f", conf.c_str(), "-E", log.c_str(), nullptr);
    ::_exit(127);
  }
  for (int i = 0; i < 200; ++i) {
    if (listens(port_)) {
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  missing_ = "sshd does not start: " + log();
}

void SshdFixture::stop() {
  if (pid_ <= 0) {
    return;
  }
  // Sessions are children of the listener, in groups of their own.
  std::ifstream list("/proc/" + std::to_string(pid_) + "/task/" + std::to_string(pid_) + "/children");
  int child = 0;
  std::vector<int> sessions;
  while (list >> child) {
    sessions.push_back(child);
  }
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
  for (const int session : sessions) {
    ::kill(session, SIGKILL);
  }
  pid_ = -1;
}

runtime::TargetAddress SshdFixture::address(const std::string& host) const {
  runtime::TargetAddress address;
  address.name = "n-" + host;
  address.host = host;
  address.port = port_;
  address.user = ::getpwuid(::geteuid())->pw_name;
  address.base_directory = directory_;
  address.config.set("private-key", "id");
  address.config.set("host-key-check", false);
  return address;
}

std::string SshdFixture::log() const { return read(directory_ / "log"); }

std::size_t SshdFixture::count_in_log(const std::string& text) const {
  const std::string all = log();
  std::size_t count = 0;
  for (std::size_t at = all.find(text); at != std::string::npos; at = all.find(text, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace volley::transport::testing
