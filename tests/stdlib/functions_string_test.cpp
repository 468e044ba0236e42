#include "tests/stdlib/function_snippets.hpp"

namespace volley::stdlib {

TEST_CASE("string functions give another shape") {
  check_values({
      {"upcase({a => ['b', 1]})", "{'A' => ['B', 1]}"},
      {"['ﬁß', 'ǆ'].upcase", "['FISS', 'Ǆ']"},
      {"['ﬁx', 'ǆ', 'ßa'].capitalize", "['Fix', 'ǅ', 'Ssa']"},
      {"'İ'.downcase", "'i\u0307'"},
      {"['été' =~ /\\bt/, 'é' =~ /\\w/, 'é' =~ /[[:word:]]/, \"\\u3000\" =~ /[[:space:]]/]",
       "[false, false, true, true]"},
      {"'a-1 b' =~ /^[\\w-]+\\s\\S[^\\W\\d]*$/", "true"},
      {"'stra\xC3\x9F"
       "e'.upcase",
       "'STRASSE'"},
      {"capitalize('aBC dEF')", "'Abc def'"},
      {"camelcase('_abc_def')", "'AbcDef'"},
      {"strip(['a ', ' b'])", "['a', 'b']"},
      {"chomp(\"abc\\n\\n\").size", "4"},
      {"chop(\"abc\\r\\n\")", "'abc'"},
      {"chop('')", "''"},
  });
}

TEST_CASE("patterns split, match and replace") {
  check_values({
      {"split('a,b,,c,,', ',')", "['a', 'b', '', 'c']"},
      {"split('abc', '')", "['a', 'b', 'c']"},
      {"split('a1b2c3', /(\\d)/)", "['a', '1', 'b', '2', 'c', '3']"},
      {"split(',a', ',')", "['', 'a']"},
      {"split('', ',')", "[]"},
      {"regsubst('hello', 'l', 'L', 'G')", "'heLLo'"},
      {"regsubst('hello', /(?<x>l+)/, '<\\k<x>>')", "'he<ll>o'"},
      {"regsubst('abc', '', '-', 'G')", "'-a-b-c-'"},
      {"regsubst(['ab', 'ac'], 'a', 'x')", "['xb', 'xc']"},
      {"regsubst('abc', /[ac]/, {'a' => '1'}, 'G')", "'1b'"},
      {"match('abc', /(a)(b)/)", "['ab', 'a', 'b']"},
      {"match('abc', Pattern[/x/, /c/])", "['c']"},
      {"match(['abc', 'q'], 'b')", "[['b'], undef]"},
  });
  check_errors({{"match('abc', 1)", "or Array[T]. Got Integer"}});
}

TEST_CASE("sprintf writes values by directives") {
  check_values({
      {"sprintf('%5s|%-5s|', 'ab', 'cd')", "'   ab|cd   |'"},
      {"sprintf('%03d %+d % d', 7, 7, 7)", "'007 +7  7'"},
      {"sprintf('%x %X %#x %o %b', 255, 255, 255, 8, 5)", "'ff FF 0xff 10 101'"},
      {"sprintf('%x %+x', -255, -255)", "'..f01 -ff'"},
      {"sprintf('%08.3f|%e|%g', 3.14159, 12345.678, 123.0)", "'0003.142|1.234568e+04|123'"},
      {"sprintf('%<a>d-%{b}', {'a' => 1, 'b' => x})", "'1-x'"},
      {"sprintf('%2$s %1$s', 'a', 'b')", "'b a'"},
      {"sprintf('%-*d|', 5, 42)", "'42   |'"},
      {"sprintf('%s %p', {a => [undef]}, 'a')", "'{\"a\"=>[nil]} \"a\"'"},
      {"sprintf('100%%')", "'100%'"},
  });
  check_errors({
      {"sprintf('%z', 1)", "malformed format string - %z"},
      {"sprintf('%d')", "too few arguments"},
      {"sprintf('%d', 'x')", "invalid value for Integer(): \"x\""},
      {"sprintf('%99999999999999999999d', 1)", "width too big"},
      {"sprintf('%{c}', {'a' => 1})", "key{c} not found"},
      {"sprintf('%')", "incomplete format specifier; use %% (double %) instead"},
  });
}

TEST_CASE("versions and values are compared") {
  check_values({
      {"versioncmp('0.0.2', '0.0.10')", "-1"},
      {"versioncmp('1.0', '1.0.0')", "-1"},
      {"versioncmp('1.0.0', '1', true)", "0"},
      {"versioncmp('1.0-1', '1.0.1')", "-1"},
      {"compare('a', 'A')", "0"},
      {"compare('A', 'a', false)", "-1"},
      {"compare(1, 1.0)", "0"},
  });
  check_errors({{"compare([1], [2])",
                 "Only values of the types Numeric, String, Semver, Timestamp and Timestamp can be compared. Got Array "
                 "and Array"}});
}

TEST_CASE("words are quoted for a shell only where needed") {
  check_values({
      {"shellquote('a', ['b c', '$d'])", "'a \"b c\" \\'$d\\''"},
      {"shellquote('')", "'\"\"'"},
      {"sha256('x')", "'2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'"},
      {"sha1('hello')", "'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'"},
  });
}

}  // namespace volley::stdlib
