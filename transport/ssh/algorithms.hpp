// The user's choice of algorithms, given to the ssh library.
#pragma once

#include <string>
#include <vector>

#include "transport/ssh/session.hpp"
#include "transport/ssh/ssh_endpoint.hpp"

namespace volley::transport {

// Throws LibraryLacks when the user wants only what the library does not have. `known_types`: of the keys that the host
// is known by, which come first.
void choose_algorithms(const Session& session, const SshEndpoint& endpoint,
                       const std::vector<std::string>& known_types);

}  // namespace volley::transport
