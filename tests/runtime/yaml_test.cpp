#include <doctest/doctest.h>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/yaml.hpp"
#include "runtime/value/json.hpp"

using namespace volley::runtime;

TEST_CASE("YAML scalars are read as Psych reads them") {
  const struct {
    const char* text;
    const char* json;
  } rows[] = {
      {"yes", "true"},
      {"Off", "false"},
      {"~", "null"},
      {"", "null"},
      {"12", "12"},
      {"010", "8"},
      {"0x1f", "31"},
      {"1_000", "1000"},
      {"-3", "-3"},
      {"1.5", "1.5"},
      {"'12'", "\"12\""},
      {"2020-01-02", "\"2020-01-02\""},
      {"yEs", "\"yEs\""},
      {"127.0.0.1", "\"127.0.0.1\""},
      {"[a, {b: 1}]", "[\"a\",{\"b\":1}]"},
      {"08", "\"08\""},
      {"\"yes\"", "\"yes\""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(to_json(parse_yaml({"x.yaml", row.text, ""})) == row.json);
  }
}

TEST_CASE("YAML that cannot be used is refused with its place") {
  const struct {
    std::string text;
    const char* message;
  } rows[] = {
      {"a: &x 1\nb: *x\n", "x.yaml:2:4: error: YAML aliases are not supported"},
      {"a: 1\na: 2\n", "x.yaml:2:1: error: duplicate key 'a'"},
      {"a: [\n", "Could not parse YAML file at x.yaml"},
      {std::string(100000, '['), "nesting is too deep"},
      {std::string(1000, '['), "nesting is too deep"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.message);
    try {
      (void)parse_yaml({"x.yaml", row.text, ""});
      FAIL("accepted");
    } catch (const PlanError& error) {
      CHECK(error.error().kind() == "bolt/parse-error");
      CHECK_MESSAGE(error.error().message().find(row.message) != std::string::npos, error.error().message());
    }
  }
}
