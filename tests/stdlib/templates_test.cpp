#include "tests/stdlib/function_snippets.hpp"

namespace {

using volley::stdlib::check_errors;
using volley::stdlib::check_values;

}  // namespace

TEST_CASE("a template gives its text with the values of its tags") {
  check_values({
      {R"(inline_epp(''))", R"('')"},
      {R"(inline_epp('a<%= 1 + 1 %>b'))", R"('a2b')"},
      {R"(inline_epp('<% [1,2].each |$i| { %>i=<%= $i %>;<% } %>'))", R"('i=1;i=2;')"},
      {R"(inline_epp('<%% not a tag %%>'))", R"('<% not a tag %>')"},
      {R"(inline_epp("a\n  <%= 1 -%>  \nb") == "a\n  1b")", "true"},
      {R"(inline_epp("a\n  <%#- comment -%>\nb") == "a\nb")", "true"},
  });
}

TEST_CASE("a template sees its parameters, what it was given, and the variables around the call") {
  check_values({
      {R"(inline_epp('<%- | $x, $y = $x | -%><%= $x %><%= $y %>', {x => 1}))", R"('11')"},
      {R"(inline_epp('<%= $x %>', {x => 5}))", R"('5')"},
      {R"($x = 'outer' inline_epp('<%= $x %>'))", R"('outer')"},
      {R"(with('l') |$z| { inline_epp('<%= $z %>') })", R"('l')"},
      {R"(with(3) |$z| { inline_epp('<%= $z %><%= $y %>', {y => 1}) })", R"('31')"},
      {R"(with(3) |$z| { inline_epp('<%= $z %>', {z => 1}) })", R"('1')"},
      {R"(with(3) |$z| { inline_epp('<% [1].each |$i| { %><%= $z + $i %><% } %>') })", R"('4')"},
      {R"(function f($z) { inline_epp('<%= $z %>') } f(4))", R"('4')"},
      {R"(if 'abc' =~ /b/ { inline_epp('<%= $0 %>') })", R"('b')"},
      {R"(inline_epp('<%= $x %>', {x => Sensitive('s')}).unwrap)", R"('s')"},
  });
}

TEST_CASE("a heredoc that names its language holds text of that language") {
  const auto refused = [](std::string_view code) {
    const auto source = std::make_shared<const volley::lang::Source>("<test>", std::string(code));
    try {
      static_cast<void>(volley::lang::parse_program(source));
    } catch (const volley::lang::ParseError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(refused("@(END:pp)\n$a = 1\nEND") == "");
  CHECK(refused("@(END:epp)\n<%= 1 %>\nEND") == "");
  CHECK(refused("@(END:pp)\n$a = = 1\nEND") ==
        "Invalid produced text having syntax: 'pp'. PP syntax checker: \"Syntax error at '=' (line: 1, column: 6)\"");
  CHECK(refused("@(END:epp)\n<%= 1\nEND") ==
        "Invalid produced text having syntax: 'epp'. EPP syntax checker: \"Unbalanced epp tag, reached <eof> without "
        "closing tag. (line: 2, column: 1)\"");
}

TEST_CASE("a template that is wrong is refused with the place in it") {
  check_errors({
      {R"(inline_epp('<%= 1'))",
       "inline_epp(): Invalid EPP: Unbalanced epp tag, reached <eof> without closing tag. (file: inlined-epp-text, "
       "line: 1, column: 6)"},
      {R"(inline_epp('<%- | Integer $x | -%><%= $x %>', {x => 'a'}))",
       "lambda: parameter 'x' expects an Integer value, got String"},
      {R"(inline_epp('<%- | $x | -%><%= $x %>'))", "lambda: expects a value for parameter 'x'"},
      {R"(inline_epp('<%- || -%>none', {x => 1}))", "lambda: has no parameter named 'x'"},
      {R"(inline_epp('<%= $x %>', {'X' => 5}))", "Unknown variable: 'x'."},
      {R"(epp('nosuch/file'))", "Could not find template 'nosuch/file.epp'"},
      {R"(epp('/nosuch/file.epp'))", "Could not find template '/nosuch/file.epp'"},
  });
}
