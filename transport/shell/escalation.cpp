#include "transport/shell/escalation.hpp"

#include <algorithm>

#include "transport/failure.hpp"
#include "transport/unique_name.hpp"

namespace volley::transport::shell {

namespace {

constexpr std::size_t kHeldBackLimit = 64UL * 1024;

}  // namespace

Escalation::Escalation(Identity identity)
    : identity_(std::move(identity)), first_half_(unique_name()), second_half_(unique_name()) {
  if (identity_.run_as_command.empty()) {
    prompt_ = "volley-" + unique_name();
  }
}

std::vector<std::string> Escalation::words(std::string_view command, Home home) const {
  std::vector<std::string> words = identity_.run_as_command;
  if (words.empty()) {
    words = {identity_.sudo, "-S", "-H", "-u", identity_.user, "-p", prompt_};
  } else {
    words.push_back(identity_.user);
  }
  // In two parts, so that a refusal which quotes this command line is not taken for the start.
  std::string line = "printf %s " + first_half_ + " " + second_half_ + " >&2; ";
  line += home == Home::Enter ? "cd; " : "";
  line += command;
  words.insert(words.end(), {"sh", "-c", std::move(line)});
  return words;
}

std::string Escalation::take(std::string_view text) {
  if (started_) {
    return std::string(text);
  }
  held_back_ += text;
  const std::string start = first_half_ + second_half_;
  const std::size_t found = held_back_.find(start);
  if (found != std::string::npos) {
    started_ = true;
    // What comes with the question, such as a lecture, is none of the command's.
    std::string output = answered_ ? "" : without_prompts(std::string_view(held_back_).substr(0, found));
    output += std::string_view(held_back_).substr(found + start.size());
    held_back_.clear();
    return output;
  }
  look_for_prompt();
  check_refusal();
  std::string output;
  if (held_back_.size() > kHeldBackLimit) {
    const std::size_t released = held_back_.size() - start.size();
    output = without_prompts(std::string_view(held_back_).substr(0, released));
    held_back_.erase(0, released);
  }
  return output;
}

void Escalation::look_for_prompt() {
  if (prompt_.empty()) {
    return;
  }
  const std::size_t first = held_back_.find(prompt_);
  if (first == std::string::npos) {
    return;
  }
  asked_ = true;
  if (!identity_.password) {
    throw escalate_failure(
        "Sudo password for user " + identity_.login_user + " was not provided for " + identity_.target, "NO_PASSWORD");
  }
}

bool Escalation::has_line(std::string_view start) const {
  const std::size_t found = held_back_.find(start);
  if (found == std::string::npos) {
    return false;
  }
  // After the prompt, the line of the terminal is not ended where the password is not echoed.
  const std::string_view before = std::string_view(held_back_).substr(0, found);
  return before.empty() || before.ends_with('\n') || before.ends_with(prompt_) || before.ends_with("sudo: ");
}

void Escalation::check_refusal() const {
  if (prompt_.empty()) {
    return;
  }
  const std::size_t first = held_back_.find(prompt_);
  const bool asked_again =
      first != std::string::npos && held_back_.find(prompt_, first + prompt_.size()) != std::string::npos;
  if (asked_again || has_line("Sorry, try again.") || has_line("1 incorrect password attempt")) {
    throw escalate_failure("Sudo password for user " + identity_.login_user + " not recognized on " + identity_.target,
                           "BAD_PASSWORD");
  }
  if (has_line(identity_.login_user + " is not in the sudoers file") ||
      has_line("Sorry, user " + identity_.login_user + " is not allowed to execute") ||
      has_line("Sorry, user " + identity_.login_user + " may not run sudo")) {
    throw escalate_failure("User " + identity_.login_user + " does not have sudo permission on " + identity_.target,
                           "SUDO_DENIED");
  }
}

std::optional<std::string> Escalation::answer() {
  if (!asked_ || answered_ || started_ || !identity_.password) {
    return std::nullopt;
  }
  answered_ = true;
  return *identity_.password + "\n";
}

std::string Escalation::without_prompts(std::string_view text) const {
  std::string rest;
  while (!prompt_.empty()) {
    const std::size_t found = text.find(prompt_);
    if (found == std::string_view::npos) {
      break;
    }
    rest += text.substr(0, found);
    text.remove_prefix(found + prompt_.size());
    // On a terminal the line is ended for the user whose input was not echoed.
    text.remove_prefix(text.starts_with("\r\n") ? 2 : text.starts_with('\n') ? 1 : 0);
  }
  rest += text;
  // Not all programs that ask take care that the terminal shows no answer.
  const std::string_view secret = answered_ ? *identity_.password : std::string_view();
  for (std::size_t at = rest.find(secret); !secret.empty() && at != std::string::npos; at = rest.find(secret, at)) {
    rest.erase(at, secret.size());
  }
  return rest;
}

std::string Escalation::finish(std::optional<int> exit_code) {
  if (!started_ && exit_code == 0) {
    throw escalate_failure("Nothing was started as user " + identity_.user + " on " + identity_.target,
                           "ESCALATE_ERROR");
  }
  std::string rest = without_prompts(held_back_);
  held_back_.clear();
  return rest;
}

}  // namespace volley::transport::shell
