// posix_spawn with pipes.
#pragma once

#include <string>
#include <vector>

#include "runtime/execute/job.hpp"

namespace volley::transport {

// File descriptors that belong to the caller.
struct Spawned {
  int pid = -1;
  int input = -1;
  int output = -1;
  int error = -1;
};

// Throws JobFailure: "No such file or directory - X". A file without "#!" is run by /bin/sh.
[[nodiscard]] Spawned spawn(const std::vector<std::string>& words, const runtime::EnvironmentVariables& environment);

}  // namespace volley::transport
