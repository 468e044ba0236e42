// The questions of plans on the terminal: shown on stderr, answered on stdin.
#pragma once

#include <termios.h>

#include "runtime/execute/prompter.hpp"

namespace volley::cli {

class TerminalPrompter final : public runtime::Prompter {
 public:
  TerminalPrompter() = default;
  TerminalPrompter(const TerminalPrompter&) = delete;
  TerminalPrompter& operator=(const TerminalPrompter&) = delete;
  ~TerminalPrompter() override { show_typing(); }

  [[nodiscard]] bool available() const override;
  void ask(const runtime::Question& question) override;
  [[nodiscard]] std::optional<std::string> answer() override;
  void done() override;

 private:
  void show_typing();

  std::optional<termios> before_;  // how the terminal was before typing was hidden
  std::string typed_;
};

}  // namespace volley::cli
