// The options of the light ssh server: where it listens, what it answers, how badly it behaves.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace volley::bench {

struct ServerOptions {
  int port = 2022;
  std::string host_key;    // a private key file
  std::string answer;      // standard output of every command
  std::string error_text;  // its standard error
  std::string statistics;  // a file that gets the counts at the end; empty: standard output
  int exit_status = 0;
  std::uint64_t flood = 0;            // bytes of output instead of the answer
  std::chrono::milliseconds delay{};  // from the arrival of bytes to the moment when they are looked at
  std::chrono::milliseconds slow{};   // from a command's start to its end, where the fault `slow` strikes
  std::uint64_t seed = 1;
  std::size_t max_startups = 0;  // connections without a login; more are dropped before the banner; 0: any number

  // Shares of the targets (0 to 1) that a fault strikes. A target has one fault at most.
  double refused = 0;          // closed before the banner
  double garbage = 0;          // bytes that are no ssh
  double silent = 0;           // accepted, then nothing
  double denied = 0;           // no login
  double lost_in_command = 0;  // closed after a command has started
  double endless = 0;          // a command never ends
  double slowed = 0;           // a command takes as long as `slow` says
};

// Throws std::invalid_argument with a sentence that names the option.
[[nodiscard]] ServerOptions parse_options(int argument_count, char** arguments);
[[nodiscard]] std::string usage();

}  // namespace volley::bench
