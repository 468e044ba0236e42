// Keeps the rooms apart: what a file may include depends on the folder that it is in.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Inclusion {
  std::string file;    // relative to the root, "lang/parser.cpp"
  std::string header;  // as written, without quotes or brackets
  bool quoted = false;
  int line = 0;
};

// A room and the rooms whose headers its files may include.
struct Room {
  std::string_view name;
  std::vector<std::string_view> visible;
};

const std::vector<Room>& rooms() {
  static const std::vector<Room> all = {
      {"include", {"volley"}},
      {"lang", {"volley", "lang"}},
      {"runtime", {"volley", "lang", "runtime"}},
      {"stdlib", {"volley", "lang", "runtime", "stdlib"}},
      {"transport", {"volley", "runtime", "transport"}},
      {"embedding", {"volley", "lang", "runtime", "stdlib", "transport", "embedding"}},
      {"cli", {"volley", "lang", "runtime", "stdlib", "transport", "embedding", "cli"}},
  };
  return all;
}

// A foreign library, or a part of the platform, and the only places where its headers may be included.
struct Door {
  std::string_view header;  // how the header's name begins
  std::vector<std::string_view> places;
};

const std::vector<Door>& doors() {
  static const std::vector<Door> all = {
      {"libssh2", {"transport/ssh/"}},
      {"libssh/", {"bench/light_server/"}},
      {"asio", {"transport/"}},
      {"curl/", {"transport/http/"}},
      {"tao/", {"lang/grammar/", "lang/tree_builder", "lang/parser.cpp"}},
      {"nlohmann/", {"runtime/value/json"}},
      {"yaml-cpp/", {"runtime/project/yaml"}},
      {"oniguruma.h", {"runtime/value/regexp"}},
      {"boost/multiprecision/", {"runtime/value/big_integer"}},
      {"iostream", {"cli/"}},
      {"termios.h", {"cli/"}},
      {"sys/ioctl.h", {"cli/"}},
  };
  return all;
}

bool starts_with_any(std::string_view text, const std::vector<std::string_view>& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [text](std::string_view beginning) { return text.starts_with(beginning); });
}

bool contains(const std::vector<std::string_view>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string_view first_folder(std::string_view path) { return path.substr(0, path.find('/')); }

// The header of an `#include` line; empty for every other line.
Inclusion parse_line(std::string_view line) {
  constexpr std::string_view blanks = " \t";
  const auto skip = [&](std::string_view word) {
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    const bool found = line.starts_with(word);
    line.remove_prefix(found ? word.size() : line.size());
  };
  skip("#");
  skip("include");
  line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
  if (line.empty() || (line.front() != '"' && line.front() != '<')) {
    return {};
  }
  const char closing = line.front() == '"' ? '"' : '>';
  const std::size_t end = line.find(closing, 1);
  if (end == std::string_view::npos) {
    return {};
  }
  return {{}, std::string(line.substr(1, end - 1)), closing == '"', 0};
}

std::vector<Inclusion> inclusions_of(const fs::path& path, const std::string& name) {
  std::vector<Inclusion> found;
  std::ifstream file(path);
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    Inclusion inclusion = parse_line(line);
    if (!inclusion.header.empty()) {
      inclusion.file = name;
      inclusion.line = number;
      found.push_back(std::move(inclusion));
    }
  }
  return found;
}

std::vector<Inclusion> all_inclusions() {
  const fs::path root = VOLLEY_SOURCE_DIRECTORY;
  std::vector<Inclusion> found;
  for (const Room& room : rooms()) {
    for (const auto& entry : fs::recursive_directory_iterator(root / room.name)) {
      const std::string extension = entry.path().extension().string();
      if (extension == ".cpp" || extension == ".hpp") {
        const auto more = inclusions_of(entry.path(), entry.path().lexically_relative(root).generic_string());
        found.insert(found.end(), more.begin(), more.end());
      }
    }
  }
  return found;
}

const Room& room_of(const Inclusion& inclusion) {
  return *std::find_if(rooms().begin(), rooms().end(),
                       [&](const Room& room) { return room.name == first_folder(inclusion.file); });
}

bool inside_project(std::string_view header) {
  const std::string_view folder = first_folder(header);
  return folder == "volley" ||
         std::any_of(rooms().begin(), rooms().end(), [&](const Room& room) { return room.name == folder; });
}

}  // namespace

TEST_CASE("an include line is recognised however it is spaced") {
  CHECK(parse_line("#include \"lang/ast.hpp\"").header == "lang/ast.hpp");
  CHECK(parse_line("  #  include <tao/pegtl.hpp>  // why").header == "tao/pegtl.hpp");
  CHECK(parse_line("// #include \"lang/ast.hpp\"").header.empty());
  CHECK(parse_line("#define include \"x\"").header.empty());
  CHECK(parse_line("#include \"unfinished").header.empty());
}

TEST_CASE("rooms include only themselves and the rooms below them") {
  const std::vector<Inclusion> inclusions = all_inclusions();
  REQUIRE(inclusions.size() > 100);
  for (const Inclusion& inclusion : inclusions) {
    CAPTURE(inclusion.file);
    CAPTURE(inclusion.line);
    CAPTURE(inclusion.header);
    const std::string_view folder = first_folder(inclusion.header);
    CHECK((!inside_project(inclusion.header) || contains(room_of(inclusion).visible, folder)));
  }
}

TEST_CASE("include paths in quotes start at the root") {
  for (const Inclusion& inclusion : all_inclusions()) {
    CAPTURE(inclusion.file);
    CAPTURE(inclusion.line);
    CAPTURE(inclusion.header);
    CHECK(
        (!inclusion.quoted || (inside_project(inclusion.header) && inclusion.header.find("..") == std::string::npos)));
  }
}

TEST_CASE("each foreign library has one door") {
  for (const Inclusion& inclusion : all_inclusions()) {
    for (const Door& door : doors()) {
      CAPTURE(inclusion.file);
      CAPTURE(inclusion.line);
      CAPTURE(inclusion.header);
      CHECK((!inclusion.header.starts_with(door.header) || starts_with_any(inclusion.file, door.places)));
    }
  }
}

TEST_CASE("the public headers show no library to those who embed them") {
  for (const Inclusion& inclusion : all_inclusions()) {
    CAPTURE(inclusion.file);
    CAPTURE(inclusion.line);
    CAPTURE(inclusion.header);
    // Names of the standard library have neither a folder nor an extension.
    const bool standard = inclusion.header.find_first_of("/.") == std::string::npos;
    CHECK((first_folder(inclusion.file) != "include" || standard || first_folder(inclusion.header) == "volley"));
  }
}
