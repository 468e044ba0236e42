#include "runtime/execute/fiber_library.hpp"

#include <boost/version.hpp>

namespace volley::runtime {

std::string fiber_library() {
  constexpr int kMajor = 100000;
  constexpr int kMinor = 100;
  return "Boost " + std::to_string(BOOST_VERSION / kMajor) + "." + std::to_string(BOOST_VERSION / kMinor % 1000) + "." +
         std::to_string(BOOST_VERSION % kMinor);
}

}  // namespace volley::runtime
