#include "tests/stdlib/function_snippets.hpp"

namespace volley::stdlib {

TEST_CASE("iterating functions give what they promise") {
  check_values({
      {"[1, 2].map |$x| { $x + 1 }", "[2, 3]"},
      {"[5, 6].map |$i, $x| { $i * $x }", "[0, 6]"},
      {"{a => 1}.map |$k, $v| { \"${k}${v}\" }", "['a1']"},
      {"'abc'.map |$x| { $x.upcase }", "['A', 'B', 'C']"},
      {"4.map |$x| { $x * $x }", "[0, 1, 4, 9]"},
      {"Integer[3, 5].map |$x| { $x }", "[3, 4, 5]"},
      {"Enum['a', 'b'].map |$x| { $x }", "['a', 'b']"},
      {"[1, 2, 3].filter |$x| { $x > 1 }", "[2, 3]"},
      {"{a => 1, b => 2}.filter |$kv| { $kv[0] == 'a' }", "{'a' => 1}"},
      {"[1, 2, 3].reduce(10) |$m, $x| { $m + $x }", "16"},
      {"[].reduce |$m, $x| { $m + $x }", "undef"},
      {"[1, 2, 3].all |$x| { $x > 1 }", "false"},
      {"{a => 1}.any |$k, $v| { $v == 1 }", "true"},
      {"{a => 1, b => 2}.index(2)", "'b'"},
      {"'\xC3\xA9"
       "bc'.index('c')",
       "2"},
      {"'abc'.index(/c/)", "2"},
      {"[1, 2, 3, 4].partition |$x| { $x > 2 }", "[[3, 4], [1, 2]]"},
      {"[1, 2, 3].group_by |$x| { $x % 2 }", "{1 => [1, 3], 0 => [2]}"},
      {"[1, 1.0, '1', 1].unique", "[1, 1.0, '1']"},
      {"{a => 1, b => 2, c => 3}.unique |$v| { $v % 2 }", "{['a', 'c'] => [1, 3], ['b'] => [2]}"},
      {"[1, 2, 3, 4, 5].slice(2)", "[[1, 2], [3, 4], [5]]"},
      {"[1, 2, 3].reverse_each.map |$x| { $x }", "[3, 2, 1]"},
      {"10.step(3).map |$x| { $x }", "[0, 3, 6, 9]"},
      {"[1, [2]].tree_each.map |$x| { $x }", "[[[], [1, [2]]], [[0], 1], [[1], [2]], [[1, 0], 2]]"},
      {"[1, [2]].tree_each({order => breadth_first, include_containers => false}).map |$x| { $x }",
       "[[[0], 1], [[1, 0], 2]]"},
      {"with(1, 2) |$a, $b| { $a + $b }", "3"},
      {"1.then |$x| { $x + 1 }", "2"},
      {"undef.lest || { 5 }", "5"},
  });
}

TEST_CASE("break() ends an iteration and keeps what it has so far") {
  check_values({
      {"[1, 2, 3].map |$x| { if $x > 2 { break() } $x }", "[1, 2]"},
      {"[1, 2, 3].reduce |$m, $x| { if $x > 2 { break() } $m + $x }", "3"},
      {"[1, 2, 3].each |$x| { if $x > 2 { break() } notice($x) }", "[1, 2, 3]"},
      {"[1, 2, 3].map |$x| { if $x == 2 { next('two') } $x }", "[1, 'two', 3]"},
  });
  check_logs({{"[1, 2, 3].each |$x| { if $x > 2 { break() } notice($x) }", "1|2"}});
}

TEST_CASE("a long range is iterated without being built first") {
  check_values({{"4611686018427387904.each |$x| { if $x > 5 { break() } }", "4611686018427387904"}});
}

TEST_CASE("iterating functions refuse what they cannot iterate") {
  check_errors({
      {"[1, 2].slice(2) || { 1 }", "slice(): block must define at least one parameter. Block has 0."},
      {"[1, 2, 3].all", "'all' expects a block"},
      {"[1].reduce |$x| { $x }", "'reduce' block expects 2 arguments, got 1"},
      {"[1, 2, 3, 4].step(0)", "'step' parameter 'step' expects an Integer[1] value, got Integer[0, 0]"},
  });
}

}  // namespace volley::stdlib
