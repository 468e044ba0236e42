// Command lines as a login shell gets them. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/execute/job.hpp"

namespace volley::transport::shell {

// The command as it is, or `/usr/bin/env NAME=value ... sh -c <command>` when there are variables to set.
[[nodiscard]] std::string command_line(const runtime::CommandJob& job,
                                       const runtime::EnvironmentVariables& environment);

// Whether a command needs a shell at all, by the rule that Ruby's spawn follows; if not, its words.
[[nodiscard]] bool needs_shell(std::string_view command);
[[nodiscard]] std::vector<std::string> plain_words(std::string_view command);

}  // namespace volley::transport::shell
