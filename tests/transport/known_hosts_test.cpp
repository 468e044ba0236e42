#include <doctest/doctest.h>

#include "transport/ssh/known_hosts.hpp"

using volley::transport::HostKeyVerdict;
using volley::transport::KnownHosts;

TEST_CASE("known_hosts lines decide who may answer") {
  KnownHosts hosts;
  hosts.add_text(
      "# comment\n"
      "\n"
      "plain,10.0.0.1 ssh-ed25519 AAAA comment\n"
      "[plain]:2222 ssh-ed25519 BBBB\n"
      "*.lan,!bad.lan ssh-rsa CCCC\n"
      "|1|MDEyMzQ1Njc4OTAxMjM0NTY3ODk=|u8bgCFSf0sYfLGMKuC/R9BOhHYY= ssh-ed25519 DDDD\n"
      "@revoked plain ssh-ed25519 EEEE\n"
      "@cert-authority * ssh-ed25519 FFFF\n"
      "broken line\n",
      "file");
  struct Row {
    const char* host;
    int port;
    const char* type;
    const char* key;
    HostKeyVerdict verdict;
    int line;
  };
  const Row rows[] = {{"plain", 22, "ssh-ed25519", "AAAA", HostKeyVerdict::Known, 3},
                      {"PLAIN", 22, "ssh-ed25519", "AAAA", HostKeyVerdict::Known, 3},
                      {"10.0.0.1", 22, "ssh-ed25519", "XXXX", HostKeyVerdict::Changed, 3},
                      {"plain", 2222, "ssh-ed25519", "BBBB", HostKeyVerdict::Known, 4},
                      {"plain", 2223, "ssh-ed25519", "BBBB", HostKeyVerdict::Unknown, 0},
                      {"a.lan", 22, "ssh-rsa", "CCCC", HostKeyVerdict::Known, 5},
                      {"bad.lan", 22, "ssh-rsa", "CCCC", HostKeyVerdict::Unknown, 0},
                      {"plain", 22, "ssh-ed25519", "EEEE", HostKeyVerdict::Revoked, 7},
                      {"plain", 22, "ssh-rsa", "AAAA", HostKeyVerdict::Unknown, 0},
                      {"other", 22, "ssh-ed25519", "FFFF", HostKeyVerdict::Unknown, 0}};
  for (const Row& row : rows) {
    CAPTURE(row.host);
    CAPTURE(row.key);
    const auto check = hosts.check(KnownHosts::name_of(row.host, row.port), row.type, row.key);
    CHECK(check.verdict == row.verdict);
    CHECK(check.line == row.line);
  }
  CHECK(hosts.key_types("a.lan") == std::vector<std::string>{"ssh-rsa"});
  CHECK(hosts.key_types("nobody").empty());
}
