// How jobs end that do not end by themselves: time limits, interruptions, lost controllers, busy and dying servers.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/transport/light_server_fixture.hpp"
#include "tests/transport/run_and_wait.hpp"
#include "tests/transport/sshd_fixture.hpp"
#include "transport/local/local_transport.hpp"
#include "transport/ssh/ssh_transport.hpp"
#include "transport/unique_name.hpp"

using namespace volley;
using namespace volley::transport;
using namespace volley::transport::testing;
using namespace std::chrono_literals;
using runtime::Ending;

namespace {

struct AllWays {
  SshdFixture sshd;
  EventLoops loops;
  SshTransport ssh{loops};
  LocalTransport local{loops};

  AllWays() { REQUIRE_MESSAGE(sshd.missing().empty(), sshd.missing()); }

  struct Way {
    std::string label;
    runtime::Transport* transport;
    std::shared_ptr<const runtime::Endpoint> endpoint;
  };

  std::vector<Way> ways() {
    const auto plain = sshd.address("127.0.0.1");
    std::vector<Way> result = {{"local", &local, local.endpoint(plain)}};
    // What becomes nobody, as a child or in the same process; the real one gives its child a process group.
    const std::string sudo = sshd.directory() / "sudo";
    std::vector<runtime::Hash> options = {{},
                                          {{"native-ssh", true}},
                                          {{"run-as", "other"}, {"sudo-executable", write_sudo(sudo, "")}},
                                          {{"run-as", "other"}, {"sudo-executable", write_sudo(sudo + "2", "exec ")}}};
    if (::geteuid() == 0 && ::access("/usr/bin/sudo", X_OK) == 0) {
      options.push_back({{"run-as", "nobody"}});
      options.push_back({{"run-as", "nobody"}, {"native-ssh", true}});
    }
    for (const runtime::Hash& one : options) {
      std::string label = "ssh";
      auto address = plain;
      for (const auto& [name, value] : one) {
        address.config.set(name, value);
        label += " " + std::string(name.as_string());
      }
      result.push_back({label, &ssh, ssh.endpoint(address)});
    }
    return result;
  }

  template <typename Check>
  void on_each(const Check& check) {
    for (const Way& way : ways()) {
      CAPTURE(way.label);
      check(*way.transport, way.endpoint);
    }
  }

  static std::string write_sudo(const std::string& path, const std::string& how) {
    std::ofstream(path)
        << "#!/bin/sh\nwhile :; do case $1 in -S|-H) shift ;; -u|-p) shift 2 ;; *) break ;; esac; done\n"
        << how << "\"$@\"\nexit $?\n";
    std::filesystem::permissions(path, std::filesystem::perms(0755));
    return path;
  }
};

// A number of seconds that nothing else sleeps for: how its sleep is found again.
std::string odd_seconds() {
  static int count = 0;
  return "7" + std::to_string(::getpid() % 100000) + "." + std::to_string(++count);
}

bool sleeps(const std::string& seconds) {
  return std::system(("ps -eo args | grep -q '^sleep " + seconds + "$'").c_str()) == 0;
}

bool ends_within(const std::string& seconds, std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (sleeps(seconds) && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(20ms);
  }
  return !sleeps(seconds);
}

bool begins(const std::string& seconds) {
  for (int i = 0; i < 250 && !sleeps(seconds); ++i) {
    std::this_thread::sleep_for(20ms);
  }
  return sleeps(seconds);
}

runtime::Job limited(runtime::Job job, runtime::TimeLimit limit) {
  job.time_limit = limit;
  return job;
}

}  // namespace

TEST_CASE("a time limit ends a job on its target with all that it has started") {
  AllWays all;
  all.on_each([](runtime::Transport& transport, const std::shared_ptr<const runtime::Endpoint>& endpoint) {
    const std::string odd = odd_seconds();
    const Outcome outcome =
        run(transport, endpoint, limited(command("echo a; sleep " + odd + " & sleep " + odd + "; echo b"), 300ms));
    CHECK(outcome.ending == Ending::TimedOut);
    CHECK(outcome.kind == "volley/timeout");
    CHECK(outcome.standard_output == "a\n");
    CHECK(outcome.message == "Timed out after 0.3 seconds: what ran was ended");
    CHECK(ends_within(odd, 1s));
    const Outcome written = run(
        transport, endpoint, limited({task("#!/bin/sh\necho t; dirname $0 >&2; sleep " + odd + "\n"), {}, {}}, 300ms));
    CHECK(written.ending == Ending::TimedOut);
    CHECK(written.standard_output == "t\n");
    CHECK(ends_within(odd, 1s));
    CHECK_FALSE(std::filesystem::exists(written.standard_error.substr(0, written.standard_error.find('\n'))));
    CHECK(run(transport, endpoint, limited(command("echo in time"), 10s)).standard_output == "in time\n");
  });
}

TEST_CASE("a job that ignores the first signal is ended by the last one") {
  AllWays all;
  struct Run {
    std::string label;
    std::string odd;
    std::future<Outcome> outcome;
  };
  std::vector<Run> runs;
  for (const AllWays::Way& way : all.ways()) {
    const std::string odd = odd_seconds();
    runtime::Job job = limited(command("trap '' TERM; echo a; while :; do sleep " + odd + "; done"), 200ms);
    runs.push_back(
        {way.label, odd, begin(*way.transport, way.endpoint, std::make_shared<const runtime::Job>(std::move(job)))});
  }
  const auto before = std::chrono::steady_clock::now();
  for (Run& one : runs) {
    CAPTURE(one.label);
    const Outcome outcome = wait_for(one.outcome);
    CHECK(outcome.ending == Ending::TimedOut);
    CHECK(outcome.standard_output == "a\n");
    CHECK(ends_within(one.odd, 1s));
  }
  CHECK(std::chrono::steady_clock::now() - before < 10s);
}

TEST_CASE("an interruption ends what runs and keeps what was received") {
  AllWays all;
  all.on_each([](runtime::Transport& transport, const std::shared_ptr<const runtime::Endpoint>& endpoint) {
    const std::string odd = odd_seconds();
    std::stop_source stop;
    auto future =
        begin(transport, endpoint, std::make_shared<const runtime::Job>(command("echo a; sleep " + odd + "; echo b")),
              stop.get_token());
    REQUIRE(begins(odd));
    stop.request_stop();
    const Outcome outcome = wait_for(future);
    CHECK(outcome.ending == Ending::Unknown);
    CHECK(outcome.standard_output == "a\n");
    CHECK(ends_within(odd, 1s));
  });
}

TEST_CASE("a leash changes nothing about a command") {
  AllWays all;
  const auto endpoint = all.ssh.endpoint(all.sshd.address("127.0.0.1"));
  CHECK(run(all.ssh, endpoint, command("wait; echo \"[$!]\"; cat; ls /dev/fd/3 2>/dev/null; exit 7")).exit_code == 7);
  CHECK(run(all.ssh, endpoint, command("wait; echo \"[$!]\"; cat")).standard_output == "[]\n");
  CHECK(run(all.ssh, endpoint, command("")).exit_code == 0);
  CHECK(run(all.ssh, endpoint, command("cat <<E\nit's\nE\n# end")).standard_output == "it's\n");
  CHECK(run(all.ssh, endpoint, command("sleep 0.3 >/dev/null 2>&1 & echo started")).standard_output == "started\n");
  const std::string odd = odd_seconds();
  CHECK(run(all.ssh, endpoint, command("nohup sleep " + odd + " >/dev/null 2>&1 & echo started")).exit_code == 0);
  std::this_thread::sleep_for(300ms);
  CHECK(sleeps(odd));  // left behind on purpose
  CHECK(run(all.ssh, endpoint, command("pkill -f '^sleep " + odd + "$'")).exit_code == 0);
}

TEST_CASE("what runs ends when its controller is killed, unless it is to be left alone") {
  SshdFixture sshd;
  REQUIRE_MESSAGE(sshd.missing().empty(), sshd.missing());
  const std::string inventory = sshd.directory() / "inventory.yaml";
  for (const bool detach : {false, true}) {
    const auto config = [&](const std::string& more) {
      return std::string("{detach: ") + (detach ? "true" : "false") + more + "}";
    };
    std::ofstream(inventory) << "targets:\n  - {name: library, uri: 127.0.0.1}\n"
                             << "  - {name: program, uri: 127.0.0.2, config: {ssh: {native-ssh: true}}}\n"
                             << "config:\n  local: " << config("") << "\n  ssh: "
                             << config(", host-key-check: false, port: " + std::to_string(sshd.port()) +
                                       ", private-key: " + (sshd.directory() / "id").string())
                             << "\n";
    for (const std::string target : {"library", "program", "localhost"}) {
      CAPTURE(target);
      const std::string odd = odd_seconds();
      const int pid = ::fork();
      if (pid == 0) {
        std::freopen("/dev/null", "w", stdout);
        const std::string line = "sleep " + odd + "; true";
        ::execl(VOLLEY_PROGRAM, "volley", "command", "run", line.c_str(), "-t", target.c_str(), "-i", inventory.c_str(),
                nullptr);
        ::_exit(127);
      }
      REQUIRE(begins(odd));
      ::kill(pid, SIGKILL);
      ::waitpid(pid, nullptr, 0);
      CHECK(ends_within(odd, detach ? 500ms : 2000ms) == !detach);
      static_cast<void>(std::system(("pkill -f '^sleep " + odd + "$'").c_str()));
    }
  }
}

TEST_CASE("a server that drops connections before its banner is asked again") {
  LightServer server({"--answer=ok", "--max-startups=20"});
  EventLoops loops;
  SshTransport ssh(loops);
  const auto job = std::make_shared<const runtime::Job>(command("true"));
  std::vector<std::future<Outcome>> futures;
  for (int number = 0; number < 500; ++number) {
    futures.push_back(begin(ssh, ssh.endpoint(server.address(number)), job));
  }
  int good = 0;
  for (auto& future : futures) {
    good += wait_for(future).exit_code == 0 ? 1 : 0;
  }
  CHECK(good == 500);
  CHECK(server.count("commands") == 500);
}

TEST_CASE("what has started and lost its connection is unknown and not run again") {
  LightServer server({"--answer=ok", "--lost-in-command=1"});
  EventLoops loops;
  SshTransport ssh(loops);
  for (int number = 0; number < 10; ++number) {
    CHECK(run(ssh, ssh.endpoint(server.address(number)), command("true")).ending == Ending::Unknown);
    CHECK(run(ssh, ssh.endpoint(server.address(number)), {task("#!/bin/sh\n"), {}, {}}).ending == Ending::Unknown);
  }
  CHECK(server.count("commands") == 20);
}

TEST_CASE("more targets than file descriptors are only a matter of time") {
  LightServer server({"--answer=ok"});
  const std::filesystem::path directory = "/tmp/volley-test-" + unique_name();
  std::filesystem::create_directories(directory);
  std::string targets;
  for (int number = 0; number < 300; ++number) {
    targets += server.address(number).host + "\n";
  }
  std::ofstream(directory / "targets") << targets;
  const runtime::TargetAddress any = server.address(0);
  std::ofstream(directory / "inventory.yaml")
      << "config: {ssh: {user: someone, load-config: false, host-key-check: false, port: " << *any.port
      << ", private-key: " << any.config.find("private-key")->as_string() << "}}\n";
  const std::string run = std::string(VOLLEY_PROGRAM) + " command run true -c 200 -t @" +
                          (directory / "targets").string() + " -i " + (directory / "inventory.yaml").string() +
                          " --format json > " + (directory / "out").string();
  CHECK(std::system(("ulimit -n 64; " + run).c_str()) == 0);
  CHECK(std::system(("ulimit -S -n 64; " + run).c_str()) == 0);
  CHECK(server.count("commands") == 600);
  std::filesystem::remove_all(directory);
}
