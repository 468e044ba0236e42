#include "transport/shell/command_line.hpp"

#include <algorithm>
#include <array>

#include "transport/shell/quote.hpp"

namespace volley::transport::shell {

std::string command_line(const runtime::CommandJob& job, const runtime::EnvironmentVariables& environment) {
  if (environment.empty()) {
    return job.command;
  }
  std::string line = "/usr/bin/env";
  for (const auto& [name, value] : environment) {
    line += ' ' + escape(name) + '=' + escape(value);
  }
  return line + " sh -c " + escape(job.command);
}

std::vector<std::string> plain_words(std::string_view command) {
  std::vector<std::string> words;
  for (std::size_t position = 0; position < command.size();) {
    const std::size_t start = command.find_first_not_of(" \t", position);
    if (start == std::string_view::npos) {
      break;
    }
    position = std::min(command.find_first_of(" \t", start), command.size());
    words.emplace_back(command.substr(start, position - start));
  }
  return words;
}

bool needs_shell(std::string_view command) {
  constexpr std::string_view kSpecial = "*?{}[]<>()~&|\\$;'`\"\n#";
  static constexpr std::array<std::string_view, 29> kShellWords = {
      "!",      ".",    ":",     "break", "case",   "continue", "do",    "done",  "elif", "else",
      "esac",   "eval", "exec",  "exit",  "export", "fi",       "for",   "if",    "in",   "readonly",
      "return", "set",  "shift", "then",  "times",  "trap",     "unset", "until", "while"};
  if (command.find_first_of(kSpecial) != std::string_view::npos) {
    return true;
  }
  const std::vector<std::string> words = plain_words(command);
  return words.empty() || words[0].find('=') != std::string::npos ||
         std::find(kShellWords.begin(), kShellWords.end(), words[0]) != kShellWords.end();
}

}  // namespace volley::transport::shell
