// A light ssh server that plays thousands of targets: it answers on every address of 127.0.0.0/8 and runs nothing.
// It stands on libssh, another implementation than the client's, so it tests the protocol as well.
//
//   volley_light_server --host-key=FILE --port=2022 --delay=50 --refused=0.01
//
// Prints "ready" when it listens. SIGTERM or SIGINT ends it; the counts are its last line.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <map>
#include <queue>
#include <stdexcept>

#include "bench/light_server/peer.hpp"

namespace volley::bench {

namespace {

int check(int result, const char* what) {
  if (result < 0) {
    throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
  }
  return result;
}

// Bound to the loopback interface, so that all of 127.0.0.0/8 is answered and nothing else.
int listen_on_loopback(int port) {
  const int listener = check(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
  const int on = 1;
  check(::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), "SO_REUSEADDR");
  check(::setsockopt(listener, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3), "SO_BINDTODEVICE");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_ANY);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  check(::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), "bind");
  constexpr int kBacklog = 8192;
  check(::listen(listener, kBacklog), "listen");
  return listener;
}

void allow_many_files() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
}

class Server {
 public:
  explicit Server(const ServerOptions& options) : options_(options), bind_(ssh_bind_new()) {
    if (ssh_bind_options_set(bind_, SSH_BIND_OPTIONS_HOSTKEY, options.host_key.c_str()) != SSH_OK) {
      throw std::runtime_error("cannot read the host key " + options.host_key);
    }
    poll_ = check(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
    listener_ = listen_on_loopback(options.port);
    watch(listener_);
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, nullptr);
    signals_ = check(::signalfd(-1, &signals, SFD_CLOEXEC), "signalfd");
    watch(signals_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() {
    peers_.clear();
    ssh_bind_free(bind_);
    ::close(signals_);
    ::close(listener_);
    ::close(poll_);
  }

  void run() {
    std::cout << "ready" << std::endl;
    while (!stopping_) {
      std::array<epoll_event, 256> events;
      const int count = ::epoll_wait(poll_, events.data(), events.size(), timeout());
      for (int index = 0; index < count; ++index) {
        handle(events[static_cast<std::size_t>(index)].data.fd);
      }
      handle_due();
    }
  }

  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  struct Due {
    Clock::time_point when;
    int socket;
    bool operator>(const Due& other) const { return when > other.when; }
  };

  [[nodiscard]] bool try_to_watch(int descriptor) const {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = descriptor;
    return ::epoll_ctl(poll_, EPOLL_CTL_ADD, descriptor, &event) == 0;
  }

  void watch(int descriptor) const { check(try_to_watch(descriptor) ? 0 : -1, "epoll_ctl"); }

  [[nodiscard]] int timeout() const {
    if (due_.empty()) {
      return -1;
    }
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(due_.top().when - Clock::now()).count();
    return rest < 0 ? 0 : static_cast<int>(rest);
  }

  void handle(int descriptor) {
    if (descriptor == listener_) {
      accept_all();
    } else if (descriptor == signals_) {
      stopping_ = true;
    } else if (options_.delay.count() > 0) {
      // Not watched while it waits: the bytes stay where they are.
      epoll_event event{};
      event.data.fd = descriptor;
      ::epoll_ctl(poll_, EPOLL_CTL_MOD, descriptor, &event);
      due_.push({Clock::now() + options_.delay, descriptor});
    } else {
      advance(descriptor);
    }
  }

  void handle_due() {
    while (!due_.empty() && due_.top().when <= Clock::now()) {
      const int descriptor = due_.top().socket;
      due_.pop();
      if (!peers_.contains(descriptor)) {
        continue;
      }
      if (options_.delay.count() > 0) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = descriptor;
        ::epoll_ctl(poll_, EPOLL_CTL_MOD, descriptor, &event);
      }
      advance(descriptor);
    }
  }

  void advance(int descriptor) {
    const auto found = peers_.find(descriptor);
    if (found == peers_.end()) {
      return;
    }
    Peer& peer = *found->second;
    const bool was_logged_in = peer.logged_in();
    const bool alive = peer.advance();
    if (!was_logged_in && (peer.logged_in() || !alive)) {
      --starting_;
    }
    if (!alive) {
      peers_.erase(found);
      return;
    }
    const Clock::time_point deadline = peer.next_deadline();
    if (deadline != Clock::time_point::max()) {
      due_.push({deadline, descriptor});
    }
  }

  void accept_all() {
    for (;;) {
      const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (socket < 0) {
        return;
      }
      ++counts_.connections;
      sockaddr_in local{};
      socklen_t size = sizeof local;
      ::getsockname(socket, reinterpret_cast<sockaddr*>(&local), &size);
      const std::uint32_t address = ntohl(local.sin_addr.s_addr);
      const bool crowded = options_.max_startups > 0 && starting_ >= options_.max_startups;
      if (crowded || fault_of(address, options_) == Fault::Refused) {
        ++counts_.dropped_at_start;
        ::close(socket);
        continue;
      }
      const int on = 1;
      ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      ++starting_;
      peers_[socket] = std::make_unique<Peer>(bind_, socket, address, options_, counts_);
      // One that has gone already has no descriptor any more.
      if (!try_to_watch(socket)) {
        --starting_;
        peers_.erase(socket);
      }
    }
  }

  const ServerOptions& options_;
  ssh_bind bind_;
  int poll_ = -1;
  int listener_ = -1;
  int signals_ = -1;
  bool stopping_ = false;
  std::size_t starting_ = 0;
  Counts counts_;
  std::map<int, std::unique_ptr<Peer>> peers_;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
};

void print_counts(const Counts& counts, std::ostream& out) {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  out << R"({"connections":)" << counts.connections << R"(,"dropped_at_start":)" << counts.dropped_at_start
      << R"(,"logins":)" << counts.logins << R"(,"channels":)" << counts.channels << R"(,"commands":)"
      << counts.commands << R"(,"cpu_seconds":)" << seconds(usage.ru_utime) + seconds(usage.ru_stime)
      << R"(,"peak_megabytes":)" << usage.ru_maxrss / 1024 << "}" << std::endl;
}

}  // namespace

}  // namespace volley::bench

int main(int argument_count, char** arguments) {
  try {
    const auto options = volley::bench::parse_options(argument_count, arguments);
    volley::bench::allow_many_files();
    volley::bench::Server server(options);
    server.run();
    if (options.statistics.empty()) {
      volley::bench::print_counts(server.counts(), std::cout);
    } else {
      std::ofstream file(options.statistics);
      volley::bench::print_counts(server.counts(), file);
    }
    return 0;
  } catch (const std::exception& failure) {
    std::cerr << "volley_light_server: " << failure.what() << "\n";
    return 2;
  }
}
