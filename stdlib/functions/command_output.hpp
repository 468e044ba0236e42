// Runs a program on the controller and waits for its end, without a shell.
#pragma once

#include <string>
#include <vector>

namespace volley::stdlib {

struct CommandOutput {
  int status = 0;    // as a shell would have it: 127 for what cannot be run, 128 and more for signals
  std::string text;  // standard output and standard error
};

// `words` are the program and its arguments; it starts in `folder`. Its standard input is empty.
[[nodiscard]] CommandOutput output_of(const std::vector<std::string>& words, const std::string& folder);

}  // namespace volley::stdlib
