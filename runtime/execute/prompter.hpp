// Who answers the questions of plans: the seam between prompt() and a terminal.
//
// A fiber asks, and looks for the answer from time to time; nothing blocks meanwhile. One question at a time.
#pragma once

#include <optional>
#include <string>

namespace volley::runtime {

struct Question {
  std::string text;     // "Your name [bob]: "
  bool secret = false;  // what is typed must not be seen
};

class Prompter {
 public:
  virtual ~Prompter() = default;
  // Whether there is somebody to ask.
  [[nodiscard]] virtual bool available() const = 0;
  virtual void ask(const Question& question) = 0;
  // The line that was typed, without its break; empty until there is one.
  [[nodiscard]] virtual std::optional<std::string> answer() = 0;
  // After each question, whether it was answered or not.
  virtual void done() = 0;
};

}  // namespace volley::runtime
