#include <doctest/doctest.h>

#include <sstream>
#include <thread>

#include "cli/memory_limit.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/limits.hpp"
#include "runtime/value/regexp.hpp"
#include "tests/runtime/plan_bench.hpp"
#include "tests/stdlib/function_snippets.hpp"

using namespace volley;
using runtime::Value;
using runtime::Values;
using stdlib::check_errors;
using stdlib::check_values;

namespace {

constexpr std::string_view kOutOfMemory =
    "out of memory: all values together may take 64 MiB; work on less at a time or raise the limit";
constexpr std::string_view kTooLarge =
    "value is too large: with all that it holds, a value may take 2048 MiB; work on less at a time";
constexpr std::string_view kNested = "value is nested too deeply";
constexpr std::string_view kRecursion = "stack level too deep";
constexpr std::string_view kRetries = "retry-limit-in-match over: /(a+)+$/";

// Levels of lists around `core`, as code.
std::string nested(int levels, const std::string& core, const std::string& shape) {
  return "Integer[1," + std::to_string(levels) + "].reduce(" + core + ") |$m, $i| { " + shape + " }";
}

}  // namespace

TEST_CASE("endless recursion ends with an error, whatever recurs") {
  check_errors({
      {"function f($n) { f($n + 1) } f(0)", kRecursion},
      {"function f($n) { [1].each |$x| { f($n + 1) } } f(0)", kRecursion},
      {"function f() { inline_epp('<%= f() %>') } f()", kRecursion},
      {"$t = '<%= inline_epp($x, {x => $x}) %>' inline_epp($t, {x => $t})", kRecursion},
      {"type A = A 1 =~ A", "Type alias 'A' cannot be resolved to a real type"},
  });
}

TEST_CASE("what is nested without end ends with an error") {
  const std::string cores[] = {
      nested(1000, "[]", "[$m]"),
      nested(1000, "{}", "{a => $m}"),
      nested(1000, "{}", "{$m => 1}"),
      nested(1000, "Integer", "type($m)"),
  };
  for (const std::string& code : cores) {
    check_errors({{code, kNested}});
  }
  check_errors({{nested(1000, "Integer", "Array[$m]"), "The type is nested too deeply"}});
}

// What is shared takes little memory, but everything that walks it takes the time of the whole.
TEST_CASE("a value that is small only because its parts are shared is refused as if they were not") {
  const std::string codes[] = {
      nested(60, "[1]", "[$m, $m]"),
      nested(60, "[1]", "{a => $m, b => $m}"),
  };
  for (const std::string& code : codes) {
    check_errors({{code, kTooLarge}});
  }
  for (const std::string_view shape : {"Tuple[$m, $m]", "Struct[{a => $m, b => $m}]", "Hash[$m, $m]",
                                       "Variant[Array[$m], Hash[String, $m]]", "Callable[$m, $m]"}) {
    check_errors({{nested(60, "Integer", std::string(shape)), "The type is too large: it may be made of 16384 types"}});
  }
}

TEST_CASE("values take no more memory than the thread allows") {
  const runtime::MemoryLimit limit(64UL << 20U);
  check_errors({
      {"Integer[1, 1000000000].step(100).map |$x| { $x }", kOutOfMemory},
      {"Integer[0, 40].reduce([1]) |$m, $i| { $m + $m }", kOutOfMemory},
      {"Integer[0, 40].reduce('x') |$m, $i| { \"${m}${m}\" }", kOutOfMemory},
      {"Integer[0, 40].reduce('x') |$m, $i| { [$m, $m].join }", kOutOfMemory},
      {"Integer[0, 20].reduce([1]) |$m, $i| { $m + $m }.map |$x| { [$x] }", kOutOfMemory},
      {"Integer[0, 20].reduce([1]) |$m, $i| { $m + $m }.map |$x| { {$x => $x} }", kOutOfMemory},
  });
}

TEST_CASE("the account of memory is even when all values are gone") {
  const std::int64_t before = runtime::MemoryAccount::of_thread().used();
  static_cast<void>(
      stdlib::run_snippet("[1, {a => 'a text that is too long to be stored inside of a string'}, Integer[1]]"));
  const std::int64_t after_first = runtime::MemoryAccount::of_thread().used();
  static_cast<void>(
      stdlib::run_snippet("[1, {a => 'a text that is too long to be stored inside of a string'}, Integer[1]]"));
  CHECK(runtime::MemoryAccount::of_thread().used() == after_first);
  CHECK(after_first >= before);
}

TEST_CASE("a memory limit ends with its scope") {
  const auto make = [] { return Value(Values(1000)); };
  {
    const runtime::MemoryLimit limit(0);
    CHECK_THROWS_AS(make(), runtime::MemoryError);
  }
  CHECK(make().as_array().size() == 1000);
}

TEST_CASE("texts have a greatest length") {
  CHECK_THROWS_AS(Value(std::string(runtime::kMaximumText + 1, 'x')), runtime::SizeError);
  check_errors({
      {"$s = Integer[1, 16].reduce('a') |$m, $i| { \"${m}${m}\" } $s.regsubst('a', $s, 'G')",
       "a String may be 256 MiB long, this one has at least 256 MiB; write it to a file piece by piece instead"},
  });
}

TEST_CASE("ranges are iterated without being held, and too many elements are refused at once") {
  check_values({
      {"Integer[1, 1000000000].each |$x| { if $x > 10 { break() } }", "Integer[1, 1000000000]"},
      {"1000000000.each |$x| { if $x > 3 { break() } }", "1000000000"},
      {"Integer[1, 100000000000000000].any |$x| { $x == 5 }", "true"},
      {"Integer[1, 1000000000].reverse_each |$x| { if $x < 999999990 { break() } }", "undef"},
      {"Integer[1, 1000000000].reverse_each.any |$x| { $x < 999999990 }", "true"},
      {"Integer[1, 9000000000000000000].step(4000000000000000000).map |$x| { $x }",
       "[1, 4000000000000000001, 8000000000000000001]"},
      {"[1, 2, 3].step(9223372036854775807).map |$x| { $x }", "[1]"},
      {"[1, 2, 3].reverse_each.map |$x| { $x }", "[3, 2, 1]"},
      {"{a => 1, b => 2}.reverse_each.map |$x| { $x }", "[['b', 2], ['a', 1]]"},
      {"'abc'.reverse_each.map |$x| { $x }", "['c', 'b', 'a']"},
  });
  const std::string_view too_many =
      "value is too large: an Array may have 134217728 elements, this one would have 1000000000; iterate over it "
      "instead";
  check_errors({
      {"Integer[1, 1000000000].reverse_each.slice(2)", too_many},
      {"Integer[1, 2000000000].step(2).slice(2)", too_many},
      {"Integer[1, 1000000000].slice(2)", too_many},
      {"Array(Integer[1, 1000000000])", "The range of integers is too large to become an Array"},
  });
}

TEST_CASE("a regular expression that goes back without end is stopped wherever it is used") {
  const std::string text = "'" + std::string(45, 'a') + "!'";
  const std::string codes[] = {
      text + ".regsubst('(a+)+$', 'b')",
      text + ".split('(a+)+$')",
      text + ".match(/(a+)+$/)",
      "case " + text + " { /(a+)+$/: { 1 } }",
      text + " ? { /(a+)+$/ => 1, default => 2 }",
      "/(a+)+$/ in [" + text + "]",
      "[" + text + "].any |$x| { $x in [/(a+)+$/] or $x.match('(a+)+$') }",
  };
  for (const std::string& code : codes) {
    check_errors({{code, kRetries}});
  }
  CHECK(stdlib::run_snippet(text + " =~ /(a+)+$/").error.find(kRetries) != std::string::npos);
}

TEST_CASE("a text that is not UTF-8 is an error wherever a pattern looks at it") {
  const std::string_view invalid = "invalid byte sequence in UTF-8";
  check_errors({
      {"'\xFF' =~ Pattern[/a/]", invalid},
      {"Object[{name => '\xFF'}]", invalid},
      {"function f(Pattern[/a/] $x) { 1 } f('\xFF')", invalid},
      {"'\xFF' ? { Pattern[/a/] => 1, default => 2 }", invalid},
  });
}

TEST_CASE("a regular expression over a long text is neither slow nor out of memory") {
  const auto pattern = runtime::Regexp::compile("^(a|b)*$");
  CHECK_THROWS_AS(static_cast<void>(pattern->found_in(std::string(20'000'000, 'a'))), runtime::RegexpError);
  CHECK(stdlib::run_snippet("$t = Integer[1, 18].reduce('ab') |$m, $i| { \"${m}${m}\" } "
                            "[$t.regsubst('a', 'cc', 'G').length, $t.split('a').length]")
            .value == "[786432, 262145]");
  CHECK_THROWS_AS(static_cast<void>(runtime::Regexp::compile(std::string(2'000'000, 'a'))), runtime::RegexpError);
}

TEST_CASE("taking a long list from a long list takes no square of time") {
  check_values({
      {"$a = Integer[1, 100000].map |$x| { $x }\n($a - $a).length", "0"},
      {"[1, 2.0, 3, '4', [5]] - [1.0, 2, '4', [5]]", "[3]"},
      {"[1, 1.0, 2] - [1]", "[2]"},
  });
}

TEST_CASE("formats ask for no more room than there is") {
  check_errors({
      {"sprintf('%999999999d', 1)", "width too big"},
      {"sprintf('%*d', 999999999, 1)", "width too big"},
      {"String('x', '%999999999s')", "asks for too wide a text"},
  });
}

// The deepest values and the deepest code meet the last bit of stack that recursion leaves.
TEST_CASE("what a plan does at the end of its stack has room enough") {
  runtime::PlanBench bench;
  const std::string deep = nested(250, "[]", "[$m]");
  const std::string brackets = std::string(95, '[') + "1" + std::string(95, ']');
  const std::pair<std::string, std::string> rows[] = {
      {deep, "String($v)"},  {deep, "String($v, '%#p')"},     {deep, "\"${v}\""},
      {deep, "$v =~ Data"},  {deep, "$v =~ RichData"},        {deep, "type($v)"},
      {deep, "[$v].unique"}, {deep, "assert_type(Data, $v)"}, {"'<%= " + brackets + " %>'", "inline_epp($v)"},
  };
  for (const auto& [value, work] : rows) {
    CAPTURE(work);
    bench.write("functions/again.pp", "function demo::again($v) { $r = " + work + "\n demo::again($v) }");
    bench.body("return(demo::again(" + value + "))");
    CHECK(bench.run().error == kRecursion);
  }
}

TEST_CASE("a file without end is not read without end") {
  runtime::PlanBench bench;
  bench.body("return(file::read('/dev/zero'))");
  CHECK(bench.run().error.find("a String may be 256 MiB long") != std::string::npos);
}

TEST_CASE("a plan that never waits can be interrupted") {
  runtime::PlanBench bench;
  for (const std::string loop : {"Integer[1, 9000000000000000000].each |$x| { }",
                                 "Integer[1, 9000000000000000000].each |$x| { demo::nothing() }"}) {
    bench.write("functions/nothing.pp", "function demo::nothing() { 1 }");
    bench.body(loop);
    bench.interrupted = true;
    CHECK(bench.run().kind == "interrupted");
  }
}

TEST_CASE("the memory that is left is read from what the system tells") {
  std::istringstream usual("MemTotal:       24000000 kB\nMemFree:  1 kB\nMemAvailable:   2048 kB\nBuffers: 1 kB\n");
  CHECK(cli::available_memory(usual) == 2048UL * 1024);
  std::istringstream other("MemTotal: 24000000 kB\n");
  CHECK(cli::available_memory(other) == 0);
}
