#include "transport/ssh/algorithms.hpp"

#include <algorithm>

#include "transport/ssh/library_lacks.hpp"

namespace volley::transport {

namespace {

using Names = std::vector<std::string>;

// Cheap and accepted everywhere first; old servers still find something they know.
const Names& usual(int method) {
  static const Names kex = {"curve25519-sha256",
                            "curve25519-sha256@libssh.org",
                            "ecdh-sha2-nistp256",
                            "ecdh-sha2-nistp384",
                            "ecdh-sha2-nistp521",
                            "diffie-hellman-group-exchange-sha256",
                            "diffie-hellman-group16-sha512",
                            "diffie-hellman-group18-sha512",
                            "diffie-hellman-group14-sha256",
                            "diffie-hellman-group14-sha1"};
  static const Names host_key = {"ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
                                 "ssh-rsa"};
  static const Names cipher = {"aes128-ctr", "aes256-ctr", "aes192-ctr"};
  static const Names mac = {"hmac-sha2-256", "hmac-sha2-512", "hmac-sha1"};
  switch (method) {
    case LIBSSH2_METHOD_KEX: return kex;
    case LIBSSH2_METHOD_HOSTKEY: return host_key;
    case LIBSSH2_METHOD_CRYPT_CS:
    case LIBSSH2_METHOD_CRYPT_SC: return cipher;
    default: return mac;
  }
}

void set(const Session& session, const SshEndpoint& endpoint, int method, const Names& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ",") + name;
  }
  // The library drops what it does not know, and complains when nothing is left.
  if (libssh2_session_method_pref(session.raw(), method, text.c_str()) != 0) {
    throw LibraryLacks("the ssh library has none of the algorithms that are asked for",
                       connect_failure("CONNECT_ERROR", "Failed to connect to " + endpoint.name +
                                                            ": none of the algorithms '" + text + "' is known"));
  }
}

Names with_defaults(const Names& wanted, int method) {
  if (wanted.empty()) {
    return usual(method);
  }
  Names names;
  for (const std::string& name : wanted) {
    if (name == "defaults") {
      names.insert(names.end(), usual(method).begin(), usual(method).end());
    } else {
      names.push_back(name);
    }
  }
  return names;
}

}  // namespace

void choose_algorithms(const Session& session, const SshEndpoint& endpoint, const Names& known_types) {
  const AlgorithmLists& lists = endpoint.algorithms;
  set(session, endpoint, LIBSSH2_METHOD_KEX, with_defaults(lists.kex, LIBSSH2_METHOD_KEX));
  for (const int method : {LIBSSH2_METHOD_CRYPT_CS, LIBSSH2_METHOD_CRYPT_SC}) {
    set(session, endpoint, method, with_defaults(lists.encryption, method));
  }
  for (const int method : {LIBSSH2_METHOD_MAC_CS, LIBSSH2_METHOD_MAC_SC}) {
    set(session, endpoint, method, with_defaults(lists.mac, method));
  }
  Names types = with_defaults(lists.host_key, LIBSSH2_METHOD_HOSTKEY);
  // Only a key of a type that the files hold can be verified.
  std::stable_partition(types.begin(), types.end(), [&](const std::string& type) {
    return std::find(known_types.begin(), known_types.end(), type) != known_types.end();
  });
  set(session, endpoint, LIBSSH2_METHOD_HOSTKEY, types);
}

}  // namespace volley::transport
