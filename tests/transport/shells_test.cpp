#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "tests/transport/run_and_wait.hpp"
#include "transport/shell/program.hpp"
#include "transport/shell/quote.hpp"
#include "transport/unique_name.hpp"

namespace shell = volley::transport::shell;
namespace fs = std::filesystem;
using namespace volley::transport::testing;

namespace {

// What may be `sh` somewhere; all are installed where the tests run.
constexpr const char* kShells[] = {"dash", "bash --posix", "busybox sh", "ksh93", "mksh"};

struct Ran {
  int exit_code = -1;
  std::string output;
  std::string error;
};

// Gives programs to shells as the transports do: on standard input.
class ShellRunner {
 public:
  ShellRunner() { fs::create_directories(base_ / "tmp"); }
  ShellRunner(const ShellRunner&) = delete;
  ShellRunner& operator=(const ShellRunner&) = delete;
  ~ShellRunner() { fs::remove_all(base_); }

  [[nodiscard]] Ran run(const std::string& shell, const std::string& program) const {
    std::ofstream(base_ / "program", std::ios::binary) << program;
    const std::string line = "cd " + base_.string() + "; " + shell + " < program > output 2> error";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read("output"), read("error")};
  }
  [[nodiscard]] std::string directory() const { return (base_ / "tmp" / volley::transport::unique_name()).string(); }
  [[nodiscard]] bool is_clean() const { return fs::is_empty(base_ / "tmp"); }

 private:
  [[nodiscard]] std::string read(const char* name) const {
    std::ifstream file(base_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  fs::path base_ = "/tmp/volley-shells-" + volley::transport::unique_name();
};

std::string random_bytes(std::mt19937& random, int lowest) {
  std::uniform_int_distribution<int> byte(lowest, 255);
  std::uniform_int_distribution<int> special(0, 3);
  const std::string favourites = "'\"\\$`%\n!~*#-;& \t\r{}";
  std::string text;
  for (int i = 0; i < 300; ++i) {
    text += special(random) == 0 ? favourites[static_cast<std::size_t>(byte(random)) % favourites.size()]
                                 : static_cast<char>(byte(random));
  }
  return text;
}

}  // namespace

TEST_CASE("tasks and scripts run under every shell") {
  ShellRunner runner;
  const std::string json = R"json({"a":"it's \\ %s\n$(id)"})json";
  const std::string value = "it's \\n %s\n$(id) -n\n";
  struct Row {
    const char* text;
    std::string expected;
    int exit_code;
  };
  const Row rows[] = {
      {"#!/bin/sh\ncat; printf '|%s|' \"$PT_a\"; exit 3\n", json + "|" + value + "|", 3},
      {"#!/bin/sh -e\nfalse\necho no\n", "", 1},
      {"#!/bin/sh\ntest -x \"$0\" && echo \"${0##*/}\"\n", "t.sh\n", 0},
      {"#!/usr/bin/env sh\nexit 7\n", "", 7},
      {"#!/bin/cat\nit's \\ %d\n", "#!/bin/cat\nit's \\ %d\n", 0},
  };
  for (const char* name : kShells) {
    CAPTURE(name);
    for (const Row& row : rows) {
      CAPTURE(row.text);
      const shell::Program program = shell::task_program(task(row.text, json, {{"PT_a", value}}), {});
      const Ran ran =
          runner.run(name, shell::program_head(runner.directory()) + shell::complete(program, shell::Leftover::Remove));
      CHECK(ran.exit_code == row.exit_code);
      CHECK(ran.output == row.expected);
    }
    auto with_files = task("#!/bin/sh\ncat; cat \"$PT__installdir/m/files/f\"\n", "{\"b\":1}");
    with_files.files = {{"m/files/f", content("beside\n")}};
    const std::string directory = runner.directory();
    const Ran ran = runner.run(name, shell::program_head(directory) +
                                         shell::complete(shell::task_program(with_files, {}), shell::Leftover::Remove));
    CHECK(ran.output == R"({"b":1,"_installdir":")" + directory + "\"}beside\n");
    CHECK(ran.error == "");
    CHECK(runner.is_clean());
    const Ran failed = runner.run(
        name, shell::program_head("/nonexistent/x") + shell::complete(shell::Program{}, shell::Leftover::Remove));
    const auto failure = shell::program_failure("/nonexistent/x", failed.error);
    REQUIRE(failure);
    CHECK(failure->issue_code == "TMPDIR_ERROR");
  }
}

TEST_CASE("a short shell task needs no file under any shell") {
  ShellRunner runner;
  const std::string json = R"json({"a":"it's \\ %s\n$(id)"})json";
  const std::string value = "it's \\n %s\n$(id) -n\n";
  struct Row {
    const char* text;
    std::string expected;
    int exit_code;
  };
  const Row rows[] = {
      {"#!/bin/sh\ncat; printf '|%s|' \"$PT_a\"; exit 3\n", json + "|" + value + "|", 3},
      {"#!/bin/sh -e\nfalse\necho no", "", 1},
      {"#!/bin/sh\ncat <<'E'\n$x `y` \\\nE\necho \"\xc3\xa9 \xff\"", "$x `y` \\\n\xc3\xa9 \xff\n", 0},
      {"#!/bin/bash\na=(1 2); echo \"${#a[@]} $#\"; ls \"$PWD\" > /dev/null\n", "2 0\n", 0},
      {"#!/bin/sh\nkill -TERM $$\n", "", 143},
  };
  for (const char* name : kShells) {
    CAPTURE(name);
    for (const Row& row : rows) {
      CAPTURE(row.text);
      const auto program = shell::fileless_task_program(task(row.text, json, {{"PT_a", value}}), shell::Leash::None);
      REQUIRE(program);
      CHECK(program->find("mkdir") > program->find("/dev/fd/9"));
      const Ran ran = runner.run(name, shell::program_head(runner.directory()) + *program);
      CHECK(ran.exit_code == row.exit_code);
      CHECK(ran.output == row.expected);
      CHECK(runner.is_clean());
    }
    const auto program = shell::fileless_task_program(task("#!/bin/sh\necho x\n", "{}"), shell::Leash::None);
    const Ran failed = runner.run(name, shell::program_head("/nonexistent/x") + *program);
    const auto failure = shell::program_failure("/nonexistent/x", failed.error);
    REQUIRE(failure);
    CHECK(failure->issue_code == "TMPDIR_ERROR");
  }
}

TEST_CASE("tasks that need their file, or are no short shell scripts, have one") {
  const auto fileless = [](const std::string& text) {
    return shell::fileless_task_program(task(text, "{}"), shell::Leash::None).has_value();
  };
  CHECK(fileless("#!/bin/sh\necho 1\n"));
  for (const char* text : {"#!/bin/sh\necho \"$0\"\n", "#!/usr/bin/env python3\n", "echo 1\n",
                           "#!/bin/sh\nread a <&9\n", "#!/bin/sh\nend_of_volley_script\n"}) {
    CAPTURE(text);
    CHECK_FALSE(fileless(text));
  }
  CHECK_FALSE(fileless("#!/bin/sh\n" + std::string(5000, '#') + "\n"));
  auto with_files = task("#!/bin/sh\n", "{}");
  with_files.files = {{"m/files/f", content("beside\n")}};
  CHECK_FALSE(shell::fileless_task_program(with_files, shell::Leash::None));
}

TEST_CASE("any bytes arrive through every shell") {
  ShellRunner runner;
  std::mt19937 random(20);
  for (const char* name : kShells) {
    CAPTURE(name);
    for (int i = 0; i < 20; ++i) {
      const std::string text = random_bytes(random, 1);
      const std::string binary = random_bytes(random, 0) + '\0';
      const std::string directory = runner.directory();
      const Ran ran = runner.run(name, shell::program_head(directory) + shell::make_directory(shell::Leftover::Remove) +
                                           shell::write_file("text", text) + shell::write_file("binary", binary) +
                                           "cat \"$d\"/text \"$d\"/binary\n");
      CHECK(ran.output == text + binary);
      const Ran quoted = runner.run(name, "/usr/bin/printf '%s|%s' " + shell::single_quote(text) + " " +
                                              shell::escape("a\\b'c\"d$e`f\ng!h*~ #;&(){}[]<>|?\t") + "\n");
      CHECK(quoted.output == text + "|a\\b'c\"d$e`f\ng!h*~ #;&(){}[]<>|?\t");
    }
  }
}

TEST_CASE("a program puts no content on the command line of a process, whichever shell runs it") {
  ShellRunner runner;
  for (const char* name : kShells) {
    CAPTURE(name);
    // With an empty PATH nothing but the shell's own commands can write.
    const Ran ran =
        runner.run(name, shell::program_head(runner.directory()) + shell::make_directory(shell::Leftover::Keep) +
                             "PATH=/nonexistent\nw 'it'\\''s \\n -n %s'\n");
    CHECK(ran.output == "it's \\n -n %s");
    CHECK(ran.error == "");
  }
}
