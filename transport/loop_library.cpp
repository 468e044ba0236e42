#include "transport/loop_library.hpp"

#include <asio/version.hpp>

namespace volley::transport {

std::string loop_library() {
  constexpr int kMajor = 100000;
  constexpr int kMinor = 100;
  return "Asio " + std::to_string(ASIO_VERSION / kMajor) + "." + std::to_string(ASIO_VERSION / kMinor % 1000) + "." +
         std::to_string(ASIO_VERSION % kMinor);
}

}  // namespace volley::transport
