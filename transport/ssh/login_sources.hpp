// What this machine has for logging in over ssh and for knowing hosts: key files, the agent, known hosts files. For
// diagnosis; nothing here is used to connect, and no secret comes out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace volley::transport {

struct UsualKey {
  std::string path;
  bool readable = false;
  bool rsa = false;
  bool encrypted = false;
  bool open_to_others = false;  // its permissions let other users read it
};

struct Agent {
  std::string socket;                   // $SSH_AUTH_SOCK; empty: none
  std::string problem;                  // why it cannot be asked; empty when it answered
  std::vector<std::string> identities;  // "ssh-ed25519 COMMENT"
};

struct KnownHostsFile {
  std::string path;
  bool exists = false;
  bool readable = false;
  std::size_t lines = 0;
  bool open_to_others = false;  // others may write it
};

// The key files that are tried when no key is configured; only those that exist.
[[nodiscard]] std::vector<UsualKey> usual_key_files();
[[nodiscard]] UsualKey key_file(const std::string& path);
// Asks the agent; waits two seconds at most.
[[nodiscard]] Agent ssh_agent();
[[nodiscard]] std::vector<KnownHostsFile> known_hosts_files();

}  // namespace volley::transport
