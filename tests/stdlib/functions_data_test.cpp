#include "tests/stdlib/function_snippets.hpp"

namespace volley::stdlib {

TEST_CASE("collections are measured, joined and sorted") {
  check_values({
      {"'\xF0\x9F\x98\x80\xC3\xA9'.size", "2"},
      {"empty({})", "true"},
      {"{a => 1, b => 2}.keys", "['a', 'b']"},
      {"join([undef, 'a', [true, 1.5]], ',')", "',a,true,1.5'"},
      {"flatten(1, [2, [3]])", "[1, 2, 3]"},
      {"[3, 1, 2].sort", "[1, 2, 3]"},
      {"[1, 1.5, 0].sort", "[0, 1, 1.5]"},
      {"'hello'.sort", "'ehllo'"},
      {"['aa', 'b'].sort |$a, $b| { compare($a.size, $b.size) }", "['b', 'aa']"},
      {"[1, 2, 3, 4, 5, 6, 7, 8, 9].sort |$a, $b| { 1 }.size", "9"},
      {"max([1, 2, 3])", "3"},
      {"min(1.5, 1)", "1"},
      {"max('10', '9')", "'10'"},
      {"max('aa', 'b') |$a, $b| { compare($a.size, $b.size) }", "'aa'"},
  });
  check_errors({
      {"[true, 1].sort", "failed"},
      {"max()", "max(): Wrong number of arguments need at least one"},
  });
}

TEST_CASE("numbers are rounded") {
  check_values({
      {"abs(-5)", "5"},
      {"abs('-5.5')", "5.5"},
      {"ceiling(-1.2)", "-1"},
      {"floor('1.8')", "1"},
      {"[round(1.5), round(2.5), round(-1.5)]", "[2, 3, -2]"},
  });
  check_values({{"ceiling(1e20)", "100000000000000000000"}});
}

TEST_CASE("nested data is reached by keys and dotted paths") {
  check_values({
      {"dig({a => [1, {b => 2}]}, a, 1, b)", "2"},
      {"dig([1], 5)", "undef"},
      {"get({a => [10, {b => c}]}, 'a.1.b')", "'c'"},
      {"get({'a.b' => 1}, \"'a.b'\")", "1"},
      {"get({a => 1}, 'x', 'fallback')", "'fallback'"},
      {"get({a => 1}, 'a.b') |$e| { $e.kind }", "'SLICE_ERROR'"},
      {"$x = {a => [1, 2]} getvar('x.a.1')", "2"},
      {"$x = 1 with() || { $y = 2 getvar('y') + getvar('x') }", "3"},
      {"$x = 1 function f() { $y = 2 [getvar('x'), getvar('y'), getvar('z')] } f()", "[1, 2, undef]"},
      {"$x = undef defined('$x')", "true"},
      {"defined('$x')", "false"},
  });
  check_errors({
      {"dig({a => 1}, a, b)", "The given data does not contain a Collection at [\"a\"], got 'Integer[1, 1]'"},
      {"get({a => 1}, 'a..b')", "Syntax error in dotted-navigation string"},
      {"getvar('x-y')", "'getvar' The given string does not start with a valid variable name"},
  });
}

TEST_CASE("types are asked and asserted") {
  check_values({
      {"type(1)", "Integer[1, 1]"},
      {"type({a => 1}, generalized)", "Hash[String, Integer]"},
      {"assert_type('Integer', 1)", "1"},
      {"assert_type(Integer, 'a') |$expected, $actual| { $expected }", "Integer"},
      {"convert_to('5', Integer)", "5"},
      {"unwrap(Sensitive('x')) |$v| { \"<${v}>\" }", "'<x>'"},
      {"call('map', [1, 2]) |$x| { $x * 2 }", "[2, 4]"},
      {"lookup('nothing', undef, undef, 'default')", "'default'"},
      {"lookup('nothing') |$name| { \"no ${name}\" }", "'no nothing'"},
  });
  check_errors({
      {"assert_type('Integer[2]', 1)", "assert_type(): expects an Integer[2] value, got Integer[1, 1]"},
      {"call('nothing')", "Unknown function 'nothing'"},
      {"lookup('nothing', Integer, first, 'x')", "Default value has wrong type, expects an Integer value, got String"},
      {"include('x')", "The catalog operation 'include' is only available when compiling a catalog"},
  });
}

TEST_CASE("messages are logged in the language's own notation") {
  check_logs({
      {"notice('a', [undef, ''], {a => 1})", "a [, ] {a => 1}"},
      {"notice(Sensitive('secret'))", "Sensitive [value redacted]"},
      {"warning()", ""},
  });
  check_errors({{"fail('a', {b => [1]})", "a {\"b\"=>[1]}"}});
}

}  // namespace volley::stdlib
