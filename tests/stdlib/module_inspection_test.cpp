#include "tests/stdlib/function_snippets.hpp"

namespace volley::stdlib {

TEST_CASE("the standard module: seeds give the numbers and texts that they give elsewhere") {
  check_values({
      {"stdlib::seeded_rand(10,'a')", "4"},
      {"stdlib::seeded_rand(1,'a')", "0"},
      {"stdlib::seeded_rand(1000000,'seed')", "203081"},
      {"stdlib::seeded_rand(4294967295,'seed')", "2947750217"},
      {"stdlib::seeded_rand(4294967296,'seed')", "2947750217"},
      {"stdlib::seeded_rand(4294967297,'seed')", "2391217403"},
      {"stdlib::seeded_rand(9223372036854775807,'seed')", "3437118743436182007"},
      {"stdlib::seeded_rand_string(8,'a')", "'PsujLam8'"},
      {"stdlib::seeded_rand_string(8,'a','ab')", "'baabbaaa'"},
      {"stdlib::seeded_rand_string(8,'','äöü😀')", "'ääääääüö'"},
  });
  check_errors({
      {"stdlib::seeded_rand(0,'seed')",
       "'stdlib::seeded_rand' parameter 'max' expects an Integer[1] value, got Integer[0, 0]"},
      {"stdlib::seeded_rand(10,1)", "'stdlib::seeded_rand' parameter 'seed' expects a String value, got Integer"},
      {"stdlib::seeded_rand('10','x')", "'stdlib::seeded_rand' parameter 'max' expects an Integer value, got String"},
      {"stdlib::seeded_rand(10)", "'stdlib::seeded_rand' expects 2 arguments, got 1"},
      {"stdlib::seeded_rand_string(8,'','a')",
       "'stdlib::seeded_rand_string' parameter 'charset' expects a String[2] value, got String"},
      {"stdlib::seeded_rand_string(0,'')",
       "'stdlib::seeded_rand_string' parameter 'length' expects an Integer[1] value, got Integer[0, 0]"},
      {"stdlib::seeded_rand_string(8,'',undef)",
       "'stdlib::seeded_rand_string' parameter 'charset' expects a String value, got Undef"},
  });
}

TEST_CASE("the standard module: elements are sorted by what a lambda gives") {
  check_values({
      {"stdlib::sort_by([3,1,2]) |$x| { -$x }", "[3, 2, 1]"},
      {"stdlib::sort_by('hello') |$x| { $x }", "'ehllo'"},
      {"stdlib::sort_by({a=>3,b=>1,c=>2}) |$x| { $x[1] }", "{'b' => 1, 'c' => 2, 'a' => 3}"},
      {"stdlib::sort_by({a=>3,b=>1}) |$x| { $x }", "{'a' => 3, 'b' => 1}"},
      {"stdlib::sort_by([1]) |$x| { {} }", "[1]"},
      {"stdlib::sort_by([1,2]) |$x| { {} }", "[1, 2]"},
      {"stdlib::sort_by([1,2]) |$x| { undef }", "[1, 2]"},
      {"stdlib::sort_by([1,2]) |$x| { true }", "[1, 2]"},
      {"stdlib::sort_by([]) |$x| { 1 }", "[]"},
      {"stdlib::sort_by([3,1,2]) |$x| { next(2) }", "[3, 1, 2]"},
      {"stdlib::sort_by(['aa','b','cccc']) |$x| { $x.length }", "['b', 'aa', 'cccc']"},
      {"stdlib::sort_by([[2,a],[1,b],[1,a]]) |$x| { $x }", "[[1, 'a'], [1, 'b'], [2, 'a']]"},
      {"stdlib::sort_by(['b','A','a','B']) |$x| { $x.downcase }", "['A', 'a', 'b', 'B']"},
      {"stdlib::sort_by(['b','a']) |$x| { [$x, 1] }", "['a', 'b']"},
  });
  check_errors({
      {"stdlib::sort_by([1,2])", "'stdlib::sort_by' expects a block"},
      {"stdlib::sort_by([3,1,2]) |$x| { break() }", "break() from context where this is illegal"},
  });
}

TEST_CASE("the standard module: values and functions are inspected") {
  check_values({
      {"assert_private()", "undef"},
      {"assert_private('msg')", "undef"},
      {"is_a(1,Integer)", "true"},
      {"is_a(1,String)", "false"},
      {"is_a('a',Variant[Integer,String])", "true"},
      {"is_a(undef,Undef)", "true"},
      {"stdlib::type_of('a')", "String"},
      {"stdlib::type_of([1,a])", "Tuple[Integer[1, 1], String]"},
      {"stdlib::type_of({a=>1})", "Struct[{'a' => Integer[1, 1]}]"},
      {"stdlib::type_of(Integer)", "Type[Integer]"},
      {"stdlib::type_of(undef)", "Undef"},
      {"stdlib::type_of(1) <= Numeric", "true"},
      {"stdlib::has_function('stdlib::has_function')", "true"},
      {"stdlib::has_function('merge')", "true"},
      {"stdlib::has_function('no_such')", "false"},
      {"stdlib::has_function('notice')", "true"},
      {"stdlib::has_function('include')", "true"},
      {"stdlib::has_function('Merge')", "true"},
      {"deprecation('key','message',false)", "undef"},
      {"deprecation('k','m',false) deprecation('k','m',false)", "undef"},
  });
  check_errors({
      {"assert_private(1,2)", "assert_private(): Wrong number of arguments given (2}) for 0 or 1)"},
      {"is_a('a','String')", "'is_a' parameter 'type' expects a Type value, got String"},
      {"is_a()", "'is_a' expects 2 arguments, got none"},
      {"stdlib::type_of()", "'stdlib::type_of' expects 1 argument, got none"},
      {"stdlib::has_function('')",
       "'stdlib::has_function' parameter 'function_name' expects a String[1] value, got String"},
      {"deprecation('key')", "'deprecation' expects between 2 and 3 arguments, got 1"},
  });
}

TEST_CASE("the standard module: checksums and secrets") {
  check_values({
      {"stdlib::rewrap_sensitive_data('a')", "'a'"},
      {"stdlib::rewrap_sensitive_data([2]) |$x| { $x[0] + 1 }", "3"},
      {"stdlib::crc32('my string')", "'18fbd270'"},
      {"stdlib::crc32(Sensitive('my string'))", "'18fbd270'"},
      {"stdlib::crc32(100.0)", "'a3fd429a'"},
      {"stdlib::crc32(100)", "'237750ea'"},
      {"stdlib::crc32(true)", "'fdfc4c8d'"},
      {"stdlib::crc32(Binary('aGVsbG8='))", "'37671169'"},
      {"stdlib::crc32('')", "'0'"},
      {"stdlib::crc32(Sensitive(Binary('aGVsbG8=')))", "'37671169'"},
      {"stdlib::crc32(Sensitive(Sensitive('a')))", "'e8b7be43'"},
      {"stdlib::sha256('my string')", "'2f7e2089add0288a309abd71ffcc3b3567e2d4215e20e6ed3b74d6042f7ef8e5'"},
      {"stdlib::sha256(Sensitive('my string'))", "'2f7e2089add0288a309abd71ffcc3b3567e2d4215e20e6ed3b74d6042f7ef8e5'"},
      {"stdlib::sha256(100.0)", "'43b87f618caab482ebe4976c92bcd6ad308b48055f1c27b4c574f3e31d7683e0'"},
      {"stdlib::sha256(1)", "'6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b'"},
      {"stdlib::sha256(Binary('aGVsbG8='))", "'333d6b3a3c1f5db6c9bdda5939b136986d170f4649172a68368d54ecb44c2ff2'"},
      {"stdlib::crc32('ab')", "'9e83486d'"},
      {R"(stdlib::crc32("\u0000\u0001"))", "'36de2269'"},
      {"stdlib::crc32('ä')", "'70b5f183'"},
      {"stdlib::crc32(-1.5e300)", "'eeb67bf2'"},
      {"stdlib::crc32(Sensitive(1))", "'83dcefb7'"},
  });
  check_errors({
      {"stdlib::crc32(undef)",
       "'stdlib::crc32' parameter 'my_data' expects a value of type ScalarData, Sensitive[ScalarData], Binary, or "
       "Sensitive[Binary], got Undef"},
      {"stdlib::crc32([1])",
       "'stdlib::crc32' parameter 'my_data' expects a value of type ScalarData, Sensitive[ScalarData], Binary, or "
       "Sensitive[Binary], got Tuple"},
      {"stdlib::sha256(undef)",
       "'stdlib::sha256' parameter 'my_data' expects a value of type ScalarData, Sensitive[ScalarData], Binary, or "
       "Sensitive[Binary], got Undef"},
  });
}

}  // namespace volley::stdlib
