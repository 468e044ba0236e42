#include "transport/ssh/carrier.hpp"

namespace volley::transport {

void Interruption::check() const {
  if (reason != StopReason::None) {
    throw Stopped(reason);
  }
}

}  // namespace volley::transport
