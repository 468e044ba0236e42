// What the ways to log in have in common: how a call failed, and what is worth telling when everything was refused.
#pragma once

#include <string>
#include <string_view>

#include "transport/ssh/carrier.hpp"
#include "transport/ssh/session.hpp"

namespace volley::transport {

struct LoginAttempts {
  std::string notes;
  std::string lack;  // what the ssh program could still try
  void note(const std::string& text) { notes += (notes.empty() ? "" : "; ") + text; }
  // libssh2 before 1.11 knows no rsa-sha2.
  void note_rsa(const std::string& subject) {
    lack = "the ssh library signs with RSA keys in the old way only (SHA-1)";
    note(subject +
         ": this build can only sign with ssh-rsa (SHA-1), which servers refuse since OpenSSH 8.8; use an ed25519 or "
         "ecdsa key");
  }
};

inline void throw_if_lost(const Session& session, int code) {
  if (is_connection_error(code)) {
    throw ConnectionLost(code == LIBSSH2_ERROR_TIMEOUT ? "timeout"
                         : session.wire().closed()     ? session.wire().closed_because()
                                                       : session.last_error());
  }
}

}  // namespace volley::transport
