#include "cli/terminal_prompter.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <utility>

#include "cli/report/terminal_text.hpp"

namespace volley::cli {
namespace {

bool has_input() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, 0) > 0;
}

}  // namespace

bool TerminalPrompter::available() const { return isatty(STDIN_FILENO) == 1; }

void TerminalPrompter::ask(const runtime::Question& question) {
  typed_.clear();
  std::fflush(stdout);
  // A menu may show what targets have said.
  const TerminalText text(isatty(STDERR_FILENO) == 1, false);
  fmt::print(stderr, "{}", text.from_target(question.text));
  std::fflush(stderr);
  termios now{};
  if (question.secret && tcgetattr(STDIN_FILENO, &now) == 0) {
    before_ = now;
    now.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &now);
  }
}

std::optional<std::string> TerminalPrompter::answer() {
  while (has_input()) {
    std::array<char, 1> letter{};
    // The end of the input is an empty answer.
    if (read(STDIN_FILENO, letter.data(), 1) != 1 || letter[0] == '\n') {
      if (typed_.ends_with('\r')) {
        typed_.pop_back();
      }
      return std::exchange(typed_, {});
    }
    typed_ += letter[0];
  }
  return std::nullopt;
}

void TerminalPrompter::done() {
  if (before_) {
    fmt::print(stderr, "\n");
  }
  show_typing();
}

void TerminalPrompter::show_typing() {
  if (before_) {
    tcsetattr(STDIN_FILENO, TCSADRAIN, &*before_);
    before_.reset();
  }
}

}  // namespace volley::cli
