// Uploads and downloads over a real sshd: with tar, without it, and from servers that lie.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/transport/run_and_wait.hpp"
#include "tests/transport/sshd_fixture.hpp"
#include "transport/files/tar_header.hpp"
#include "transport/ssh/ssh_transport.hpp"

using namespace volley;
using namespace volley::transport;
using namespace volley::transport::testing;
using runtime::Ending;
namespace fs = std::filesystem;

namespace {

struct Server {
  explicit Server(const SshdOptions& options = {}) : sshd(options) {
    REQUIRE_MESSAGE(sshd.missing().empty(), sshd.missing());
  }
  Outcome upload(const fs::path& from, const std::string& to) { return run({runtime::UploadJob{from, to}, {}, {}}); }
  Outcome download(const std::string& from, const fs::path& to) {
    return run({runtime::DownloadJob{from, to}, {}, {}});
  }
  Outcome run(runtime::Job job) {
    auto address = sshd.address("127.0.0.1");
    for (const auto& [name, value] : config) {
      address.config.set(name, value);
    }
    return testing::run(transport, transport.endpoint(address), std::move(job));
  }
  [[nodiscard]] fs::path operator/(const std::string& name) const { return sshd.directory() / name; }

  SshdFixture sshd;
  EventLoops loops;
  SshTransport transport{loops, {4UL << 20U}};
  runtime::Hash config;
};

bool same(const fs::path& one, const fs::path& other) {
  return std::system(("diff -r '" + one.string() + "' '" + other.string() + "'").c_str()) == 0;
}

// More than goes in one program: many files, odd names, a closed folder, something large.
void make_tree(const fs::path& root) {
  fs::create_directories(root / "empty");
  fs::create_directories(root / "-d\n d");
  for (int i = 0; i < 300; ++i) {
    std::ofstream(root / "-d\n d" / ("file " + std::to_string(i))) << std::string(static_cast<std::size_t>(i), 'c');
  }
  std::ofstream(root / "\xFF'\"$x`") << "odd";
  std::ofstream(root / "large") << std::string(1'500'000, 'x') << '\0';
  fs::create_symlink("large", root / "link");
  fs::permissions(root / "large", fs::perms(0751));
}

std::string left_behind(const Server& server) {
  std::string names;
  for (const fs::directory_entry& entry : fs::directory_iterator(server / "tmp")) {
    names += entry.path().filename().string() + " ";
  }
  return names;
}

}  // namespace

TEST_CASE("ssh files: trees arrive as they are, with tar and without, by library and by program") {
  for (const bool bare : {false, true}) {
    Server server({"internal-sftp", bare});
    make_tree(server / "tree");
    for (const bool program : {false, true}) {
      CAPTURE(bare);
      CAPTURE(program);
      server.config.set("native-ssh", program);
      const std::string up = server / (program ? "up by program" : "up");
      CHECK(server.upload(server / "tree", up).message == "");
      CHECK(same(server / "tree", up));
      CHECK_FALSE(fs::is_symlink(up + "/link"));
      CHECK((fs::status(up + "/large").permissions() & fs::perms(0777)) == fs::perms(0751));
      const Outcome down = server.download(up + "/", server / "dl");
      CHECK(down.message == "");
      CHECK(down.downloaded_to == (server / "dl/n-127.0.0.1" / fs::path(up).filename()).string());
      CHECK(same(server / "tree", down.downloaded_to));
      CHECK((fs::status(down.downloaded_to + "/large").permissions() & fs::perms(0777)) == fs::perms(0751));
      CHECK(fs::is_directory(down.downloaded_to + "/empty"));
    }
  }
}

TEST_CASE("ssh files: another user's files come without tar, too") {
  Server server({"internal-sftp", true});
  for (const char* name : {"cp", "chown"}) {
    fs::create_symlink(std::string("/bin/") + name, server / "bin" / name);
  }
  // Becomes nobody, and tells whom it was asked to become.
  std::ofstream(server / "sudo") << "#!/bin/sh\nwhile :; do case $1 in -S|-H) shift ;; -u) u=$2; shift 2 ;;\n"
                                 << "-p) shift 2 ;; *) break ;; esac; done\n"
                                 << "echo $u >> " << (server / "users").string() << "\nexec \"$@\"\n";
  fs::permissions(server / "sudo", fs::perms(0755));
  server.config = {{"run-as", "other"}, {"sudo-executable", (server / "sudo").string()}};
  make_tree(server / "tree");
  CHECK(server.upload(server / "tree", server / "up").message == "");
  CHECK(same(server / "tree", server / "up"));
  fs::remove(server / "users");
  for (const bool program : {false, true}) {
    CAPTURE(program);
    server.config.set("native-ssh", program);
    const Outcome down = server.download(server / "up", server / (program ? "dl by program" : "dl"));
    CHECK(down.message == "");
    CHECK(same(server / "tree", down.downloaded_to));
    CHECK(server.download(server / "nothing", server / "dl").issue_code == "CP_ERROR");
  }
  std::ifstream file(server / "users");
  std::string users;
  for (std::string user; file >> user;) {
    users += user + " ";
  }
  // Root gives files to itself without help.
  const std::string once = ::geteuid() == 0 ? "other other other other " : "other other root other other ";
  CHECK(users == once + once);
}

TEST_CASE("ssh files: the destination is taken as mv takes it") {
  Server server;
  make_tree(server / "tree");
  fs::create_directories(server / "there");
  std::ofstream(server / "old") << "old";
  CHECK(server.upload(server / "tree", server / "there").message == "");
  CHECK(same(server / "tree", server / "there/tree"));
  CHECK(server.upload(server / "tree/large", server / "there/").message == "");
  CHECK(same(server / "tree/large", server / "there/large"));
  CHECK(server.upload(server / "tree/large", server / "old").message == "");
  CHECK(same(server / "tree/large", server / "old"));
  CHECK(server.upload(server / "tree", server / "there").issue_code == "MV_ERROR");
  CHECK(server.upload(server / "tree/large", server / "no/such/folder").issue_code == "MV_ERROR");
  CHECK(server.upload(server / "nothing", server / "x").issue_code == "WRITE_ERROR");
}

TEST_CASE("ssh files: what cannot be downloaded is said") {
  Server server;
  CHECK(server.download(server / "nothing", server / "dl").message ==
        "No such file or directory - " + (server / "nothing").string());
  const Outcome device = server.download("/dev/null", server / "dl");
  CHECK(device.message == "Neither a file nor a folder - /dev/null");
  CHECK(device.issue_code == "DOWNLOAD_ERROR");
  fs::create_directories(server / "loop");
  fs::create_symlink("nowhere", server / "loop/dangling");
  CHECK(server.download(server / "loop", server / "dl").issue_code == "DOWNLOAD_ERROR");
}

TEST_CASE("ssh files: a server that lies about names writes nothing outside of the download") {
  const fs::path script = fs::path(VOLLEY_TEST_DIRECTORY) / "transport/hostile_sftp";
  Server server({script, true});
  struct {
    std::string source;
    std::string message;  // a part of it
  } const cases[] = {
      {"/dotdot", "leads out of the download"},
      {"/absolute", "leads out of the download"},
      {"/dots", ""},
      {"/newline", ""},
      {"/long", "Could not list"},
      {"/deep", "nested too deeply"},
      {"/endless", "has no end"},
      {"/device", "Neither a file nor a folder"},
      {"/huge", ""},
  };
  for (const auto& one : cases) {
    CAPTURE(one.source);
    const Outcome outcome = server.download(one.source, server / "dl");
    CHECK((outcome.ending == Ending::Completed) == one.message.empty());
    CHECK_MESSAGE(outcome.message.find(one.message) != std::string::npos, outcome.message);
  }
  CHECK_FALSE(fs::exists(server / "evil"));
  CHECK_FALSE(fs::exists(server / "dl/evil"));
  CHECK_FALSE(fs::exists("/tmp/volley-evil"));
  CHECK(fs::exists(server / "dl/n-127.0.0.1/newline/a\nb"));
  CHECK(fs::exists(server / "dl/n-127.0.0.1/dots/ok"));
  CHECK(fs::file_size(server / "dl/n-127.0.0.1/huge") == 10);
}

TEST_CASE("ssh files: an archive that lies writes nothing outside of the download") {
  Server server({"internal-sftp", true});
  std::string bytes;
  append_tar_header(bytes, {"./x/../../../evil", TarHeader::kFile, 0644, 0, {}});
  std::ofstream(server / "evil.tar", std::ios::binary) << bytes << std::string(1024, '\0');
  std::ofstream(server / "bin/tar") << "#!/bin/sh\nexec cat " << (server / "evil.tar").string() << "\n";
  fs::permissions(server / "bin/tar", fs::perms(0755));
  std::ofstream(server / "x") << "x";
  CHECK(server.download(server / "x", server / "dl").message.find("leads out of the download") != std::string::npos);
  CHECK_FALSE(fs::exists(server / "evil"));
  CHECK_FALSE(fs::exists(server / "dl/evil"));
}

TEST_CASE("ssh files: an upload that was cut off leaves nothing behind") {
  Server server({"internal-sftp", true});
  fs::create_directories(server / "tmp");
  // It takes half of the archive only, and finds nothing wrong with that.
  std::ofstream(server / "bin/tar")
      << "#!/bin/sh\n/usr/bin/head -c 2048 | /bin/tar -xf - -C \"$4\" 2>/dev/null\nexit 0\n";
  fs::permissions(server / "bin/tar", fs::perms(0755));
  make_tree(server / "tree");
  auto address = server.sshd.address("127.0.0.1");
  address.config.set("tmpdir", (server / "tmp").string());
  const Outcome outcome = testing::run(server.transport, server.transport.endpoint(address),
                                       {runtime::UploadJob{server / "tree", server / "up"}, {}, {}});
  CHECK(outcome.issue_code == "WRITE_ERROR");
  CHECK_FALSE(fs::exists(server / "up"));
  CHECK(left_behind(server) == "");
}
