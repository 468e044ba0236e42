#include "transport/ssh/ssh_libraries.hpp"

#include <libssh2.h>
#include <openssl/crypto.h>

namespace volley::transport {

std::vector<std::string> ssh_libraries() {
  const char* version = libssh2_version(0);
  return {std::string("libssh2 ") + (version == nullptr ? "" : version),
          std::string("OpenSSL ") + OpenSSL_version(OPENSSL_VERSION_STRING)};
}

}  // namespace volley::transport
