#include <doctest/doctest.h>

#include "tests/transport/run_and_wait.hpp"
#include "transport/options.hpp"
#include "transport/shell/command_line.hpp"
#include "transport/shell/program.hpp"
#include "transport/shell/quote.hpp"

namespace shell = volley::transport::shell;
using namespace volley;

TEST_CASE("words are escaped as Shellwords does") {
  const std::pair<std::string, std::string> rows[] = {{"", "''"},
                                                      {"plain-1_2.3,4:5+6/7@8", "plain-1_2.3,4:5+6/7@8"},
                                                      {"a b", "a\\ b"},
                                                      {"it's", "it\\'s"},
                                                      {"a\nb", "a'\n'b"},
                                                      {"$x;`y`", "\\$x\\;\\`y\\`"},
                                                      {"ä", "\\ä"},
                                                      {"a=b", "a\\=b"},
                                                      {"*?[]{}", "\\*\\?\\[\\]\\{\\}"}};
  for (const auto& [word, expected] : rows) {
    CAPTURE(word);
    CHECK(shell::escape(word) == expected);
  }
  CHECK(shell::join({"echo", "a b"}) == "echo a\\ b");
}

TEST_CASE("single quotes survive single quotes") {
  CHECK(shell::single_quote("") == "''");
  CHECK(shell::single_quote("it's") == "'it'\\''s'");
  CHECK(shell::single_quote("'") == "''\\'''");
}

TEST_CASE("printf formats hold any byte") {
  CHECK(shell::printf_format(std::string("a\0%\\'-", 6)) == "'a\\000%%\\134\\047\\055'");
  CHECK(shell::printf_format("\xFF") == "'\\377'");
}

TEST_CASE("a command goes to the login shell as it is, with variables through env") {
  CHECK(shell::command_line({"echo $A | cat"}, {}) == "echo $A | cat");
  CHECK(shell::command_line({"echo $A"}, {{"A", "b c"}, {"B", "x"}}) == "/usr/bin/env A=b\\ c B=x sh -c echo\\ \\$A");
}

TEST_CASE("only commands with shell syntax need a shell") {
  const std::pair<std::string, bool> rows[] = {
      {"true", false},  {"echo hi there", false}, {"echo $A", true}, {"a | b", true},
      {"exit 3", true}, {"A=1 b", true},          {"", true},        {"  ", true},
      {"x a=b", false}, {"echo 'a'", true},       {". f", true}};
  for (const auto& [command, expected] : rows) {
    CAPTURE(command);
    CHECK(shell::needs_shell(command) == expected);
  }
  CHECK(shell::plain_words("  echo \t a  b ") == std::vector<std::string>{"echo", "a", "b"});
}

TEST_CASE("programs put parameters on no command line") {
  const auto job = transport::testing::task("#!/bin/sh\n", R"({"p":"it's"})", {{"PT_p", "it's"}, {"PT_a-b", "1"}});
  const shell::Program program = shell::task_program(job, {"/bin/echo", "ran it"});
  CHECK(program.run == "export PT_p='it'\\''s'\nw '{\"p\":\"it'\\''s\"}' | /bin/echo ran\\ it \"$d\"/t.sh\n");
  CHECK(program.prepare.find("PT_") == std::string::npos);
}

TEST_CASE("a program says at the end of stderr what it could not prepare") {
  const auto failure = shell::program_failure("/tmp/d", "mkdir: no\nvolley could not prepare /tmp/d TMPDIR_ERROR\n");
  REQUIRE(failure);
  CHECK(failure->issue_code == "TMPDIR_ERROR");
  CHECK(failure->message == "mkdir: no");
  CHECK_FALSE(shell::program_failure("/tmp/d", "volley could not prepare /tmp/other TMPDIR_ERROR\n"));
}

TEST_CASE("folder names of targets stay inside the download folder") {
  CHECK(transport::folder_name("web1") == "web1");
  CHECK(transport::folder_name("ssh://u@h:22") == "ssh:%2F%2Fu@h:22");
  CHECK(transport::folder_name("..") == "%..");
  CHECK(transport::folder_name("") == "%");
}
