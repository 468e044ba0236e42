// Values grow in place where nobody else holds them; nobody may notice.
#include "tests/stdlib/function_snippets.hpp"

namespace volley::stdlib {

TEST_CASE("what an operator adds to is the same as before for whoever else holds it") {
  check_values({
      {R"([1,2,3].reduce([]) |$m, $x| { $m + [$x] })", R"([1, 2, 3])"},
      {R"($a = [1]; $b = [1,2,3].reduce($a) |$m, $x| { $m + $x }; [$a, $b])", R"([[1], [1, 1, 2, 3]])"},
      {R"($a = {'k' => 1}; $b = [1,2,3].reduce($a) |$m, $x| { $m + {"k${x}" => $x, 'k' => $x} }; [$a, $b])",
       R"([{'k' => 1}, {'k' => 3, 'k1' => 1, 'k2' => 2, 'k3' => 3}])"},
      {R"([1,2,3].reduce('') |$m, $x| { "${m}${x}," })", R"('1,2,3,')"},
      {R"($s = 'start'; $r = [1,2,3].reduce($s) |$m, $x| { "${m}${x}${m}," }; [$s, $r])",
       R"(['start', 'start1start,2start1start,,3start1start,2start1start,,,'])"},
      {R"([1,2,3].reduce([]) |$m, $x| { $m << $x })", R"([1, 2, 3])"},
      {R"([1,2,3].reduce([]) |$m, $x| { $m << $m })", R"([[], [[]], [[], [[]]]])"},
      {R"([1,2,3,4].reduce([]) |$m, $x| { if $x == 3 { break() } $m + [$x] })", R"([1, 2])"},
      {R"([1,2,3,4].reduce([]) |$m, $x| { $n = $m + [$x]; if $x == 3 { break() } $n })", R"([1, 2])"},
      {R"([1,2,3,4].reduce([]) |$m, $x| { $n = $m + [$x]; if $x == 3 { next($n) } $n + ['no'] })",
       R"([1, 'no', 2, 'no', 3, 4, 'no'])"},
      {R"([1,2,3,4].reduce([0]) |$m, $x| { if $x > 2 { $m + [$x] } elsif $x == 2 { $m } else { $m + ['one'] } })",
       R"([0, 'one', 3, 4])"},
      {R"([1,2,3,4].reduce([0]) |$m, $x| { case $x { 1: { $m + [10] } default: { $m << 'd' } $m: { 'never' } } })",
       R"([0, 10, 'd', 'd', 'd'])"},
      {R"([1,2,3,4].reduce([0]) |$m, $x| { $x ? { default => $m + [$x], $m => 'same', 2 => $m } })", R"([0, 1, 3, 4])"},
      {R"([1,2,3].reduce([]) |$m, $x| { getvar('m') + $m + [$x] })", R"([1, 1, 2, 1, 1, 2, 3])"},
      {R"([1,2,3].reduce([]) |$m, $x| { $m + [$x, getvar('m')] })", R"([1, [], 2, [1, []], 3, [1, [], 2, [1, []]]])"},
      {R"([1,2,3].reduce([]) |$m, $x| { $m + [inline_epp('<%= $m %>|<%= $x %>')] })",
       R"(['[]|1', '[[]|1]|2', '[[]|1, [[]|1]|2]|3'])"},
      {R"(function f($l, $x) { $l + [$x] } [1,2,3].reduce([]) |$m, $x| { f($m, $x) })", R"([1, 2, 3])"},
      {R"(function f($l, $x) { $l + [$x] } [1,2,3].reduce([9]) |$m, $x| { [f($m, $x), $m] })",
       R"([[[[9, 1], [9], 2], [[9, 1], [9]], 3], [[[9, 1], [9], 2], [[9, 1], [9]]]])"},
      {R"(function f($x) { if $x == 3 { break() } $x } [1,2,3,4].reduce([]) |$m, $x| { $m + [f($x)] })", R"([1, 2])"},
      {R"(function f($l, $x) { if $x == 3 { break() } $l + [$x] } [1,2,3,4].reduce([]) |$m, $x| { f($m, $x) })",
       R"([1, 2])"},
      {R"(function f($x) { $x } function g($x) { with($x) |$y| { if $y == 2 { break() } f($y) } } [1,2,3,4].reduce([]) |$m, $x| { $m + [g($x)] })",
       R"([1])"},
      {R"(function f($l = [1], $k = $l) { $l + $k } [f(), f([5]), f([5], [6])])", R"([[1, 1], [5, 5], [5, 6]])"},
      {R"(function f(Array $l, Array $k = $l) >> Array { $k + $l } [f([5]), f([5], [6])])", R"([[5, 5], [6, 5]])"},
      {R"($x = [1, 2]; $y = $x.map |$v| { $x + [$v] }; [$x, $y])", R"([[1, 2], [[1, 2, 1], [1, 2, 2]]])"},
      {R"($x = [1, 2]; with($x) |$v| { $v + [3] }; $x)", R"([1, 2])"},
      {R"($x = [[1], [2]]; $y = $x.map |$v| { $v + [3] }; [$x, $y])", R"([[[1], [2]], [[1, 3], [2, 3]]])"},
      {R"($x = {'a' => [1]}; $y = $x.map |$k, $v| { [$k, $v + [3]] }; [$x, $y])", R"([{'a' => [1]}, [['a', [1, 3]]]])"},
      {R"($x = [[1], [2]]; $y = $x.each |$v| { $v << 9 }; [$x, $y])", R"([[[1], [2]], [[1], [2]]])"},
      {R"($x = [[1], [2]]; $y = $x.filter |$v| { ($v << 9)[1] == 9 }; [$x, $y])", R"([[[1], [2]], [[1], [2]]])"},
      {R"($x = ['ab', 'c']; $y = $x.map |$v| { "${v}!" }; [$x, $y])", R"([['ab', 'c'], ['ab!', 'c!']])"},
      {R"($x = { 'a' => 'q' }; $y = $x.reduce({}) |$m, $e| { $m + { $e[0] => "${e[1]}z" } }; [$x, $y])",
       R"([{'a' => 'q'}, {'a' => 'qz'}])"},
      {R"(with([1]) |$a| { $b = $a; $c = $b + [2]; [$a, $b, $c] })", R"([[1], [1], [1, 2]])"},
      {R"(with([1]) |$a| { $b = $a + [2]; $c = $b + [3]; $d = $b + [4]; [$b, $c, $d] })",
       R"([[1, 2], [1, 2, 3], [1, 2, 4]])"},
      {R"(with([1]) |$a| { $b = with($a) |$c| { $c + [2] }; [$a, $b] })", R"([[1], [1, 2]])"},
      {R"(with([1]) |$a| { $b = [2].map |$c| { $a + [$c] }; $a + $b })", R"([1, [1, 2]])"},
      {R"(with([1]) |$a| { [$a, $a + [2], $a] })", R"([[1], [1, 2], [1]])"},
      {R"(with([1], 2) |$a, $b| { $a and $b and $a + [$b] })", R"(true)"},
      {R"(with('abc') |$a| { "${a}d" =~ /b(.)d/; [$1, $0] })", R"(['c', 'bcd'])"},
      {R"(with('abc') |$a| { if $a =~ /b(.)/ { [$1, $0] } })", R"(['c', 'bc'])"},
      {R"(with([1]) |$a| { if true { $b = $a } $b + [2] })", R"([1, 2])"},
      {R"(with({'k' => [1]}) |$a| { $a['k'] + [2] })", R"([1, 2])"},
      {R"(with([3,1,2]) |$a| { $a.sort + $a })", R"([1, 2, 3, 3, 1, 2])"},
      {R"(['host-3','host-1','host-20','host-2','host','host-', 'host-10', 'hos'].sort)",
       R"(['hos', 'host', 'host-', 'host-1', 'host-10', 'host-2', 'host-20', 'host-3'])"},
      {R"(['b','a','','aa','ab','B','é','e'].sort)", R"(['', 'B', 'a', 'aa', 'ab', 'b', 'e', 'é'])"},
  });
}

TEST_CASE("a text or list that grows step by step takes time in proportion to its size") {
  check_values({
      {"length(Integer[1, 200000].reduce('') |$m, $x| { \"${m}x\" })", "200000"},
      {"length(Integer[1, 100000].reduce([]) |$m, $x| { $m << $x })", "100000"},
      {"length(Integer[1, 100000].reduce({}) |$m, $x| { $m + { $x => 1 } })", "100000"},
  });
}

}  // namespace volley::stdlib
