#include "cli/usage.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace volley::cli;
using Words = std::vector<std::string>;

namespace {

// What the checks say to a command line; empty when they are content.
std::string complaint(const Words& words) {
  try {
    Arguments arguments = parse_arguments(words);
    std::vector<std::string>& operands = arguments.mutable_operands();
    const auto take = [&] {
      std::string word = operands.empty() ? "" : operands.front();
      if (!operands.empty()) {
        operands.erase(operands.begin());
      }
      return word;
    };
    const std::string subcommand = take();
    const std::string action = known_subcommand(subcommand) && actions_of(subcommand).empty() ? "" : take();
    check_usage(checked_command(subcommand, action), arguments);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

struct Row {
  Words words;
  std::string complaint;
};

void check(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    std::string line;
    for (const std::string& word : row.words) {
      line += word + " ";
    }
    CAPTURE(line);
    CHECK(complaint(row.words) == row.complaint);
  }
}

}  // namespace

TEST_CASE("well-formed command lines pass") {
  check({{{"command", "run", "uptime", "-t", "web"}, ""},
         {{"task", "run", "demo::t", "a=1", "b=2", "--targets", "web", "--noop"}, ""},
         {{"task", "run", "t", "--rerun", "failure"}, ""},
         {{"task", "show"}, ""},
         {{"task", "show", "demo::t"}, ""},
         {{"plan", "run", "demo", "x=1"}, ""},
         {{"plan", "show", "--filter", "demo::"}, ""},
         {{"script", "run", "s.sh", "a", "b=c", "-t", "web", "--env-var", "A=1=2"}, ""},
         {{"file", "upload", "a", "b", "-t", "web"}, ""},
         {{"inventory", "show"}, ""},
         {{"apply", "-e", "notice(1)", "-t", "web"}, ""}});
}

TEST_CASE("unknown commands and actions are named") {
  check({{{"foo"}, "'foo' is not a Volley command. See 'volley help'."},
         {{"task"}, "Expected an action of the form 'volley task <action>'"},
         {{"task", "bad"}, "Expected action 'bad' to be one of show, run"},
         {{"command", "show"}, "Expected action 'show' to be one of run"}});
}

TEST_CASE("what a command works on must be given, well named, and alone") {
  check({{{"command", "run", "-t", "a"}, "Must specify a command to run"},
         {{"task", "run", "-t", "a"}, "Must specify a task to run"},
         {{"plan", "run"}, "Must specify a plan to run"},
         {{"script", "run", "-t", "a"}, "Must specify a script to run"},
         {{"file", "upload", "-t", "a"}, "Must specify a source"},
         {{"file", "download", "x", "-t", "a"}, "Must specify a destination"},
         {{"lookup"}, "Must specify a key to look up"},
         {{"secret", "encrypt"}, "Must specify a value to encrypt"},
         {{"task", "run", "Bad::Name", "-t", "a"}, "Invalid task 'Bad::Name'"},
         {{"task", "run", "a::", "-t", "a"}, "Invalid task 'a::'"},
         {{"task", "run", "a:b", "-t", "a"}, "Invalid task 'a:b'"},
         {{"plan", "run", "1a"}, "Invalid plan '1a'"},
         {{"plan", "run", "a::2b"}, "Invalid plan 'a::2b'"},
         {{"plan", "run", "a-b"}, "Invalid plan 'a-b'"},
         {{"command", "run", "x", "a", "b", "-t", "a"}, "Unknown argument(s) a, b"},
         {{"task", "run", "t", "a=1", "b", "=c", "-t", "a"}, "Unknown argument(s) b, =c"},
         {{"inventory", "show", "x"}, "Unknown argument x"},
         {{"file", "upload", "a", "b", "c", "-t", "a"}, "Unknown arguments c"},
         {{"module", "install", "foo"},
          "Invalid argument 'foo'. To add a new module to the project, run 'volley module add foo'."},
         {{"apply", "-t", "a"}, "a manifest file or --execute is required"},
         {{"apply", "m.pp", "-e", "x", "-t", "a"}, "--execute is unsupported when specifying a manifest file"}});
}

TEST_CASE("targets are chosen in exactly one way") {
  const std::string none = "Command requires a targeting option: '--targets', '--rerun', or '--query'";
  const std::string several = "Only one targeting option can be specified: '--targets', '--rerun', or '--query'";
  check({{{"command", "run", "x"}, none},
         {{"task", "run", "x"}, none},
         {{"script", "run", "x"}, none},
         {{"file", "upload", "x", "y"}, none},
         {{"command", "run", "x", "-t", "a", "-q", "b"}, several},
         {{"command", "run", "x", "-t", "a", "--rerun", "all"}, several},
         {{"command", "run", "x", "-t", "a", "-t", "b"}, ""},
         {{"command", "run", "x", "--rerun", "bogus"}, "Unexpected option bogus for '--retry'"},
         {{"lookup", "k", "a=1"}, "Command requires a targeting option: '--targets', '--rerun', or '--query'"},
         {{"lookup", "k", "a=1", "--plan-hierarchy"}, ""},
         {{"lookup", "k", "-t", "a", "--plan-hierarchy"},
          "The 'lookup' command accepts either targeting option OR --plan-hierarchy."}});
}

TEST_CASE("options stand only where they mean something, with values that mean something") {
  const std::string noop = "Option '--noop' can only be specified when running a task or applying manifest code";
  const std::string variable = "Option '--env-var' can only be specified when running a command or script";
  check({{{"command", "run", "x", "-t", "a", "--noop"}, noop},
         {{"plan", "run", "x", "--noop"}, noop},
         {{"task", "show", "--noop"}, noop},
         {{"task", "run", "x", "-t", "a", "--env-var", "A=1"}, variable},
         {{"command", "run", "x", "-t", "a", "--env-var", "A"},
          "Environment variables must be specified using 'myenvvar=key' format"},
         {{"task", "show", "--format", "xml"},
          "Invalid configuration at command line:\n  Value at 'format' must be one of human, json, rainbow"},
         {{"task", "show", "--filter", "BAD!"},
          "Illegal characters in filter string 'BAD!'. Filters can only include lowercase letters, numbers, "
          "underscores, and colons."}});
  CHECK(complaint({"task", "show", "--log-level", "loud"})
            .ends_with("must be one of trace, debug, info, warn, error, fatal"));
  CHECK(complaint({"task", "show", "--transport", "pigeon"}).find("Value at 'transport'") != std::string::npos);
}

TEST_CASE("a parameter has a name before its equals sign") {
  CHECK(is_parameter("a=1"));
  CHECK(is_parameter("a="));
  CHECK(is_parameter("a b=c=d"));
  CHECK(!is_parameter("=1"));
  CHECK(!is_parameter("a"));
  CHECK(!is_parameter(""));
}
