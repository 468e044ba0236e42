// How long to wait before something that did not work is tried again: longer each time, and never as long as others, so
// that they do not all come back at once.
//
//   Pauses pauses;
//   while (!attempt()) { wait(pauses.next()); }
#pragma once

#include <algorithm>
#include <chrono>
#include <random>

namespace volley::transport {

class Pauses {
 public:
  [[nodiscard]] std::chrono::milliseconds next() {
    constexpr int kLongest = 1600;
    std::uniform_int_distribution<int> around(longest_ / 2, longest_);
    longest_ = std::min(2 * longest_, kLongest);
    return std::chrono::milliseconds(around(random_));
  }

 private:
  int longest_ = 100;
  std::minstd_rand random_{std::random_device{}()};
};

}  // namespace volley::transport
