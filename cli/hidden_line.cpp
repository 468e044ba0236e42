#include "cli/hidden_line.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <iostream>

namespace volley::cli {
namespace {

constexpr char kInterrupt = '\x03';
constexpr int kLookMilliseconds = 100;

// Nothing is shown, and an interrupt is a character that ends the line.
class HiddenInput {
 public:
  explicit HiddenInput(const termios& shown) : shown_(shown) {
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    hidden.c_cc[VEOL] = kInterrupt;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
  }
  HiddenInput(const HiddenInput&) = delete;
  HiddenInput& operator=(const HiddenInput&) = delete;
  ~HiddenInput() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown_); }

 private:
  termios shown_;
};

// Empty at the end of the input.
std::string read_line(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    if (::poll(&input, 1, kLookMilliseconds) <= 0) {
      continue;
    }
    std::array<char, 4096> buffer;
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count >= 0 || errno != EINTR) {
      return {buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))};
    }
  }
  return {};
}

}  // namespace

std::optional<std::string> ask_hidden(std::string_view question, const std::stop_token& stop) {
  fmt::print(stderr, "{}", question);
  termios shown{};
  std::string line;
  if (tcgetattr(STDIN_FILENO, &shown) != 0) {
    const bool given = static_cast<bool>(std::getline(std::cin, line));
    fmt::print(stderr, "\n");
    return given ? std::optional(line) : std::nullopt;
  }
  {
    const HiddenInput hidden(shown);
    line = read_line(stop);
  }
  fmt::print(stderr, "\n");
  if (line.ends_with(kInterrupt)) {
    ::kill(::getpid(), SIGINT);
    return std::nullopt;
  }
  const bool given = !line.empty();
  if (line.ends_with('\n')) {
    line.pop_back();
  }
  return given ? std::optional(line) : std::nullopt;
}

}  // namespace volley::cli
