#include <doctest/doctest.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>

#include "tests/transport/run_and_wait.hpp"
#include "tests/transport/sshd_fixture.hpp"
#include "transport/failure.hpp"
#include "transport/local/local_transport.hpp"
#include "transport/shell/escalation.hpp"
#include "transport/ssh/ssh_transport.hpp"

using namespace volley;
using namespace volley::transport;
using namespace volley::transport::testing;
using runtime::Ending;

namespace {

namespace fs = std::filesystem;

// Behaves as sudo does with -S and -p, for the password "secret" and without becoming anybody.
constexpr const char* kStandIn = R"sh(#!/bin/sh
while :; do
  case $1 in -S|-H) shift ;; -u) user=$2; shift 2 ;; -p) prompt=$2; shift 2 ;; *) break ;; esac
done
test "$user" != denied || { echo "$(id -un) is not in the sudoers file." >&2; exit 1; }
test "$user" != free || exec env SUDO_USER=free PROMPT="$prompt" "$@"
for attempt in 1 2 3; do
  printf %s "$prompt" >&2
  IFS= read -r given || { echo >&2; echo "sudo: no password was provided" >&2; exit 1; }
  test "$given" != secret || exec env SUDO_USER="$user" PROMPT="$prompt" "$@"
  echo "Sorry, try again." >&2
done
exit 1
)sh";

enum class Way { Library, Program, Local };
constexpr Way kWays[] = {Way::Library, Way::Program, Way::Local};

// One target and the ways to it.
struct Place {
  SshdFixture sshd;
  EventLoops loops;
  SshTransport ssh{loops, {4UL << 20U}};
  LocalTransport local{loops, {4UL << 20U}};

  Place() {
    REQUIRE_MESSAGE(sshd.missing().empty(), sshd.missing());
    std::ofstream(sshd.directory() / "sudo") << kStandIn;
    fs::permissions(sshd.directory(), fs::perms(0755));
    fs::permissions(sshd.directory() / "sudo", fs::perms(0755));
  }
  [[nodiscard]] runtime::TargetAddress address(Way way) const {
    runtime::TargetAddress address = way == Way::Local ? runtime::TargetAddress{} : sshd.address("127.0.0.1");
    if (way == Way::Program) {
      address.config.set("native-ssh", true);
    }
    address.name = "box";
    return address;
  }
  [[nodiscard]] runtime::TargetAddress stand_in(Way way, const std::string& password) const {
    runtime::TargetAddress result = address(way);
    result.config.set("run-as", "other");
    result.config.set("sudo-executable", (sshd.directory() / "sudo").string());
    if (!password.empty()) {
      result.config.set("sudo-password", password);
    }
    return result;
  }
  Outcome run(Way way, const runtime::TargetAddress& address, runtime::Job job) {
    runtime::Transport& transport = way == Way::Local ? static_cast<runtime::Transport&>(local) : ssh;
    return testing::run(transport, transport.endpoint(address), std::move(job));
  }
};

std::string login_user() { return ::getpwuid(::geteuid())->pw_name; }

}  // namespace

TEST_CASE("a password for another user is given when it is asked for, and what it is given to reads its own input") {
  Place place;
  for (const Way way : kWays) {
    CAPTURE(way);
    for (const bool tty : {false, true}) {
      CAPTURE(tty);
      auto address = place.stand_in(way, "secret");
      if (tty && way != Way::Local) {
        address.config.set("tty", true);
      }
      const Outcome line = place.run(way, address, command("echo \"$SUDO_USER $A\"; exit 3", {{"A", "b 'c"}}));
      CHECK(line.message == "");
      CHECK(line.exit_code == 3);
      // A terminal that the ssh program asks for is as raw as its own.
      const std::string ending = tty && way == Way::Library ? "\r\n" : "\n";
      CHECK(line.standard_output.ends_with("other b 'c" + ending));
      CHECK(line.standard_output.find("volley-") == std::string::npos);
      CHECK(line.standard_error == "");
      const Outcome job = place.run(
          way, address, {task("#!/bin/sh\ncat; echo \" $PT_a $SUDO_USER\"\n", "{\"a\":1}", {{"PT_a", "1"}}), {}, {}});
      CHECK(job.message == "");
      CHECK(job.standard_output.ends_with("{\"a\":1} 1 other" + ending));
    }
    const auto address = place.stand_in(way, "secret");
    CHECK(place.run(way, address, script("#!/bin/sh\necho \"$SUDO_USER $1\"\n", {"x y"})).standard_output ==
          "other x y\n");
    CHECK(place.run(way, address, {runtime::CommandJob{"echo \"$SUDO_USER\""}, {}, "free"}).standard_output ==
          "free\n");
    CHECK(place.run(way, address, {runtime::CommandJob{"echo \"<$SUDO_USER>\""}, {}, login_user()}).standard_output ==
          "<>\n");
  }
}

TEST_CASE("another user that cannot be had is a failure of its own kind") {
  struct Row {
    const char* run_as;
    const char* password;
    const char* issue_code;
    std::string message;
  };
  const std::string user = login_user();
  const Row rows[] = {
      {"other", "", "NO_PASSWORD", "Sudo password for user " + user + " was not provided for box"},
      {"other", "wrong", "BAD_PASSWORD", "Sudo password for user " + user + " not recognized on box"},
      {"denied", "secret", "SUDO_DENIED", "User " + user + " does not have sudo permission on box"},
  };
  Place place;
  for (const Row& row : rows) {
    for (const Way way : kWays) {
      CAPTURE(row.issue_code);
      CAPTURE(way);
      const auto address = place.stand_in(way, row.password);
      for (runtime::Job job : {command("echo ran"), script("#!/bin/sh\necho ran\n")}) {
        job.run_as = row.run_as;
        const Outcome outcome = place.run(way, address, job);
        CHECK(outcome.ending == Ending::Failed);
        CHECK(outcome.kind == "puppetlabs.tasks/escalate-error");
        CHECK(outcome.issue_code == row.issue_code);
        CHECK(outcome.message == row.message);
      }
    }
  }
}

TEST_CASE("a job that fails in the middle leaves its connection to the others") {
  Place place;
  const auto address = place.stand_in(Way::Library, "");
  const auto before = std::chrono::steady_clock::now();
  for (int i = 0; i < 4; ++i) {
    CHECK(place.run(Way::Library, address, command("true")).issue_code == "NO_PASSWORD");
    CHECK(place.run(Way::Library, place.address(Way::Library), command("true")).exit_code == 0);
  }
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(5));
}

TEST_CASE("a command that prints the prompt is not given the password") {
  Place place;
  const char* attack =
      "for p in \"$PROMPT\" '[sudo] Bolt needs to run as another user, password: ' 'Sorry, try again.\n'; do"
      " printf %s \"$p\" >&2; printf %s \"$p\"; done; sleep 0.3; read line; echo \"got:$line\"";
  for (const Way way : kWays) {
    for (const char* user : {"free", "other"}) {
      CAPTURE(way);
      CAPTURE(user);
      runtime::Job job = command(attack);
      job.run_as = user;
      const Outcome outcome = place.run(way, place.stand_in(way, "secret"), job);
      CHECK(outcome.message == "");
      CHECK(outcome.standard_output.ends_with("got:\n"));
      CHECK(outcome.merged_output.find("secret") == std::string::npos);
    }
  }
}

TEST_CASE("parameters and passwords of another user's task stand on no command line") {
  Place place;
  const std::string value = "canary-" + place.sshd.directory().filename().string().substr(13);
  for (const Way way : kWays) {
    auto address = place.stand_in(way, "secret");
    const Outcome outcome =
        place.run(way, address,
                  {task("#!/bin/sh\nall=$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ')\n"
                        "case $all in *\"$PT_a\"*) echo found ;; *) echo \"none ${#PT_a}\" ;; esac\n",
                        "{\"a\":\"" + value + "\"}", {{"PT_a", value}}),
                   {},
                   {}});
    CHECK(outcome.standard_output == "none " + std::to_string(value.size()) + "\n");
  }
}

TEST_CASE("the talk about the password goes on only before the start") {
  shell::Identity identity;
  identity.target = "box";
  identity.login_user = "me";
  identity.user = "other";
  identity.password = "secret";
  shell::Escalation escalation(identity);
  const auto words = escalation.words("id", shell::Home::Enter);
  REQUIRE(words.size() == 10);
  const std::string& prompt = words[6];
  CHECK(words[9].ends_with("; cd; id"));
  // "printf %s FIRST SECOND >&2"
  const std::string& line = words[9];
  const std::string start = line.substr(10, 36) + line.substr(47, 36);
  CHECK_FALSE(escalation.answer());
  CHECK(escalation.take("lecture\n" + line + prompt.substr(0, 9)) == "");
  CHECK_FALSE(escalation.answer());
  CHECK(escalation.take(prompt.substr(9)) == "");
  CHECK(escalation.answer() == "secret\n");
  CHECK_FALSE(escalation.answer());
  CHECK_FALSE(escalation.takes_input());
  CHECK(escalation.take("secret\r\nwarning\n" + start + prompt) == prompt);
  CHECK(escalation.takes_input());
  CHECK_FALSE(escalation.answer());
  CHECK(escalation.take(prompt + "\nSorry, try again.\n") == prompt + "\nSorry, try again.\n");
  CHECK(shell::Escalation(identity).words("id", shell::Home::Stay)[6] != prompt);
  CHECK_THROWS_AS((void)shell::Escalation(identity).finish(0), JobFailure);
}

TEST_CASE("run-as-command takes the place of sudo and is asked nothing") {
  Place place;
  for (const Way way : kWays) {
    auto address = place.address(way);
    address.config.set("run-as", "other");
    address.config.set("run-as-command",
                       runtime::Values{"env", "MARK=it is", "sh", "-c", "U=$0; export U; exec \"$@\""});
    const Outcome outcome = place.run(way, address, {task("#!/bin/sh\ncat; echo \" $MARK $U\"\n"), {}, {}});
    CHECK(outcome.standard_output == "{} it is other\n");
    CHECK(outcome.standard_error == "");
    auto silent = place.address(way);
    silent.config.set("run-as", "other");
    silent.config.set("run-as-command", runtime::Values{"true"});
    CHECK(place.run(way, silent, command("id")).issue_code == "ESCALATE_ERROR");
  }
}

TEST_CASE("with the real sudo, the other user owns and finds what is brought for it") {
  if (::geteuid() != 0 || ::access("/usr/bin/sudo", X_OK) != 0) {
    return;
  }
  Place place;
  const fs::path base = place.sshd.directory() / "files";
  fs::create_directories(base / "from");
  fs::create_directories(base / "to");
  fs::permissions(base / "to", fs::perms(0777));
  std::ofstream(base / "from/small") << "one\n";
  std::ofstream(base / "from/large") << std::string(700'000, 'x');
  for (const Way way : kWays) {
    CAPTURE(way);
    auto address = place.address(way);
    address.config.set("run-as", "nobody");
    CHECK(place.run(way, address, command("id -un; echo \"$HOME\"")).standard_output == "nobody\n/nonexistent\n");
    const Outcome job = place.run(
        way, address, {task("#!/bin/sh\nid -un; stat -c '%U %a' \"$0\" \"$(dirname \"$0\")\"; cat\n"), {}, {}});
    CHECK(job.message == "");
    CHECK(job.standard_output.find("nobody\nnobody 7") == 0);
    CHECK(job.standard_output.ends_with("\nnobody 700\n{}"));
    const fs::path copy = base / "to" / ("copy" + std::to_string(static_cast<int>(way)));
    CHECK(place.run(way, address, {runtime::UploadJob{base / "from", copy}, {}, {}}).message == "");
    struct stat status {};
    REQUIRE(::stat((copy / "large").c_str(), &status) == 0);
    CHECK(status.st_uid == ::getpwnam("nobody")->pw_uid);
    CHECK(status.st_size == 700'000);
    const fs::path private_file = base / "to" / ("private" + std::to_string(static_cast<int>(way)));
    const std::string make =
        "umask 077; mkdir " + private_file.string() + "; echo kept > " + private_file.string() + "/f";
    CHECK(place.run(way, address, command(make)).exit_code == 0);
    const Outcome down = place.run(way, address, {runtime::DownloadJob{private_file, base / "dl"}, {}, {}});
    CHECK(down.message == "");
    std::ifstream file(fs::path(down.downloaded_to) / "f");
    std::string text;
    file >> text;
    CHECK(text == "kept");
    CHECK(place.run(way, address, {runtime::DownloadJob{base / "none", base / "dl"}, {}, {}}).issue_code == "CP_ERROR");
  }
}
