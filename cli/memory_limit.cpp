#include "cli/memory_limit.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <string>

namespace volley::cli {
namespace {

// Where the system does not tell.
constexpr std::size_t kUnknownMemory = 4UL << 30U;

// What the control group of the process leaves it; "max" without a limit.
std::size_t group_limit() {
  std::ifstream file("/sys/fs/cgroup/memory.max");
  std::size_t bytes = 0;
  return file >> bytes ? bytes : std::numeric_limits<std::size_t>::max();
}

}  // namespace

std::size_t available_memory(std::istream& meminfo) {
  for (std::string name; meminfo >> name;) {
    std::size_t kibibytes = 0;
    if (name == "MemAvailable:" && meminfo >> kibibytes) {
      return kibibytes << 10U;
    }
    meminfo.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  return 0;
}

std::size_t memory_limit(const Arguments& arguments) {
  if (const auto mebibytes = arguments.integer("memory-limit")) {
    if (*mebibytes < 1) {
      throw UsageError("Option '--memory-limit' must be a minimum of 1");
    }
    return static_cast<std::size_t>(*mebibytes) << 20U;
  }
  std::ifstream meminfo("/proc/meminfo");
  const std::size_t available = available_memory(meminfo);
  return std::min(available == 0 ? kUnknownMemory : available, group_limit()) / 4 * 3;
}

}  // namespace volley::cli
