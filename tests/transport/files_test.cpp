// Archives and the folders that they are unpacked in, without a connection.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "transport/failure.hpp"
#include "transport/files/tar_reader.hpp"
#include "transport/files/upload_archive.hpp"
#include "transport/unique_name.hpp"

using namespace volley::transport;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() : path_("/tmp/volley-files-" + unique_name()) { fs::create_directories(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] fs::path operator/(const std::string& name) const { return path_ / name; }
  [[nodiscard]] std::string string() const { return path_; }

 private:
  fs::path path_;
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string member(const TarHeader& header, const std::string& content = "") {
  std::string bytes;
  append_tar_header(bytes, header);
  return bytes + content + std::string(tar_padding(content.size()), '\0');
}

TarHeader file(const std::string& name, std::uint64_t size) { return {name, TarHeader::kFile, 0640, size, {}}; }

const std::string kEnd(2 * kTarBlock, '\0');

// What is wrong, or nothing.
std::string unpack(const Folder& folder, const std::string& archive, std::size_t step = 100) {
  try {
    ReceivedTree tree(folder / "in", "root");
    TarReader reader(tree);
    for (std::size_t at = 0; at < archive.size(); at += step) {
      reader.feed(std::string_view(archive).substr(at, step));
    }
    return reader.complete() ? "" : "incomplete";
  } catch (const JobFailure& failure) {
    return failure.what();
  }
}

}  // namespace

TEST_CASE("files: an archive is unpacked whatever pieces it comes in") {
  const std::string long_name = "./x/" + std::string(150, 'n');
  const std::string archive = member({"./x/", TarHeader::kFolder, 0700, 0, {}}) + member(file("./x/a", 3), "abc") +
                              member(file("./x/empty", 0)) + member(file(long_name, 600), std::string(600, 'l')) +
                              member({"./x/b", TarHeader::kHardLink, 0600, 0, "./x/a"}) +
                              member({"record", TarHeader::kExtended, 0600, 16, {}}, "16 path=x/\xFFn\xC3\xA4m\n") +
                              member(file("./x/other", 1), "r") + member({"./x/pipe", '6', 0600, 0, {}}) + kEnd;
  for (const std::size_t step : {1UL, 7UL, 512UL, 100'000UL}) {
    CAPTURE(step);
    const Folder folder;
    CHECK(unpack(folder, archive, step) == "");
    CHECK(read(folder / "in/root/a") == "abc");
    CHECK(read(folder / "in/root/b") == "abc");
    CHECK(read(folder / "in/root/empty") == "");
    CHECK(fs::exists(folder / "in/root/empty"));
    CHECK(read(folder / ("in/root/" + long_name.substr(4))) == std::string(600, 'l'));
    CHECK(read(folder / "in/root/\xFFn\xC3\xA4m") == "r");
    CHECK_FALSE(fs::exists(folder / "in/root/other"));
    CHECK_FALSE(fs::exists(folder / "in/root/pipe"));
    CHECK((fs::status(folder / "in/root/a").permissions() & fs::perms(0777)) == fs::perms(0640));
  }
}

TEST_CASE("files: no name in an archive leads out of the download") {
  for (const std::string name : {"../evil", "./x/../../evil", "/evil", "x//evil", "x/../evil", "..", ".", "", "./"}) {
    CAPTURE(name);
    const Folder folder;
    CHECK(unpack(folder, member(file(name, 1), "!") + kEnd).find("leads out of the download") != std::string::npos);
    CHECK_FALSE(fs::exists(folder / "evil"));
    CHECK_FALSE(fs::exists(folder / "in/evil"));
  }
  const Folder folder;
  CHECK(unpack(folder, member({"x/a", TarHeader::kHardLink, 0600, 0, "../../etc/passwd"})) != "");
  CHECK(unpack(folder, std::string(512, 'x')) == "The target sent something that is no archive");
  CHECK(unpack(folder, member(file("x/a", 100), "abc")) == "incomplete");
  CHECK(unpack(folder, member({"x", TarHeader::kLongName, 0600, 1ULL << 40U, {}})) ==
        "The target sent a name that is too long");
  std::string deep = "x";
  for (int i = 0; i < 200; ++i) {
    deep += "/d";
  }
  CHECK(unpack(folder, member(file(deep, 0))).find("nested too deeply") != std::string::npos);
}

TEST_CASE("files: links and pipes that lie in the way are not written through") {
  const Folder folder;
  fs::create_directories(folder / "in/root");
  fs::create_directories(folder / "outside");
  std::ofstream(folder / "outside/file") << "mine";
  fs::create_symlink("../../outside", folder / "in/root/folder");
  fs::create_symlink("../../outside/file", folder / "in/root/link");
  ::mkfifo((folder / "in/root/pipe").c_str(), 0600);
  for (const std::string name : {"x/folder/file", "x/link", "x/pipe"}) {
    CAPTURE(name);
    CHECK(unpack(folder, member(file(name, 1), "!") + kEnd) != "");
  }
  CHECK(read(folder / "outside/file") == "mine");
}

TEST_CASE("files: an upload archive is one that tar understands") {
  const Folder folder;
  const std::string long_name(200, 'n');
  fs::create_directories(folder / "src/closed/empty");
  std::ofstream(folder / "src/a b\n-c") << "text";
  std::ofstream(folder / ("src/" + long_name)) << "long";
  std::ofstream(folder / "src/closed/large") << std::string(300'001, 'x');
  fs::create_symlink("a b\n-c", folder / "src/link");
  fs::permissions(folder / "src/closed", fs::perms(0555));
  const auto archive = std::make_shared<const UploadArchive>(read_source_tree(folder / "src"), "the end\n");
  for (int round = 0; round < 2; ++round) {
    UploadArchive::Stream stream(archive);
    std::ofstream out(folder / "archive.tar", std::ios::binary);
    std::string chunk;
    do {
      stream.next(chunk);
      out << chunk;
    } while (!chunk.empty());
  }
  fs::create_directories(folder / "out");
  const std::string line = "cd " + folder.string() + " && tar -xpomf archive.tar -C out && diff -r src out/tree/src";
  CHECK(std::system(line.c_str()) == 0);
  CHECK(read(folder / "out/finish") == "the end\n");
  CHECK_FALSE(fs::is_symlink(folder / "out/tree/src/link"));
  CHECK((fs::status(folder / "out/tree/src/closed").permissions() & fs::perms(0777)) == fs::perms(0555));
}

TEST_CASE("files: a folder that links to one above has no end and is refused") {
  const Folder folder;
  fs::create_directories(folder / "src/sub");
  fs::create_symlink("..", folder / "src/sub/up");
  CHECK_THROWS_AS((void)read_source_tree(folder / "src"), JobFailure);
}
