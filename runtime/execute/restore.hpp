// Gives a variable another value for as long as it lives.
//
//   const Restore quiet(quiet_, true);
#pragma once

#include <utility>

namespace volley::runtime {

template <typename T>
class Restore {
 public:
  Restore(T& place, T meanwhile) : place_(place), before_(std::exchange(place, std::move(meanwhile))) {}
  Restore(const Restore&) = delete;
  Restore& operator=(const Restore&) = delete;
  ~Restore() { place_ = std::move(before_); }

 private:
  T& place_;
  T before_;
};

}  // namespace volley::runtime
