#include <doctest/doctest.h>

#include "transport/ssh/ssh_config.hpp"

using volley::transport::HostSettings;
using volley::transport::SshConfig;

TEST_CASE("ssh_config: the first value that applies holds") {
  SshConfig config;
  config.add_text(
      "User early\n"
      "Host web* !web9\n\tPort=2022 # comment\n  IdentityFile \"~/a key\"\nHostName %h.example\n"
      "Host *\nPort 1\nIdentityFile b\nProxyJump none\nMatch user early host other\nCompression yes\n"
      "Match exec false\nPort 9\n",
      "/nowhere");
  const HostSettings web = config.settings_for("web1", "");
  CHECK(web.value("port") == "2022");
  CHECK(web.value("user") == "early");
  CHECK(web.value("hostname") == "%h.example");
  CHECK(web.identity_files == std::vector<std::string>{"~/a key", "b"});
  CHECK(web.value("compression").empty());
  CHECK(web.undecided);
  CHECK(config.settings_for("web9", "").value("port") == "1");
  CHECK(config.settings_for("other", "").flag("compression"));
  CHECK_FALSE(config.settings_for("other", "late").flag("compression"));
}

TEST_CASE("ssh_config: text that is none is passed over") {
  SshConfig config;
  config.add_text("\"\n=\n= =\nHost\nMatch\nMatch host\nInclude\nPort\n\xff\xfe\nHost \"a b\" x\nPort = 7\n",
                  "/nowhere");
  CHECK(config.settings_for("x", "").value("port") == "7");
}
