// Becoming another user on a target, for one execution: the words that start it, and the talk with the program that may
// ask for a password.
//
//   Escalation escalation(identity);
//   start(escalation.words("id", Home::Enter));
//   collector.add(escalation.take(text));           // of the stream on which the password is asked for
//   if (auto password = escalation.answer()) ...    // write it to standard input, once
//   if (escalation.takes_input()) ...               // what comes after the password may be sent
//
// The prompt is another random text each time, and a second random text is printed when the other user's shell has
// started. A password is sent only when exactly this prompt comes before exactly this start, and only once: what a
// command prints is never answered. Neither text stays in the output.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace volley::transport::shell {

// Who becomes whom, and how.
struct Identity {
  std::string target;  // its name in messages
  std::string login_user;
  std::string user;
  std::optional<std::string> password;
  std::string sudo = "sudo";
  std::vector<std::string> run_as_command;  // not empty: used instead of sudo, and nothing is asked or answered
};

// Where the other user's command runs.
enum class Home {
  Enter,  // in that user's home
  Stay,   // where the one who becomes the user is
};

class Escalation {
 public:
  explicit Escalation(Identity identity);

  [[nodiscard]] std::vector<std::string> words(std::string_view command, Home home) const;

  // Gives the part of the text that belongs to the output; before the start it is held back. Throws JobFailure
  // (NO_PASSWORD, BAD_PASSWORD, SUDO_DENIED).
  [[nodiscard]] std::string take(std::string_view text);
  // The line to send now, at most once.
  [[nodiscard]] std::optional<std::string> answer();
  [[nodiscard]] bool takes_input() const { return started_ || prompt_.empty(); }
  // When the execution has ended: what is still held back. Throws JobFailure when it never started and does not say so
  // by its exit code.
  [[nodiscard]] std::string finish(std::optional<int> exit_code);

 private:
  void look_for_prompt();
  void check_refusal() const;
  [[nodiscard]] std::string without_prompts(std::string_view text) const;
  [[nodiscard]] bool has_line(std::string_view start) const;

  Identity identity_;
  std::string prompt_;  // empty: nothing is answered
  std::string first_half_;
  std::string second_half_;
  std::string held_back_;
  bool started_ = false;
  bool asked_ = false;
  bool answered_ = false;
};

}  // namespace volley::transport::shell
