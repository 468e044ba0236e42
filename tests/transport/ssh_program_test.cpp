#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>

#include "tests/transport/run_and_wait.hpp"
#include "tests/transport/sshd_fixture.hpp"
#include "transport/ssh/ssh_transport.hpp"

using namespace volley;
using namespace volley::transport;
using namespace volley::transport::testing;
using runtime::Ending;

namespace {

namespace fs = std::filesystem;

void shell(const std::string& line) { REQUIRE_MESSAGE(std::system(line.c_str()) == 0, line); }

std::string read(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Notices {
  std::mutex mutex;
  std::vector<std::string> texts;
  void add(std::string text) {
    const std::lock_guard lock(mutex);
    texts.push_back(std::move(text));
  }
};

struct Ssh {
  SshdFixture sshd;
  Notices notices;
  EventLoops loops;
  std::unique_ptr<SshTransport> transport = make();

  std::unique_ptr<SshTransport> make() {
    REQUIRE_MESSAGE(sshd.missing().empty(), sshd.missing());
    UserContact user;
    user.notice = [this](std::string text) { notices.add(std::move(text)); };
    user.warning = [this](const std::string& id, const std::string& text) { notices.add(id + ": " + text); };
    return std::make_unique<SshTransport>(loops, runtime::OutputLimits{4UL << 20U}, user);
  }
  Outcome run(const runtime::Hash& options, runtime::Job job, const std::string& host = "127.0.0.1") {
    auto address = sshd.address(host);
    for (const auto& [name, value] : options) {
      if (value.is_undef()) {
        address.config.erase(name);
      } else {
        address.config.set(name, value);
      }
    }
    return testing::run(*transport, transport->endpoint(address), std::move(job));
  }
  [[nodiscard]] std::string path(const std::string& name) const { return sshd.directory() / name; }
  void configure_server(const std::string& lines) {
    sshd.stop();
    std::ofstream(path("conf"), std::ios::app) << lines;
    sshd.start();
  }
};

}  // namespace

TEST_CASE("the ssh program carries what the library carries") {
  Ssh ssh;
  const runtime::Hash native = {{"native-ssh", true}};
  const Outcome outcome = ssh.run(native, command("echo hi; sleep 0.05; echo e >&2; exit 255"));
  CHECK(outcome.message == "");
  CHECK(outcome.exit_code == 255);
  CHECK(outcome.standard_output == "hi\n");
  CHECK(outcome.standard_error == "e\n");
  const Outcome killed = ssh.run(native, command("kill -9 $$"));
  CHECK(killed.ending == Ending::Completed);
  CHECK_FALSE(killed.exit_code);
  CHECK(ssh.run(native, command("cat")).exit_code == 0);
  CHECK(ssh.run({{"native-ssh", true}, {"tty", true}}, command("tty >/dev/null && echo tty"))
            .standard_output.starts_with("tty"));
  CHECK(ssh.run(native, script("#!/bin/sh\nprintf '<%s>' \"$@\"", {"a b", ""})).standard_output == "<a b><>");
  CHECK(ssh.run(native, {task("#!/bin/sh\ncat", R"({"a":1})"), {}, {}}).standard_output == R"({"a":1})");
  CHECK(ssh.run(native, command("head -c 3000000 /dev/zero")).standard_output.size() == 3000000);
  CHECK(ssh.run(native, {runtime::ProbeJob{}, {}, {}}).ending == Ending::Completed);
  CHECK(ssh.run({{"native-ssh", true}, {"private-key", "other"}}, command("true")).issue_code == "AUTH_ERROR");
  CHECK(ssh.run({{"native-ssh", true}, {"host-key-check", true}}, command("true")).exit_code == 0);
  const Outcome changed = ssh.run({{"native-ssh", true}, {"host-key-check", true}}, command("true"), "127.0.0.2");
  CHECK(changed.issue_code == "HOST_KEY_ERROR");
  CHECK(changed.message.find("known_hosts:2") != std::string::npos);
  CHECK(ssh.run({{"native-ssh", true}, {"host-key-check", true}}, command("true"), "127.0.0.3").issue_code ==
        "HOST_KEY_ERROR");
  CHECK(ssh.notices.texts.empty());
  ssh.transport.reset();
  for (const fs::path base :
       {"/tmp", std::getenv("XDG_RUNTIME_DIR") == nullptr ? "/tmp" : std::getenv("XDG_RUNTIME_DIR")}) {
    for (const auto& entry : fs::directory_iterator(base)) {
      CHECK_FALSE(entry.path().filename().string().starts_with("volley-ssh-" + std::to_string(::getpid()) + "-"));
    }
  }
}

TEST_CASE("files travel through the ssh program") {
  Ssh ssh;
  const runtime::Hash native = {{"native-ssh", true}};
  const fs::path base = ssh.sshd.directory() / "files";
  fs::create_directories(base / "from/sub dir");
  std::ofstream(base / "from/a'b [c]*") << "one\n";
  std::ofstream(base / "from/sub dir/binary") << binary_script();
  std::ofstream(base / "from/large") << std::string(1'500'000, 'x') << '\0';
  CHECK(ssh.run(native, {runtime::UploadJob{base / "from", base / "to"}, {}, {}}).message == "");
  for (int again = 0; again < 2; ++again) {
    const Outcome down = ssh.run(native, {runtime::DownloadJob{base / "to", base / "dl"}, {}, {}});
    CHECK(down.message == "");
    CHECK(down.downloaded_to == base / "dl/n-127.0.0.1/to");
    shell("diff -r " + (base / "from").string() + " " + (base / "dl/n-127.0.0.1/to").string());
  }
  CHECK(ssh.run(native, {runtime::DownloadJob{base / "to/a'b [c]*", base / "dl"}, {}, {}}).message == "");
  CHECK(read(base / "dl/n-127.0.0.1/a'b [c]*") == "one\n");
  CHECK(ssh.run(native, {runtime::DownloadJob{base / "nothing", base / "dl"}, {}, {}}).issue_code == "DOWNLOAD_ERROR");
}

TEST_CASE("what the ssh library cannot do, the ssh program does, and says so once") {
  Ssh ssh;
  const std::string authorized = ssh.path("authorized");
  SUBCASE("an RSA key") {
    shell("ssh-keygen -q -t rsa -b 2048 -N '' -f " + ssh.path("rsa") + " && cat " + ssh.path("rsa.pub") + " >> " +
          authorized);
    for (int i = 1; i <= 2; ++i) {
      const Outcome outcome = ssh.run({{"private-key", "rsa"}}, command("echo in"), "127.0.0." + std::to_string(i));
      CHECK(outcome.message == "");
      CHECK(outcome.standard_output == "in\n");
    }
  }
  SUBCASE("a certificate") {
    shell("ssh-keygen -q -t ed25519 -N '' -f " + ssh.path("ca"));
    shell("ssh-keygen -q -t ed25519 -N '' -f " + ssh.path("signed"));
    shell("ssh-keygen -q -s " + ssh.path("ca") + " -I test -n " + *ssh.sshd.address("x").user + " " +
          ssh.path("signed.pub"));
    ssh.configure_server("TrustedUserCAKeys " + ssh.path("ca.pub") + "\n");
    const Outcome outcome = ssh.run({{"private-key", "signed"}}, command("echo in"));
    CHECK(outcome.message == "");
    CHECK(outcome.standard_output == "in\n");
  }
  SUBCASE("a host key of RSA only, checked as any other") {
    shell("ssh-keygen -q -t rsa -b 2048 -N '' -f " + ssh.path("rsahost"));
    shell("sed -i '/^HostKey/d' " + ssh.path("conf"));
    ssh.configure_server("HostKey " + ssh.path("rsahost") + "\n");
    const std::string known = ssh.path("home/.ssh/known_hosts");
    shell("(printf '[127.0.0.5]:" + std::to_string(ssh.sshd.port()) + " '; cat " + ssh.path("rsahost.pub") + ") >> " +
          known);
    const Outcome outcome = ssh.run({{"host-key-check", true}}, command("echo in"), "127.0.0.5");
    CHECK(outcome.message == "");
    CHECK(outcome.standard_output == "in\n");
    CHECK(ssh.run({{"host-key-check", true}}, command("true"), "127.0.0.6").issue_code == "HOST_KEY_ERROR");
    CHECK(ssh.run({{"host-key-check", true}}, command("true"), "127.0.0.2").issue_code == "HOST_KEY_ERROR");
  }
  SUBCASE("algorithms that it lacks") {
    const runtime::Values ciphers = {"chacha20-poly1305@openssh.com"};
    const Outcome outcome = ssh.run({{"encryption-algorithms", ciphers}}, command("echo in"));
    CHECK(outcome.message == "");
    CHECK(outcome.standard_output == "in\n");
  }
  SUBCASE("a jump host") {
    const std::string jump = *ssh.sshd.address("x").user + "@127.0.0.9:" + std::to_string(ssh.sshd.port());
    const Outcome outcome = ssh.run({{"proxyjump", jump}}, command("echo $SSH_CONNECTION | cut -d' ' -f3"));
    CHECK(outcome.message == "");
    CHECK(outcome.standard_output == "127.0.0.1\n");
    CHECK(ssh.sshd.count_in_log("Accepted publickey") == 2);
  }
  REQUIRE(ssh.notices.texts.size() == 1);
  CHECK(ssh.notices.texts[0].starts_with("Using the ssh program: "));
}

TEST_CASE("the ssh configuration applies where the inventory says nothing") {
  Ssh ssh;
  std::ofstream(ssh.path("home/.ssh/config"))
      << "Include more\nHost alias*\n  HostName 127.0.0.1\n  IdentityFile " << ssh.path("id") << "\n";
  std::ofstream(ssh.path("home/.ssh/more")) << "Host jumped\n  HostName 127.0.0.1\n  ProxyCommand /bin/false\n"
                                            << "Host aliased\n  StrictHostKeyChecking no\n";
  const runtime::Hash bare = {{"private-key", runtime::Value()}, {"host-key-check", runtime::Value()}};
  CHECK(ssh.run(bare, command("echo in"), "alias").standard_output == "in\n");
  CHECK(ssh.run(bare, command("echo in"), "aliased").standard_output == "in\n");
  CHECK(ssh.run(bare, command("echo in"), "127.0.0.1").issue_code == "AUTH_ERROR");
  CHECK(ssh.run(bare, command("echo in"), "jumped").issue_code == "CONNECT_ERROR");
  runtime::Hash without = bare;
  without.set("load-config", false);
  CHECK(ssh.run(without, command("true"), "alias").issue_code == "CONNECT_ERROR");
}

TEST_CASE("host-key-check accept-new learns new hosts and refuses changed ones") {
  Ssh ssh;
  bool hashed = false;
  SUBCASE("by their names") {}
  SUBCASE("hashed") { hashed = true; }
  std::ofstream(ssh.path("home/.ssh/config")) << "HashKnownHosts " << (hashed ? "yes" : "no") << "\n";
  const runtime::Hash learning = {{"host-key-check", "accept-new"}};
  CHECK(ssh.run(learning, command("true"), "127.0.0.7").message == "");
  const std::string known = read(ssh.path("home/.ssh/known_hosts"));
  const std::string plain = "[127.0.0.7]:" + std::to_string(ssh.sshd.port()) + " ssh-ed25519 ";
  CHECK((known.find(plain) != std::string::npos) == !hashed);
  CHECK((known.find("|1|") != std::string::npos) == hashed);
  CHECK(ssh.run(learning, command("true"), "127.0.0.2").issue_code == "HOST_KEY_ERROR");
  ssh.transport = ssh.make();
  CHECK(ssh.run({{"host-key-check", true}}, command("true"), "127.0.0.7").exit_code == 0);
}

TEST_CASE("algorithms of the library are chosen by name") {
  Ssh ssh;
  const runtime::Values ciphers = {"aes256-ctr", "unheard-of"};
  const runtime::Values macs = {"hmac-sha2-512"};
  CHECK(ssh.run({{"encryption-algorithms", ciphers}, {"mac-algorithms", macs}}, command("true")).message == "");
  CHECK(ssh.notices.texts.empty());
}

TEST_CASE("an ssh-command without native-ssh is a mistake worth one warning") {
  Ssh ssh;
  for (int i = 0; i < 2; ++i) {
    CHECK(ssh.run({{"ssh-command", "no-such-program"}}, command("true")).exit_code == 0);
  }
  CHECK(ssh.notices.texts ==
        std::vector<std::string>{"native_ssh_disabled: native-ssh must be true to use ssh-command"});
}

TEST_CASE("a carrier that is not installed is named") {
  Ssh ssh;
  auto address = ssh.sshd.address("127.0.0.1");
  address.config.set("native-ssh", true);
  CHECK(ssh.transport->carrier(*ssh.transport->endpoint(address)).name == "ssh");
  address.config.set("ssh-command", "no-such-program");
  const runtime::Carrier carrier = ssh.transport->carrier(*ssh.transport->endpoint(address));
  CHECK(carrier.name == "");
  CHECK(carrier.reason == "the option 'native-ssh' asks for it, and the program 'no-such-program' was not found");
  CHECK(ssh.run({{"native-ssh", true}, {"ssh-command", "no-such-program"}}, command("true")).issue_code ==
        "CONNECT_ERROR");
}
