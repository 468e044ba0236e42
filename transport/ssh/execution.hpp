// Running one command line on a channel: input in, output out, exit code at the end.
#pragma once

#include <asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "transport/ssh/ssh_job.hpp"

namespace volley::transport {

enum class RunAs {
  Job,    // whom the job asks for
  Login,  // the login user
  Root,
};

struct Execution {
  // Empty: `sh`, which reads a program from the input; such a shell may have been started ahead.
  std::string command;
  std::vector<runtime::SharedContent> input;
  // What follows the input: puts the next bytes in place of what the string holds, none at the end.
  std::function<void(std::string&)> more_input;
  // Takes the standard output instead of the collector of the job; without a limit.
  std::function<void(std::string_view)> output;
  bool tty = false;
  // The program holds on to its standard input and ends what it runs when that ends: it stays open until then.
  bool leashed = false;
  RunAs run_as = RunAs::Job;
};

// The exit code, empty when a signal ended it or its output went over the limit. Output goes to the collector of the
// job. Throws JobFailure, ConnectionLost, Stopped.
[[nodiscard]] asio::awaitable<std::optional<int>> execute(std::shared_ptr<SshJob> job, Execution execution);

}  // namespace volley::transport
