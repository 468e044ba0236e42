#include "cli/report/yaml_text.hpp"

#include <doctest/doctest.h>

#include <string>

#include "runtime/value/json.hpp"

using namespace volley::cli;

TEST_CASE("values are laid out as YAML") {
  const struct {
    const char* json;
    const char* yaml;
  } rows[] = {
      {R"({})", ""},
      {R"({"a":1,"b":"x","c":true,"d":2.5})", "a: 1\nb: x\nc: true\nd: 2.5\n"},
      {R"({"a":null})", "a:\n"},
      {R"({"a":{},"b":[]})", "a: {}\nb: []\n"},
      {R"({"a":{"b":{"c":1}}})", "a:\n  b:\n    c: 1\n"},
      {R"({"a":["x","z"]})", "a:\n- x\n- z\n"},
      {R"({"a":[{"b":1,"c":2},{}]})", "a:\n- b: 1\n  c: 2\n- {}\n"},
      {R"({"a":{"b":["x"]}})", "a:\n  b:\n  - x\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.yaml);
    CHECK(yaml_text(volley::runtime::parse_json(row.json)) == row.yaml);
  }
}

TEST_CASE("text is quoted when it would be read as something else") {
  const struct {
    const char* text;
    const char* yaml;
  } rows[] = {
      {R"("plain")", "plain"},
      {R"("two words")", "two words"},
      {R"("")", "''"},
      {R"("true")", "'true'"},
      {R"("12")", "'12'"},
      {R"("null")", "'null'"},
      {R"("a: b")", "'a: b'"},
      {R"("a:")", "'a:'"},
      {R"("a #b")", "'a #b'"},
      {R"("it's")", "it's"},
      {R"("'q'")", "'''q'''"},
      {R"("* glob")", "'* glob'"},
      {R"("- x")", "'- x'"},
      {R"("@x")", "'@x'"},
      {R"("a\nb")", R"("a\nb")"},
      {R"("y")", R"("y")"},
      {R"("end ")", "'end '"},
      {R"("http://x:1/")", "http://x:1/"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.yaml);
    const std::string json = std::string("{\"k\":") + row.text + "}";
    CHECK(yaml_text(volley::runtime::parse_json(json)) == std::string("k: ") + row.yaml + "\n");
  }
}

TEST_CASE("structures of any depth are written") {
  const std::string json = "{\"a\":" + std::string(150, '[') + std::string(150, ']') + "}";
  CHECK(!yaml_text(volley::runtime::parse_json(json)).empty());
}
