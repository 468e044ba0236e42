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
}

TEST_CASE("chains may be as long as the text") {
  CHECK(parsed("$x = 1" + repeated(" + 1", 50000)) != nullptr);
  CHECK(parsed("$x = false" + repeated(" or false", 50000)) != nullptr);
  CHECK(parsed("$x" + repeated(".f(1)", 20000)) != nullptr);
  CHECK(parsed("notice($x" + repeated("[1]", 20000) + ")") != nullptr);
  CHECK(parsed("if $x { 1 }" + repeated(" elsif $x { 1 }", 20000) + " else { 2 }") != nullptr);
  const std::string tree = dump_pn(*parsed("1" + repeated(" + 1", 50000)));
  CHECK(tree.starts_with("(+ (+ (+ "));
  CHECK(tree.ends_with(" 1) 1) 1)"));
}

TEST_CASE("a chain of elsif is the same tree as nested conditions") {
  CHECK(dump_pn(*parsed("if 1 { 2 } elsif 3 { 4 } elsif 5 { 6 } else { 7 }")) ==
        "(if {:test 1 :then [2] :else [(if {:test 3 :then [4] :else [(if {:test 5 :then [6] :else [7]})]})]})");
}

TEST_CASE("whoever parses says what regular expressions are") {
  const PatternCheck check = [](std::string_view pattern) {
    return pattern == "good" ? std::nullopt : std::optional<std::string>("no good");
  };
  const auto source = [](std::string text) { return std::make_shared<Source>("<test>", std::move(text)); };
  CHECK(parse_program(source("$x =~ /good/"), check) != nullptr);
  CHECK_THROWS_WITH(static_cast<void>(parse_program(source("$x =~ /bad/"), check)), "no good");
  CHECK_THROWS_WITH(static_cast<void>(parse_template(source("<%= $x =~ /bad/ %>"), check)), "no good");
}

TEST_CASE("warnings survive an error that comes after them, and only then") {
  const auto warnings_of = [](std::string text) -> std::size_t {
    try {
      return parsed(std::move(text))->warnings.size();
    } catch (const ParseError& error) {
      return error.warnings().size();
    }
  };
  CHECK(warnings_of("\"\\q\"") == 1);
  CHECK(warnings_of("\"\\q\" )") == 1);
  CHECK(warnings_of(") \"\\q\"") == 0);
  CHECK(warnings_of("\"\\q\" \"\\z\"") == 2);
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
