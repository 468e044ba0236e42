#include "tests/stdlib/function_snippets.hpp"

namespace volley::stdlib {

namespace {

constexpr std::string_view kIntegerForms =
    "The function 'new' was called with arguments it does not accept. It expects one of:\n"
    "  (Convertible = Variant[Numeric, Boolean, "
    "Pattern[/\\A[+-]?\\s*(?:(?:\\d+)|(?:0[xX][0-9A-Fa-f]+)|(?:0[bB][01]+))\\z/], Timespan, Timestamp] from, "
    "Radix = Variant[Default, Integer[2, 2], Integer[8, 8], Integer[10, 10], Integer[16, 16]] radix?, Boolean abs?)\n"
    "    rejected: parameter 'radix' expects a Radix = Variant[Default, Integer[2, 2], Integer[8, 8], Integer[10, 10], "
    "Integer[16, 16]] value, got Boolean\n";

}  // namespace

TEST_CASE("constructors tell what they accept") {
  const SnippetResult result = run_snippet("Integer(-5, true)");
  CHECK(result.error.find(kIntegerForms) != std::string::npos);
  check_errors({
      {"Integer('x', 3)", "Illegal radix: 3, expected 2, 8, 10, 16, or default"},
      {"Integer('x', 10)", "'new' The string 'x' cannot be converted to Integer"},
      {"Integer({})", "Integer.new has wrong type, expects size to be between 1 and 3, got 0"},
      {"Integer({from => 'x'})", "'new' The string 'x' cannot be converted to Integer"},
      {"Integer({from => '1', abs => 2})",
       "Integer.new has wrong type, entry 'abs' expects a Boolean value, got Integer"},
      {"Float()", "'new_float' expects between 1 and 2 arguments, got none"},
      {"Float({})", "'new_float' Value of type Hash[0, 0] cannot be converted to Float"},
      {"Array(1.5, false)", "'new_array' Value of type Float cannot be converted to Array"},
      {"Array('abc', 1, 2)", "'new_array' expects between 1 and 2 arguments, got 3"},
      {"Hash(3)", "odd number of arguments for Hash"},
      {"Hash([1], 2, 3)", "'new_hash' expects between 1 and 2 arguments, got 3"},
  });
}

TEST_CASE("constructors take their arguments by position or by name") {
  check_values({
      {"Integer({from => '0x1f', radix => 16})", "31"},
      {"Integer('-5', 10, true)", "5"},
      {"Float({from => '-1.5', abs => true})", "1.5"},
      {"Numeric({from => '-3', abs => true})", "3"},
      {"Hash([[['a', 'b'], 1], [['a', 'c'], 2]], 'tree')", "{'a' => {'b' => 1, 'c' => 2}}"},
      {"Hash([[1, 2]])", "{1 => 2}"},
  });
}

TEST_CASE("a lambda gets what was made, and is left alone when nothing was") {
  check_values({
      {"Integer('5') |$x| { $x + 1 }", "6"},
      {"Integer(5) |$x| { $x + 1 }", "5"},
      {"convert_to('5', Integer) |$x| { $x + 1 }", "6"},
  });
}

TEST_CASE("scanf takes text apart") {
  check_values({
      {"scanf('10 0x1f', '%d %x')", "[10, 31]"},
      {"scanf('a-b', '%[a-z]-%s')", "['a', 'b']"},
      {"scanf('12345', '%2d%d')", "[12, 345]"},
      {"scanf('1.5e3 rest', '%f %s')", "[1500.0, 'rest']"},
      {"scanf('1 x', '%d %d')", "[1]"},
      {"scanf('1 2', '%*d %d') |$x| { $x[0] + 1 }", "3"},
      {"scanf('', '%d')", "[]"},
      {"scanf('-', '%d')", "[]"},
      {"scanf('5', '%[')", "[]"},
  });
}

TEST_CASE("warnings about deprecated calls come once") {
  CHECK(run_snippet("[max('1', '2'), max('3', '4')]").log ==
        "The max() function's auto conversion of String to Numeric is deprecated - change to convert input before "
        "calling, or use lambda\n   (file & line not available)");
  CHECK(run_snippet("[max(Timespan(1), Timespan(2)), max([SemVer('1.10.0'), SemVer('1.9.0')])]").log == "");
}

}  // namespace volley::stdlib
