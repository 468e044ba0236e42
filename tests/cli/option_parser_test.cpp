#include "cli/options/option_parser.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace volley::cli;
using Words = std::vector<std::string>;

namespace {

std::string error_of(const Words& words) {
  try {
    static_cast<void>(parse_arguments(words));
  } catch (const UsageError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("an option takes its value in every form of the command line") {
  const struct {
    Words words;
    const char* option;
    const char* value;
  } rows[] = {
      {{"--targets", "web"}, "targets", "web"},
      {{"--targets=web"}, "targets", "web"},
      {{"--targets="}, "targets", ""},
      {{"--targets=a=b"}, "targets", "a=b"},
      {{"-t", "web"}, "targets", "web"},
      {{"-tweb"}, "targets", "web"},
      {{"--tar", "web"}, "targets", "web"},
      {{"--inv", "i.yaml"}, "inventoryfile", "i.yaml"},
      {{"-u", "-x"}, "user", "-x"},
      {{"--params", "--"}, "params", "--"},
      {{"-vtweb"}, "targets", "web"},
      {{"--concurrency", "5"}, "concurrency", "5"},
      {{"-c5"}, "concurrency", "5"},
      {{"--user", "a", "--user", "b"}, "user", "b"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.words.front());
    const Arguments arguments = parse_arguments(row.words);
    CHECK(arguments.text(row.option).value_or("(none)") == row.value);
    CHECK(arguments.operands().empty());
  }
}

TEST_CASE("switches can be turned on, off, and shortened") {
  const struct {
    Words words;
    const char* option;
    bool value;
  } rows[] = {
      {{"--color"}, "color", true},
      {{"--no-color"}, "color", false},
      {{"--no-col"}, "color", false},
      {{"--color", "--no-color"}, "color", false},
      {{"--no-verbose", "-v"}, "verbose", true},
      {{"--ssl"}, "ssl", true},
      {{"--noop"}, "noop", true},
      {{"--stream"}, "stream", true},
      {{"-hv"}, "help", true},
  };
  for (const auto& row : rows) {
    CAPTURE(row.words.front());
    const Arguments arguments = parse_arguments(row.words);
    REQUIRE(arguments.has(row.option));
    CHECK(arguments.flag(row.option) == row.value);
  }
  CHECK(!parse_arguments(Words{}).boolean("color").has_value());
  CHECK(!parse_arguments(Words{}).flag("color"));
}

TEST_CASE("operands and options may be mixed until a lone --") {
  const Words words = {"task", "-t", "web", "run", "-", "x", "--noop", "a=1", "--", "--targets", "-v"};
  const Arguments arguments = parse_arguments(words);
  CHECK(arguments.operands() == Words{"task", "run", "-", "x", "a=1", "--targets", "-v"});
  CHECK(arguments.text("targets") == "web");
  CHECK(arguments.flag("noop"));
  CHECK(!arguments.has("verbose"));
}

TEST_CASE("an option that is given several times keeps all its values") {
  const Words words = {"--env-var", "A=1", "--env-var=B=2", "--concurrency", "1", "-c", "7"};
  const Arguments arguments = parse_arguments(words);
  CHECK(arguments.texts("env-var") == Words{"A=1", "B=2"});
  CHECK(arguments.integer("concurrency") == 7);
  CHECK(arguments.texts("targets").empty());
  CHECK(!arguments.integer("connect-timeout").has_value());
}

TEST_CASE("mistakes in options are told in one line") {
  const struct {
    Words words;
    const char* message;
  } rows[] = {
      {{"--nosuchopt"}, "Unknown argument '--nosuchopt'"},
      {{"--nosuchopt=1"}, "Unknown argument '--nosuchopt'"},
      {{"--no-targets"}, "Unknown argument '--no-targets'"},
      {{"--t"}, "Unknown argument '--t'"},
      {{"--pass"}, "Unknown argument '--pass'"},
      {{"-Z"}, "Unknown argument '-Z'"},
      {{"-vZ"}, "Unknown argument '-Z'"},
      {{"-t"}, "Option '-t' needs a parameter"},
      {{"--targets"}, "Option '--targets' needs a parameter"},
      {{"--concurrency", "x"}, "Invalid parameter specified for option '--concurrency': x"},
      {{"--concurrency="}, "Invalid parameter specified for option '--concurrency': "},
      {{"-c", "1.5"}, "Invalid parameter specified for option '-c': 1.5"},
      {{"-c", "99999999999999999999"}, "Invalid parameter specified for option '-c': 99999999999999999999"},
      {{"--noop=yes"}, "Option '--noop' does not take a parameter"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.words.front());
    CHECK(error_of(row.words) == row.message);
  }
}

TEST_CASE("every option has a name, a description and a name of its own") {
  for (const Option& option : all_options()) {
    CAPTURE(std::string(option.long_name));
    CHECK(!option.description.empty());
    const bool with_value = option.kind == OptionKind::Text || option.kind == OptionKind::Integer;
    CHECK(option.argument.empty() == !with_value);
    int same = 0;
    for (const Option& other : all_options()) {
      same += static_cast<int>(other.long_name == option.long_name);
      same += static_cast<int>(&other != &option && option.short_name != '\0' && other.short_name == option.short_name);
    }
    CHECK(same == 1);
    CHECK(!title(option.group).empty());
  }
}
