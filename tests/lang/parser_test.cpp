#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "lang/dump.hpp"
#include "lang/parser.hpp"

namespace {

using namespace volley::lang;

ProgramPointer parsed(std::string code) { return parse_program(std::make_shared<Source>("<test>", std::move(code))); }

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int count = 0; count < times; ++count) {
    all += text;
  }
  return all;
}

}  // namespace

TEST_CASE("what is nested without end is refused, not followed") {
  for (const std::string_view text : {"(", "[", "{a=>", "f(", "$x = ", "!", "@", "\"${", "if x {", "$x.f(", "1+(",
                                      "if 1 {} elsif 1 {", "x ? 1 => ", "f() || { ", "[1].each |$x = ("}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parsed(repeated(text, 100000)), ParseError);
  }
  CHECK_THROWS_WITH(parsed(repeated("(", 100000)), "The code is nested too deeply");
  CHECK_THROWS_WITH(parsed("$x = 1" + repeated(" + 1", 100000)), "The code is nested too deeply");
}

TEST_CASE("a line of input is complete, incomplete or wrong") {
  CHECK(input_state("$x = 1") == InputState::Complete);
  CHECK(input_state("if $x {") == InputState::Incomplete);
  CHECK(input_state("'abc") == InputState::Incomplete);
  CHECK(input_state("1 )") == InputState::Failed);
}

TEST_CASE("templates become text and expressions") {
  const auto program = parse_template(std::make_shared<Source>("<test>", "<%- | $a | -%>\nx <%= $a %>"));
  CHECK(dump_pn(*program) == "(lambda {:params {:a {}} :body [(epp (block (render-s \"x \") (render (var \"a\"))))]})");
}

TEST_CASE("variables know the frames that assign them") {
  const auto program = parsed("$a = 1\n[1].each |$b| { $a + $b }\nfunction f($c) { $c + $a }");
  CHECK(program->layout.names.size() == 1);
  CHECK(program->definitions.size() == 1);
  const auto& function = static_cast<const FunctionDefinition&>(*program->definitions[0]);
  CHECK(function.layout.names.size() == 1);
  const auto& sum = static_cast<const Binary&>(*static_cast<const Block&>(*function.body).statements[0]);
  CHECK(static_cast<const Variable&>(*sum.left).candidates.size() == 1);
  CHECK(static_cast<const Variable&>(*sum.right).candidates.empty());
}

TEST_CASE("a text that stops too early is shown where it stops") {
  try {
    static_cast<void>(parse_program(std::make_shared<Source>("plans/x.pp", "plan x() {\n  notice(1\n\n")));
    FAIL("parsed");
  } catch (const ParseError& error) {
    const Diagnostic& first = error.diagnostics().front();
    CHECK(first.message == "Syntax error at end of input");
    CHECK(first.place.position().line == 2);
    CHECK(first.place.position().column == 11);
    CHECK_FALSE(first.hint.empty());
  }
}
