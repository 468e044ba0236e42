// What of the standard module depends on the machine, on chance or on what was said before.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "stdlib/functions/mersenne_twister.hpp"
#include "stdlib/module_functions/brace_expansion.hpp"
#include "stdlib/module_functions/file_search.hpp"
#include "stdlib/module_functions/successor.hpp"
#include "tests/stdlib/function_snippets.hpp"

namespace volley::stdlib {
namespace {

namespace fs = std::filesystem;

class SampleFiles {
 public:
  SampleFiles() : root_(fs::temp_directory_path() / ("volley-file-search-" + std::to_string(::getpid()))) {
    for (const std::string_view name :
         {"a.conf", "b.txt", ".hidden.conf", "sub/c.conf", "sub/deep/d.conf", ".git/e.conf"}) {
      fs::create_directories((root_ / name).parent_path());
      std::ofstream(root_ / name) << "x";
    }
    fs::create_directory_symlink(root_, root_ / "sub/loop");
  }
  SampleFiles(const SampleFiles&) = delete;
  SampleFiles& operator=(const SampleFiles&) = delete;
  ~SampleFiles() { fs::remove_all(root_); }

  // What is found, without the folder in front, with blanks between.
  [[nodiscard]] std::string found(const std::string& pattern) const {
    std::string names;
    for (const std::string& path : find_files(root_.string() + "/" + pattern)) {
      names += (names.empty() ? "" : " ") + path.substr(root_.string().size() + 1);
    }
    return names;
  }

 private:
  fs::path root_;
};

}  // namespace

TEST_CASE("files are found by pattern") {
  const SampleFiles files;
  const Expectation rows[] = {
      {"*.conf", "a.conf"},
      {".*.conf", ".hidden.conf"},
      {"**/*.conf", "a.conf sub/c.conf sub/deep/d.conf"},
      {"**/**/d.conf", "sub/deep/d.conf"},
      {"{b,a}.*", "b.txt a.conf"},
      {"sub/*/", "sub/deep/ sub/loop/"},
      {"su?/[a-c].conf", "sub/c.conf"},
      {"sub/loop/a*", "sub/loop/a.conf"},
      {"a.conf/", ""},
      {"nothing/*", ""},
  };
  for (const Expectation& row : rows) {
    CAPTURE(row.code);
    CHECK(files.found(std::string(row.code)) == row.expected);
  }
}

TEST_CASE("alternatives of a pattern are spelled out, but not without end") {
  CHECK(expand_braces("a{b,c{d,e}}f") == std::vector<std::string>{"abf", "acdf", "acef"});
  CHECK(expand_braces("{a") == std::vector<std::string>{"{a"});
  CHECK(expand_braces("\\{a,b}") == std::vector<std::string>{"\\{a,b}"});
  std::string many;
  for (int group = 0; group < 40; ++group) {
    many += "{a,b}";
  }
  CHECK_THROWS_AS((void)expand_braces(many), std::length_error);
}

TEST_CASE("texts are counted up") {
  const Expectation rows[] = {
      {"az", "ba"},    {"zz", "aaa"}, {"Zz", "AAa"}, {"a9", "b0"},           {"1.9", "2.0"},
      {"a-9", "a-10"}, {"--", "-."},  {"", ""},      {"1999zzz", "2000aaa"}, {"<<koala>>", "<<koalb>>"}};
  for (const Expectation& row : rows) {
    CAPTURE(row.code);
    CHECK(successor(row.code) == row.expected);
  }
}

TEST_CASE("a seed of one word gives the known sequence") {
  // The published first outputs of MT19937 for the seed 5489.
  MersenneTwister random(std::string_view("\x15\x71", 2));
  CHECK(random.next() == 3499211612U);
  CHECK(random.next() == 581869302U);
  CHECK(random.up_to(0) == 0);
}

TEST_CASE("shuffled is the same in another order") {
  check_values({
      {"shuffle([1, 2, 3]).sort", "[1, 2, 3]"},
      {"shuffle('cab').sort", "'abc'"},
      {"shuffle([])", "[]"},
  });
}

TEST_CASE("an old name warns once and calls the new one") {
  check_values({
      {"merge({a => 1}, {b => 2})", "{'a' => 1, 'b' => 2}"},
      {"merge([a, b]) |$all, $index, $x| { {$x => $index} }", "{'a' => 0, 'b' => 1}"},
      {"seeded_rand(10, 'a')", "4"},
      {"type_of('a')", "String"},
  });
  check_logs({
      {"merge({}) merge({})", "This function is deprecated, please use stdlib::merge instead. at <test>:1"},
      {"deprecation('k', 'old', false) deprecation('k', 'old', false) deprecation('l', 'older', false)",
       "old at <test>:1|older at <test>:1"},
  });
  check_errors({{"deprecation('k', 'old')", "deprecation. k. old at <test>:1"}});
}

TEST_CASE("what cannot work in a plan is refused") {
  check_errors({
      {"ensure_packages('x')", "is only available when compiling a catalog"},
      {"getparam('File[a]', 'b')", "is only available when compiling a catalog"},
      {"stdlib::fqdn_rotate([1, 2])",
       "needs the facts of a node, which plans do not have. See stdlib::seeded_rand_string"},
      {"validate_legacy(Integer, 'x', 1)",
       "deprecation. validate_legacy. This method is deprecated, please use Puppet data types to validate parameters "
       "at "
       "<test>:1"},
  });
}

TEST_CASE("great demands on the functions of the standard module are refused") {
  check_errors({
      {"range('a', 'zzzzzzzzzzzz', 1000000)", "range(): the range is too long"},
      {"to_bytes('16 E')", "to_bytes(): the result is out of the range of integers"},
      {"stdlib::seeded_rand_string(100000000, 'a')", "the length is limited to 16777216"},
  });
  check_values({{"range(0, 9000000000000).size", "1000000"}, {"has_key({a => 1}, 'a')", "true"}});
}

}  // namespace volley::stdlib
