#include "transport/descriptor_limit.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace volley::transport {

bool raise_descriptor_limit() {
  // Some systems allow a billion, and then some programs close as many at their start.
  constexpr rlim_t kEnough = 1UL << 20U;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) {
    return false;
  }
  const rlim_t wanted = std::min(limit.rlim_max, kEnough);
  if (limit.rlim_cur >= wanted) {
    return false;
  }
  limit.rlim_cur = wanted;
  return ::setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

bool near_descriptor_limit(int descriptor) {
  constexpr rlim_t kLeft = 16;
  const auto near = [descriptor] {
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 && static_cast<rlim_t>(descriptor) + kLeft > limit.rlim_cur;
  };
  return near() && !(raise_descriptor_limit() && !near());
}

}  // namespace volley::transport
