// `volley doctor` against a real sshd: every target gets a verdict, a reason and an advice.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "runtime/value/hash.hpp"
#include "runtime/value/json.hpp"
#include "tests/transport/sshd_fixture.hpp"

namespace {

namespace fs = std::filesystem;
using volley::runtime::Hash;
using volley::runtime::Value;
using volley::transport::testing::SshdFixture;

struct Run {
  int status;
  std::string output;
};

Run run_doctor(const std::string& arguments, const std::string& environment = {}) {
  const std::string line = environment + " " + VOLLEY_PROGRAM + " doctor " + arguments + " 2>&1 < /dev/null";
  FILE* pipe = ::popen(line.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  char buffer[4096];
  for (std::size_t count = 0; (count = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    output.append(buffer, count);
  }
  const int status = ::pclose(pipe);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, output};
}

// A project with one target for each way in which it can go.
fs::path write_project(const SshdFixture& sshd) {
  const auto address = sshd.address("127.0.0.1");
  const fs::path folder = fs::path(address.base_directory) / "project";
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all);
  std::ofstream(folder / "bolt-project.yaml") << "name: checkup\n";
  std::ofstream(folder / "inventory.yaml")
      << "targets:\n"
      << "  - {name: good, uri: 127.0.0.1}\n"
      << "  - {name: changed, uri: 127.0.0.2}\n"
      << "  - {name: unknown, uri: 127.0.0.3}\n"
      << "  - {name: closed, uri: '127.0.0.1:1'}\n"
      << "  - {name: stranger, uri: 127.0.0.1, config: {ssh: {private-key: ../other}}}\n"
      << "  - {name: keyless, uri: 127.0.0.1, config: {ssh: {private-key: ../nothing}}}\n"
      << "  - {name: cramped, uri: 127.0.0.1, config: {ssh: {tmpdir: /nowhere}}}\n"
      << "  - {name: here, config: {transport: local}}\n"
      << "config: {ssh: {user: " << *address.user << ", port: " << *address.port
      << ", private-key: ../id, load-config: false}}\n";
  return folder;
}

std::string text_of(const Hash& hash, std::string_view key) {
  const Value value = hash.get(key);
  return value.is_string() ? std::string(value.as_string()) : "";
}

bool is_yes(const Hash& hash, std::string_view key) {
  const Value value = hash.get(key);
  return value.is_boolean() && value.as_boolean();
}

// The first entry of a list whose `target` is the name.
Hash entry_of(const Value& list, std::string_view name) {
  for (const Value& entry : list.as_array()) {
    if (text_of(entry.as_hash(), "target") == name) {
      return entry.as_hash();
    }
  }
  return {};
}

}  // namespace

TEST_CASE("doctor says of each target whether it can be used, why not, and what to do") {
  const SshdFixture sshd;
  if (!sshd.missing().empty()) {
    MESSAGE(sshd.missing());
    return;
  }
  const fs::path project = write_project(sshd);
  const Run run = run_doctor("--json -t all --project " + project.string());
  CHECK(run.status == 1);
  INFO(run.output);
  const Value data = volley::runtime::parse_json(run.output);
  const Value targets = data.as_hash().get("targets");
  const Value problems = data.as_hash().get("problems");

  const struct {
    const char* name;
    bool usable;
    const char* message;
    const char* advice;
  } rows[] = {
      {"good", true, "", ""},
      {"here", true, "", ""},
      {"changed", false, "does not match", "before you log in"},
      {"unknown", false, "is unknown for", "ssh-keyscan"},
      {"closed", false, "Connection refused", "Is sshd running"},
      {"stranger", false, "Authentication failed", "authorized_keys"},
      {"keyless", false, "cannot be read", "'private-key'"},
      {"cramped", false, "Could not make tmpdir", "'tmpdir'"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(is_yes(entry_of(targets, row.name), "usable") == row.usable);
    const Hash problem = entry_of(problems, row.name);
    CHECK(text_of(problem, "message").find(row.message) != std::string::npos);
    CHECK(text_of(problem, "advice").find(row.advice) != std::string::npos);
    CHECK(problem.empty() == row.usable);
  }
}

TEST_CASE("doctor tells how a connection came about and where its time went") {
  const SshdFixture sshd;
  if (!sshd.missing().empty()) {
    MESSAGE(sshd.missing());
    return;
  }
  const fs::path project = write_project(sshd);
  const Run run = run_doctor("--format json -t good --project " + project.string());
  INFO(run.output);
  REQUIRE(run.status == 0);
  const Value data = volley::runtime::parse_json(run.output);
  const Hash good = entry_of(data.as_hash().get("targets"), "good");
  CHECK(text_of(good, "carrier").starts_with("libssh2"));
  CHECK(text_of(good, "address").starts_with("127.0.0.1:"));
  CHECK(text_of(good, "server").starts_with("SSH-2.0-OpenSSH"));
  CHECK(text_of(good, "host_key").starts_with("ssh-ed25519 SHA256:"));
  CHECK(text_of(good, "host_key_check").find("known_hosts:1") != std::string::npos);
  CHECK(text_of(good, "login").ends_with("/id"));
  CHECK(text_of(good, "system").starts_with("Linux"));
  CHECK(is_yes(good, "scripts_run"));
  const Value times = good.get("milliseconds");
  REQUIRE(times.is_hash());
  for (const char* part : {"resolve", "connect", "handshake", "authenticate", "run"}) {
    CAPTURE(part);
    CHECK(times.as_hash().get(part).is_float());
  }
  CHECK(run_doctor("-t good --project " + project.string()).output.find("good: usable") != std::string::npos);
}

TEST_CASE("doctor without targets looks at this machine and the project") {
  const fs::path folder = fs::temp_directory_path() / ("volley-doctor-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  std::ofstream(folder / "bolt-project.yaml") << "name: checkup\n";
  fs::permissions(folder, fs::perms::all);
  // Named in this variable, such a folder is not refused.
  const Run open = run_doctor("--json", "BOLT_PROJECT=" + folder.string());
  INFO(open.output);
  CHECK(open.status == 0);
  for (const char* library :
       {"libssh2 ", "OpenSSL ", "Oniguruma ", "yaml-cpp ", "Asio ", "fmt ", "nlohmann/json ", "PEGTL ", "Boost "}) {
    CAPTURE(library);
    CHECK(open.output.find(library) != std::string::npos);
  }
  CHECK(open.output.find("Every user of this machine can write to the project's folder") != std::string::npos);

  fs::permissions(folder, fs::perms::owner_all);
  std::ofstream(folder / "inventory.yaml") << "targets: [\n";
  const Run broken = run_doctor("--json --project " + folder.string());
  CHECK(broken.status == 1);
  CHECK(broken.output.find("Nothing can be run until this is put right.") != std::string::npos);
  fs::remove_all(folder);
}
