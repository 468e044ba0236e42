#include "tests/stdlib/function_snippets.hpp"

namespace volley::stdlib {

TEST_CASE("an iterator says what its elements are") {
  check_values({
      {"\"${[1, 2].reverse_each}\"", "'Iterator[Integer]-Value'"},
      {"String(type([1, 2].step(2)))", "'Iterator[Variant[Integer[1, 1], Integer[2, 2]]]'"},
      {"String(type([].reverse_each))", "'Iterator[Unit]'"},
      {"String(type(5.reverse_each))", "'Iterator[Integer[0, 4]]'"},
      {"String(type(Integer[1, 9].step(3)))", "'Iterator[Integer[1, 7]]'"},
      {"String(type(Integer[1, 9].reverse_each.step(3)))", "'Iterator[Integer[2, 9]]'"},
      {"String(type({a => 1}.step(1)))", "'Iterator[Tuple[String, Integer[1, 1], 2, 2]]'"},
      {"[1, 2].reverse_each =~ Iterator[Integer]", "true"},
      {"[1, 'a'].reverse_each =~ Iterator[Integer]", "false"},
  });
}

TEST_CASE("an iterator is used up by walking through it") {
  check_values({
      {"$i = [1, 2].reverse_each; $i.each |$x| { }; $i.map |$x| { $x }", "[]"},
      {"$i = [1, 2, 3].reverse_each; $i.each |$x| { break() }; $i.map |$x| { $x }", "[2, 1]"},
      {"$i = [1, 2, 3].step(2); [$i.map |$x| { $x }, $i.map |$x| { $x }]", "[[1, 3], []]"},
      {"$i = [1, 2, 3].step(2); [*$i, *$i]", "[1, 3]"},
      {"$i = Integer[1, 4].step(1); [$i.any |$x| { $x == 2 }, $i.filter |$x| { true }]", "[true, [3, 4]]"},
      {"$i = {a => 1}.tree_each; [Array($i).length, Array($i).length]", "[2, 0]"},
  });
}

TEST_CASE("functions that look at the whole begin a list again") {
  check_values({
      {"$i = [1, 2].reverse_each; $i.each |$n, $x| { }; $i.map |$x| { $x }", "[2, 1]"},
      {"$i = [1, 2].reverse_each; [Array($i), Array($i)]", "[[2, 1], [2, 1]]"},
      {"$i = [1, 2].reverse_each; [$i.reduce |$m, $x| { $m + $x }, $i.index(1), $i.any |$x| { $x == 1 }]",
       "[3, 1, true]"},
  });
}

TEST_CASE("the entries of a hash come as pairs, or as key and value") {
  check_values({
      {"{a => 1}.step(1).map |$k, $v| { \"${k}${v}\" }", "['a1']"},
      {"{a => 1}.step(1).filter |$k, $v| { true }", "{'a' => 1}"},
      {"{a => 1}.reverse_each.map |$i, $pair| { [$i, $pair] }", "[[0, ['a', 1]]]"},
  });
}

TEST_CASE("a wide range of numbers is walked through without being listed") {
  check_values({
      {"100000000000.step(30000000000).map |$x| { $x }", "[0, 30000000000, 60000000000, 90000000000]"},
      {"Integer[1, 9000000000].reverse_each.any |$x| { true }", "true"},
      {"Integer[-9223372036854775807, 9223372036854775807].step(9223372036854775807).map |$x| { $x }",
       "[-9223372036854775807, 0, 9223372036854775807]"},
  });
  check_errors({{"Array(Integer[1, 9000000000].step(1))", "The range of integers is too large to become an Array"}});
}

TEST_CASE("sort compares in the order of a merge sort from the top") {
  check_logs({{"sort([5, 4, 3]) |$a, $b| { notice(\"${a}${b}\") $a - $b }", "43|53|54"}});
}

}  // namespace volley::stdlib
