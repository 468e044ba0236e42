#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "lang/json_syntax.hpp"
#include "lang/parser.hpp"

namespace {

using namespace volley::lang;

struct Row {
  std::string_view text;
  std::string_view problem;  // empty: none
};

std::string problem_of(std::string_view text, std::string_view syntax) {
  const auto problem = check_heredoc_text(text, syntax);
  return problem ? problem->message : "";
}

}  // namespace

TEST_CASE("JSON that is wrong is described as Puppet describes it") {
  const std::vector<Row> rows{
      {"null", ""},
      {R"({"a":[1,-2.5e3,true],"b":{}} )", ""},
      {"/* c */ [1, // x\n 2]", ""},
      {R"(["\x"])", ""},
      {"", "859: unexpected token at ''"},
      {"x", "859: unexpected token at 'x'"},
      {"[]]", "859: unexpected token at ']'"},
      {"[1 2]", "451: unexpected token at '2]'"},
      {"[1,]", "451: unexpected token at ']'"},
      {"[01]", "451: unexpected token at '01]'"},
      {"[1.]", "451: unexpected token at '.]'"},
      {"[nulll]", "451: unexpected token at 'l]'"},
      {R"(["\u12"])", R"(451: unexpected token at '"\u12"]')"},
      {"[\"a\tb\"]", "451: unexpected token at '\"a\tb\"]'"},
      {R"({"a":1,})", R"(859: unexpected token at '{"a":1,}')"},
      {R"({"a":[x]})", "451: unexpected token at 'x]}'"},
      {R"([{"a":1])", R"(451: unexpected token at '{"a":1]')"},
      {R"({"a":1} x)", "859: unexpected token at 'x'"},
      {"NaN", "225: unexpected token at 'NaN'"},
      {"[-Infinity]", "249: unexpected token at '-Infinity]'"},
      {"[Infinity]", "232: unexpected token at '[Infinity]'"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(json_problem(row.text).value_or("") == row.problem);
  }
  CHECK(json_problem(std::string(101, '[') + std::string(101, ']')) == "nesting of 101 is too deep");
  CHECK(json_problem(std::string(100000, '[')) == "nesting of 101 is too deep");
}

TEST_CASE("the syntax of a heredoc is the last part of what its tag names") {
  CHECK(problem_of("[x", "a+json") ==
        "Invalid produced text having syntax: 'a+json'. JSON syntax checker: Cannot parse invalid JSON string. "
        "\"451: unexpected token at 'x'\"");
  CHECK(problem_of("[x", "json+a").empty());
  CHECK(problem_of("[x", "yaml").empty());
}

TEST_CASE("base64 in a heredoc has its padding, and may have white space") {
  const std::string start =
      "Invalid produced text having syntax: 'base64'. Base64 syntax checker: Cannot parse invalid Base64 string - ";
  CHECK(problem_of("YW\nJj\n", "base64").empty());
  CHECK(problem_of("YQ==", "base64").empty());
  CHECK(problem_of("Y", "base64") == start + "padding is not correct");
  CHECK(problem_of("YR==", "base64") == start + "padding is not correct");
  CHECK(problem_of("YQ=", "base64") == start + "contains letters outside strict base 64 range (or whitespace)");
}

TEST_CASE("several mistakes in the program of a heredoc are counted, and named in the hint") {
  const auto problem = check_heredoc_text("$a 'x' = 1", "pp");
  REQUIRE(problem);
  CHECK(problem->message ==
        "Invalid produced text having syntax: 'pp'. PP syntax checker: \"Language validation logged 2 errors. Giving "
        "up\"");
  CHECK(problem->hint.find("line 1 of the text: This Variable has no effect") != std::string::npos);
}
