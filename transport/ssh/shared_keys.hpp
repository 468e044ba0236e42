// What all connections of a run have in common. Safe to use from all event loops.
#pragma once

#include <utility>

#include "transport/ssh/handshake.hpp"
#include "transport/ssh/passphrases.hpp"
#include "transport/ssh/private_keys.hpp"

namespace volley::transport {

struct SharedKeys {
  explicit SharedKeys(PassphraseSource source) : passphrases(std::move(source)) {}
  HostKeys host_keys;
  PrivateKeys private_keys;
  Passphrases passphrases;
};

}  // namespace volley::transport
