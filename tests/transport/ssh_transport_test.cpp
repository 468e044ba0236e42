#include <doctest/doctest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/transport/run_and_wait.hpp"
#include "tests/transport/sshd_fixture.hpp"
#include "transport/ssh/ssh_transport.hpp"

using namespace volley;
using namespace volley::transport;
using namespace volley::transport::testing;
using runtime::Ending;

namespace {

struct Ssh {
  SshdFixture sshd;
  EventLoops loops;
  SshTransport transport{loops, runtime::OutputLimits{4UL << 20U, 1UL << 20U, 1UL << 30U, 64UL << 20U}};

  bool usable() {
    // What a test needs is installed before the tests run, so nothing is skipped.
    REQUIRE_MESSAGE(sshd.missing().empty(), sshd.missing());
    return true;
  }
  std::shared_ptr<const runtime::Endpoint> endpoint(const std::string& host = "127.0.0.1") {
    return transport.endpoint(sshd.address(host));
  }
  std::shared_ptr<const runtime::Endpoint> with(const std::string& option, runtime::Value value,
                                                const std::string& host = "127.0.0.1") {
    auto address = sshd.address(host);
    address.config.set(option, std::move(value));
    return transport.endpoint(address);
  }
  Outcome run(runtime::Job job) { return testing::run(transport, endpoint(), std::move(job)); }
};

// An ssh-agent of the test's own, named by $SSH_AUTH_SOCK while it lives.
class Agent {
 public:
  explicit Agent(const std::filesystem::path& directory) {
    const std::string facts = directory / "agent";
    REQUIRE(std::system(("ssh-agent -s -a " + (directory / "agent.sock").string() + " > " + facts).c_str()) == 0);
    std::ifstream file(facts);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const std::string mark = "SSH_AGENT_PID=";
    pid_ = std::stoi(text.substr(text.find(mark) + mark.size()));
    ::setenv("SSH_AUTH_SOCK", (directory / "agent.sock").c_str(), 1);
  }
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;
  ~Agent() {
    ::kill(pid_, SIGTERM);
    ::unsetenv("SSH_AUTH_SOCK");
  }
  void add(const std::filesystem::path& key) const {
    REQUIRE(std::system(("ssh-add -q " + key.string()).c_str()) == 0);
  }
  void forget() const { REQUIRE(std::system("ssh-add -q -D") == 0); }

 private:
  int pid_ = -1;
};

}  // namespace

TEST_CASE("ssh commands") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  const Outcome outcome =
      ssh.run(command("echo hi; sleep 0.05; echo e >&2; sleep 0.05; echo ho; sleep 0.05; echo f >&2; exit 4"));
  CHECK(outcome.message == "");
  CHECK(outcome.exit_code == 4);
  CHECK(outcome.standard_output == "hi\nho\n");
  CHECK(outcome.standard_error == "e\nf\n");
  CHECK(outcome.merged_output == "hi\ne\nho\nf\n");
  CHECK(ssh.run(command("echo \"$A\"", {{"A", "b  'c\"\nd"}})).standard_output == "b  'c\"\nd\n");
  CHECK(ssh.run(command("cat")).exit_code == 0);
  const Outcome killed = ssh.run(command("kill -9 $$"));
  CHECK(killed.ending == Ending::Completed);
  CHECK_FALSE(killed.exit_code);
  CHECK(testing::run(ssh.transport, ssh.with("tty", true), command("tty >/dev/null && echo tty")).standard_output ==
        "tty\r\n");
}

TEST_CASE("ssh tasks and scripts arrive byte for byte and leave nothing behind") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  std::filesystem::create_directories(ssh.sshd.directory() / "t");
  const auto endpoint = ssh.with("tmpdir", (ssh.sshd.directory() / "t").string());
  const auto run_there = [&](runtime::Job job) { return testing::run(ssh.transport, endpoint, std::move(job)); };
  CHECK(run_there(script("#!/bin/sh\nprintf '<%s>' \"$@\"; cat\n", {"a b", "", "it's\n"})).standard_output ==
        "<a b><><it's\n>");
  const std::string json = R"json({"a":"x\ny' \\ %s $(id)","ü":"ß"})json";
  for (int i = 0; i < 4; ++i) {
    const Outcome outcome =
        run_there({task("#!/bin/sh\ncat; echo; printf '%s|' \"$PT_a\"; stat -c %a \"$(dirname \"$0\")\"\nexit 3\n",
                        json, {{"PT_a", "x\ny'\"\\ $(id)"}}),
                   {},
                   {}});
    CHECK(outcome.message == "");
    CHECK(outcome.exit_code == 3);
    CHECK(outcome.standard_output == json + "\nx\ny'\"\\ $(id)|700\n");
  }
  const std::string binary = binary_script();
  const Outcome local_sum = run_there({task(binary), {}, {}});
  std::ofstream(ssh.sshd.directory() / "binary", std::ios::binary) << binary;
  CHECK(local_sum.standard_output ==
        ssh.run(command("cksum < " + (ssh.sshd.directory() / "binary").string())).standard_output);
  runtime::TaskJob with_files =
      task("#!/bin/sh\ncat; cat $PT__installdir/m/files/f; echo $0\n", R"({"_task":"demo::t"})");
  with_files.files = {{"m/files/f", content("beside\n")}};
  const Outcome files = run_there({with_files, {}, {}});
  CHECK(files.standard_output.find("{\"_task\":\"demo::t\",\"_installdir\":\"/tmp/") == 0);
  CHECK(files.standard_output.find("beside\n/tmp/") != std::string::npos);
  CHECK(files.standard_output.find("/demo/tasks/t.sh\n") != std::string::npos);
  CHECK(std::filesystem::is_empty(ssh.sshd.directory() / "t"));
  CHECK(testing::run(ssh.transport, ssh.with("tmpdir", "/nonexistent"), script("")).issue_code == "TMPDIR_ERROR");
  const Outcome terminal =
      testing::run(ssh.transport, ssh.with("tty", true),
                   {task("#!/bin/sh\ncat; test -t 1 && echo \" $PT_a\"\n", "{}", {{"PT_a", "v"}}), {}, {}});
  CHECK(terminal.standard_output == "{} v\r\n");
}

TEST_CASE("interpreters run tasks, and cleanup false keeps them") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  const runtime::Hash table = {{"sh", runtime::Values{"/bin/echo", "ran"}}};
  const Outcome outcome = testing::run(ssh.transport, ssh.with("interpreters", table), {task("x"), {}, {}});
  CHECK(outcome.standard_output.find("ran /tmp/") == 0);
  const Outcome kept = testing::run(ssh.transport, ssh.with("cleanup", false), script("#!/bin/sh\necho ok\n"));
  CHECK(kept.standard_output == "ok\n");
  REQUIRE(std::filesystem::exists(kept.kept_directory));
  std::filesystem::remove_all(kept.kept_directory);
}

TEST_CASE("many jobs on a target use one connection, and a restarted server gets a new one") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  const auto job = std::make_shared<const runtime::Job>(runtime::Job{task("#!/bin/sh\ncat\n", "{\"a\":1}"), {}, {}});
  for (int i = 0; i < 5; ++i) {
    CHECK(ssh.run(*job).standard_output == "{\"a\":1}");
  }
  std::vector<std::future<Outcome>> futures;
  for (int i = 0; i < 15; ++i) {
    futures.push_back(begin(ssh.transport, ssh.endpoint(), job));
  }
  for (auto& future : futures) {
    const Outcome outcome = wait_for(future);
    CHECK(outcome.message == "");
    CHECK(outcome.standard_output == "{\"a\":1}");
  }
  CHECK(ssh.sshd.count_in_log("Accepted publickey") == 1);
  ssh.sshd.stop();
  ssh.sshd.start();
  CHECK(ssh.run(command("echo back")).standard_output == "back\n");
  CHECK(ssh.run({runtime::ProbeJob{}, {}, {}}).ending == Ending::Completed);
  CHECK(ssh.sshd.count_in_log("Accepted publickey") == 2);
}

TEST_CASE("a job that was running when the connection died has an unknown end") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  auto future = begin(ssh.transport, ssh.endpoint(), std::make_shared<const runtime::Job>(command("echo a; sleep 60")));
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  ssh.sshd.stop();
  const Outcome outcome = wait_for(future);
  CHECK(outcome.ending == Ending::Unknown);
  CHECK(outcome.standard_output == "a\n");
  CHECK(ssh.run(command("true")).ending == Ending::Unreachable);
}

TEST_CASE("targets that cannot be reached say why") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  const std::string port = std::to_string(ssh.sshd.port());
  const auto message = [&](std::shared_ptr<const runtime::Endpoint> endpoint, const std::string& code) {
    const Outcome outcome = testing::run(ssh.transport, std::move(endpoint), command("true"));
    CHECK(outcome.ending == Ending::Unreachable);
    CHECK(outcome.kind == "puppetlabs.tasks/connect-error");
    CHECK(outcome.issue_code == code);
    return outcome.message;
  };
  CHECK(testing::run(ssh.transport, ssh.with("host-key-check", true), command("true")).exit_code == 0);
  const std::string unknown = message(ssh.with("host-key-check", true, "127.0.0.3"), "HOST_KEY_ERROR");
  CHECK(unknown.find("Host key verification failed for n-127.0.0.3: fingerprint SHA256:") == 0);
  CHECK(unknown.find(" is unknown for \"[127.0.0.3]:" + port + "\"") != std::string::npos);
  const std::string changed = message(ssh.with("host-key-check", true, "127.0.0.2"), "HOST_KEY_ERROR");
  CHECK(changed.find("known_hosts:2 holds another key") != std::string::npos);
  const std::string refused = message(ssh.with("private-key", "other"), "AUTH_ERROR");
  CHECK(refused.find("Authentication failed for user ") == 0);
  auto closed = ssh.sshd.address("127.0.0.1");
  closed.name = "closed";
  closed.port = 1;
  CHECK(message(ssh.transport.endpoint(closed), "CONNECT_ERROR") ==
        "Failed to connect to closed: Connection refused - connect(2) for 127.0.0.1:1");
  closed.host = "no-such-host.invalid";
  CHECK(message(ssh.transport.endpoint(closed), "CONNECT_ERROR").find("Failed to connect to closed: getaddrinfo: ") ==
        0);
}

TEST_CASE("an ssh-agent logs in, and a key with a passphrase says that it needs one") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  const Agent agent(ssh.sshd.directory());
  auto address = ssh.sshd.address("127.0.0.1");
  address.config.erase(runtime::Value("private-key"));
  CHECK(testing::run(ssh.transport, ssh.transport.endpoint(address), command("true")).issue_code == "AUTH_ERROR");
  agent.add(ssh.sshd.directory() / "id");
  const Outcome outcome = testing::run(ssh.transport, ssh.transport.endpoint(address), command("echo in"));
  CHECK(outcome.message == "");
  CHECK(outcome.standard_output == "in\n");

  const std::string locked = ssh.sshd.directory() / "locked";
  REQUIRE(std::system(("ssh-keygen -q -t ed25519 -N secret -f " + locked).c_str()) == 0);
  agent.forget();
  CHECK(testing::run(ssh.transport, ssh.with("private-key", locked), command("true")).issue_code == "AUTH_ERROR");
  REQUIRE(std::system(("cat " + locked + ".pub >> " + (ssh.sshd.directory() / "authorized").string()).c_str()) == 0);
  const Outcome refused = testing::run(ssh.transport, ssh.with("private-key", locked), command("true"));
  CHECK(refused.message.find("is protected by a passphrase") != std::string::npos);
}

TEST_CASE("host keys are found under hashed names") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  const std::string known = ssh.sshd.directory() / "home/.ssh/known_hosts";
  REQUIRE(std::system(("ssh-keygen -q -H -f " + known + " 2>/dev/null").c_str()) == 0);
  CHECK(testing::run(ssh.transport, ssh.with("host-key-check", true), command("true")).exit_code == 0);
  CHECK(testing::run(ssh.transport, ssh.with("host-key-check", true, "127.0.0.2"), command("true")).issue_code ==
        "HOST_KEY_ERROR");
}

TEST_CASE("a hundred targets at once") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  std::vector<std::future<Outcome>> futures;
  const auto job = std::make_shared<const runtime::Job>(command("echo $SSH_CONNECTION | cut -d' ' -f3"));
  for (int i = 1; i <= 100; ++i) {
    futures.push_back(begin(ssh.transport, ssh.endpoint("127.0.1." + std::to_string(i)), job));
  }
  for (int i = 1; i <= 100; ++i) {
    CHECK(wait_for(futures[static_cast<std::size_t>(i - 1)]).standard_output == "127.0.1." + std::to_string(i) + "\n");
  }
}

TEST_CASE("ssh output is bounded, and an endless job can be interrupted") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  const Outcome flood = ssh.run(command("echo first; head -c 20000000 /dev/zero; echo last; echo error >&2"));
  CHECK_FALSE(flood.output_limit_reached);
  CHECK(flood.exit_code == 0);
  CHECK(flood.standard_output.size() < 3UL << 20U);
  CHECK(flood.standard_output.starts_with("first\n"));
  CHECK(flood.standard_output.ends_with("last\n"));
  CHECK(flood.standard_output.find(" bytes are left out here; all is in /") != std::string::npos);
  CHECK(flood.standard_error == "error\n");
  REQUIRE(flood.output_files.size() == 2);
  CHECK(std::filesystem::file_size(flood.output_files[0]) == 20000011);
  CHECK((std::filesystem::status(flood.output_files[0]).permissions() & std::filesystem::perms(0777)) ==
        std::filesystem::perms(0600));
  const auto folder = std::filesystem::path(flood.output_files[0]).parent_path();
  CHECK((std::filesystem::status(folder).permissions() & std::filesystem::perms(0777)) == std::filesystem::perms(0700));
  const Outcome endless = ssh.run(command("cat /dev/zero"));
  CHECK(endless.output_limit_reached);
  std::filesystem::remove_all(folder);
  CHECK(ssh.run(command("head -c 3000000 /dev/zero")).standard_output.size() == 3000000);
  std::stop_source stop;
  auto future = begin(ssh.transport, ssh.endpoint(), std::make_shared<const runtime::Job>(command("sleep 300")),
                      stop.get_token());
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  stop.request_stop();
  CHECK(wait_for(future).ending == Ending::Unknown);
  CHECK(ssh.run(command("echo again")).standard_output == "again\n");
}

TEST_CASE("ssh uploads and downloads keep names, modes and content") {
  Ssh ssh;
  if (!ssh.usable()) {
    return;
  }
  const std::filesystem::path base = ssh.sshd.directory() / "files";
  std::filesystem::create_directories(base / "from/sub dir");
  std::ofstream(base / "from/a'b") << "one\n";
  std::ofstream(base / "from/empty");
  std::ofstream(base / "from/sub dir/binary") << binary_script();
  std::ofstream(base / "from/large") << std::string(1'500'000, 'x') << '\0';
  std::filesystem::permissions(base / "from/a'b", std::filesystem::perms(0751));
  const Outcome up = ssh.run({runtime::UploadJob{base / "from", base / "to"}, {}, {}});
  CHECK(up.message == "");
  const Outcome down = ssh.run({runtime::DownloadJob{base / "to", base / "dl"}, {}, {}});
  CHECK(down.message == "");
  CHECK(down.downloaded_to == base / "dl/n-127.0.0.1/to");
  for (const std::string copy : {"to", "dl/n-127.0.0.1/to"}) {
    CAPTURE(copy);
    CHECK(std::system(("diff -r " + (base / "from").string() + " " + (base / copy).string()).c_str()) == 0);
    CHECK((std::filesystem::status(base / copy / "a'b").permissions() & std::filesystem::perms(0777)) ==
          std::filesystem::perms(0751));
  }
  CHECK(ssh.run({runtime::UploadJob{base / "from/a'b", base / "no/dir/x"}, {}, {}}).issue_code == "MV_ERROR");
  CHECK(ssh.run({runtime::DownloadJob{base / "nothing", base / "dl"}, {}, {}}).issue_code == "DOWNLOAD_ERROR");
}
