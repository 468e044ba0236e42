#include "transport/ssh/carrier.hpp"

#include "transport/failure.hpp"

namespace volley::transport {

void Interruption::check() const {
  if (requested) {
    throw Interrupted();
  }
}

}  // namespace volley::transport
