// Logging in over a real sshd: keys with passphrases, agents that do not answer.
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "tests/transport/run_and_wait.hpp"
#include "tests/transport/sshd_fixture.hpp"
#include "transport/ssh/ssh_transport.hpp"

using namespace volley;
using namespace volley::transport;
using namespace volley::transport::testing;

TEST_CASE("a passphrase is asked for once a run, and only for a key that the server takes") {
  struct Row {
    const char* options;
    std::vector<std::string> answers;
    const char* message;
    std::size_t questions;
  };
  const Row rows[] = {{"-t ed25519 -a 4", {"wrong", "secret"}, "", 2},
                      {"-t ecdsa -a 4 -Z aes128-cbc", {"secret"}, "", 1},
                      {"-t ecdsa -m PKCS8", {"secret"}, "", 1},
                      {"-t ed25519 -a 4", {"a", "b", "c"}, "nobody gave the passphrase", 3},
                      {"-t ed25519 -a 4", {}, "nobody gave the passphrase", 1}};
  SshdFixture sshd;
  REQUIRE_MESSAGE(sshd.missing().empty(), sshd.missing());
  REQUIRE(std::system(("ssh-keygen -q -t ed25519 -N secret -f " + (sshd.directory() / "foreign").string()).c_str()) ==
          0);
  int number = 0;
  for (const Row& row : rows) {
    CAPTURE(row.options);
    const std::string path = sshd.directory() / ("locked" + std::to_string(++number));
    REQUIRE(std::system(("ssh-keygen -q -N secret " + std::string(row.options) + " -f " + path).c_str()) == 0);
    REQUIRE(std::system(("cat " + path + ".pub >> " + (sshd.directory() / "authorized").string()).c_str()) == 0);
    std::vector<std::string> questions;
    EventLoops loops;
    UserContact user;
    user.ask_passphrase = [&](const std::string& question, const std::stop_token& /*stop*/) {
      questions.push_back(question);
      const std::size_t number = questions.size();
      return number > row.answers.size() ? std::nullopt : std::optional(row.answers[number - 1]);
    };
    SshTransport transport(loops, runtime::OutputLimits{}, user);
    auto foreign = sshd.address("127.0.0.1");
    foreign.config.set("private-key", "foreign");
    CHECK(testing::run(transport, transport.endpoint(foreign), command("true")).issue_code == "AUTH_ERROR");
    CHECK(questions.empty());
    std::vector<std::future<Outcome>> futures;
    const auto job = std::make_shared<const runtime::Job>(command("true"));
    for (int host = 1; host <= 5; ++host) {
      auto address = sshd.address("127.0.0." + std::to_string(host));
      address.config.set("private-key", path);
      futures.push_back(begin(transport, transport.endpoint(address), job));
    }
    for (auto& future : futures) {
      const Outcome outcome = wait_for(future);
      CHECK_MESSAGE(outcome.message.find(row.message) != std::string::npos, outcome.message);
      CHECK((outcome.exit_code == 0) == (*row.message == '\0'));
    }
    CHECK(questions.size() == row.questions);
    CHECK(questions.front() == "Enter passphrase for key '" + path + "': ");
  }
}

TEST_CASE("an agent that never answers holds up nobody but who needs it") {
  SshdFixture sshd;
  REQUIRE_MESSAGE(sshd.missing().empty(), sshd.missing());
  const std::string socket = sshd.directory() / "silent";
  const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  std::copy(socket.begin(), socket.end(), name.sun_path);
  REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&name), sizeof name) == 0);
  REQUIRE(::listen(listener, 5) == 0);
  const char* usual = std::getenv("SSH_AUTH_SOCK");
  const std::string before = usual == nullptr ? "" : usual;
  ::setenv("SSH_AUTH_SOCK", socket.c_str(), 1);
  EventLoops loops;
  SshTransport transport(loops);
  std::vector<std::future<Outcome>> waiting;
  for (int host = 1; host <= 4; ++host) {
    auto address = sshd.address("127.0.0." + std::to_string(host));
    address.config.set("private-key", "other");
    waiting.push_back(
        begin(transport, transport.endpoint(address), std::make_shared<const runtime::Job>(command("true"))));
  }
  const auto start = std::chrono::steady_clock::now();
  for (int host = 5; host <= 12; ++host) {
    const auto endpoint = transport.endpoint(sshd.address("127.0.0." + std::to_string(host)));
    CHECK(testing::run(transport, endpoint, command("true")).exit_code == 0);
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
  for (auto& future : waiting) {
    const Outcome outcome = wait_for(future);
    CHECK(outcome.issue_code == "AUTH_ERROR");
    CHECK(outcome.message.find("the ssh-agent does not answer") != std::string::npos);
  }
  before.empty() ? ::unsetenv("SSH_AUTH_SOCK") : ::setenv("SSH_AUTH_SOCK", before.c_str(), 1);
  ::close(listener);
}
