#include <doctest/doctest.h>

#include <array>
#include <string>

#include "lang/parser.hpp"
#include "runtime/evaluate/closure.hpp"
#include "runtime/evaluate/environment.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/value/text.hpp"

using namespace volley;
using runtime::Call;
using runtime::Value;

namespace {

// The evaluator is tested without the standard library: two functions of its own are enough to call lambdas.
Value each_of(Call& call) {
  try {
    for (const Value& item : call.arguments[0].as_array()) {
      call.yield(item);
    }
  } catch (const runtime::ControlTransfer& transfer) {
    if (transfer.kind != runtime::ControlTransfer::Kind::Break) {
      throw;
    }
  }
  return call.arguments[0];
}

Value with_values(Call& call) { return call.yield(call.arguments); }

const std::array<runtime::FunctionRecord, 2>& records() {
  static const std::array<runtime::FunctionRecord, 2> kRecords{{
      {"each", {{"Array items, Callable[1, 1] &block", "Any", each_of}}, ""},
      {"with", {{"Any *values, Callable &block", "Any", with_values}}, ""},
  }};
  return kRecords;
}

// The value as a literal, or "error: <message> @line:column".
std::string outcome(const std::string& code) {
  runtime::FunctionRegistry registry;
  registry.add(records());
  runtime::Environment environment(registry, nullptr, nullptr);
  runtime::Evaluator evaluator(environment);
  try {
    const auto program = lang::parse_program(std::make_shared<lang::Source>("test.pp", code));
    return runtime::to_quoted(evaluator.run(program));
  } catch (const runtime::EvaluationError& error) {
    const lang::Position position = error.diagnostic().place.position();
    return std::string("error: ") + error.what() + " @" + std::to_string(position.line) + ":" +
           std::to_string(position.column);
  }
}

struct Row {
  const char* code;
  const char* expected;
};

}  // namespace

TEST_CASE("programs give the value of their last statement") {
  const Row rows[] = {
      {"1 + 2 * 3", "7"},
      {"-7 / 2", "-4"},
      {"-7 % 3", "2"},
      {"7 / 2.0", "3.5"},
      {"-1 << 63", "-9223372036854775808"},
      {"[1, *[2, 3]] + {'a' => 1} - 2", "[1, 3, ['a', 1]]"},
      {"{'a' => 1} + [b, 2]", "{'a' => 1, 'b' => 2}"},
      {"'ABC' == 'abc'", "true"},
      {"'b' in 'ABC' and 1.0 in [1]", "true"},
      {"$x = 'a-12' if $x =~ /(\\w)-(\\d+)/ { \"${1}${2}\" }", "'a12'"},
      {"if 'a' =~ /a/ { } $0", "undef"},
      {"case 5 { Integer[1, 3]: { 'low' } *[4, 5]: { 'high' } default: { 'none' } }", "'high'"},
      {"'b' ? { /a/ => 1, default => 2 }", "2"},
      {"unless false { 1 } else { 2 }", "1"},
      {"[$a, [$b]] = [1, [2]] $a + $b", "3"},
      {"'h\xC3\xA9llo'[1, 2] ", "'\xC3\xA9l'"},
      {"[1, 2, 3][-2, -1]", "[2, 3]"},
      {"$x = [1, 2] \"v: ${x[1]} ${x}\"", "'v: 2 [1, 2]'"},
      {"1.0e20", "1.0e+20"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.code);
    CHECK(outcome(row.code) == row.expected);
  }
}

TEST_CASE("functions bind parameters and stop at return") {
  const Row rows[] = {
      {"function f($a, $b = $a + 1, *$rest) { [$a, $b, $rest] } [f(1), f(1, 5, 6, 7)]", "[[1, 2, []], [1, 5, [6, 7]]]"},
      {"function f($n) { if $n > 1 { return('big') } 'small' } [f(1), f(2)]", "['small', 'big']"},
      {"function f() { [1, 2, 3].each |$x| { if $x == 2 { return($x) } } 'end' } f()", "2"},
      {"function f() { $y = [1, return(5)] 6 } f()", "5"},
      {"with(1) |$x| { next(2) 3 }", "2"},
      {"[1, 2].each |$x| { break() } 'after'", "'after'"},
      {"$top = 1 function f() { $top } f()", "1"},
      {"type Port = Integer[1, 9] function f(Port $p) { $p } f(3)", "3"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.code);
    CHECK(outcome(row.code) == row.expected);
  }
}

TEST_CASE("a call says the same whether it is made for the first time or again") {
  const std::string functions[] = {
      "function f(Integer $x) >> Integer { $x + 1 }",
      "function f(Integer $x) >> String { $x }",
      "function f($x) { $x.nosuch }",
      "function f($x) { $y = [1, next($x)] 6 }",
      "function f($x, $y = 2) { [$x, $y] }",
      "function f(*$x) { $x }",
      "function f($x, $y) { 1 }",
      "function f($x) { break() }",
  };
  const std::string calls[] = {"f($v)", "f(*[$v])", "f(f($v))", "$v.f", "f(1, $v)", "f()", "f(1 / $v)"};
  for (const std::string& function : functions) {
    for (const std::string& call : calls) {
      for (const char* value : {"1", "'a'", "undef", "0"}) {
        const std::string code = function + " with(1) |$once| { $v = " + value + " " + call + " }";
        const std::string twice = function + " function go($n) { if $n > 0 { go($n - 1) } $v = $n ? { 0 => " + value +
                                  ", default => " + value + " } " + call + " } go(1)";
        INFO(code);
        const std::string first = outcome(code);
        const std::string again = outcome(twice);
        CHECK(first.substr(0, first.rfind('@')) == again.substr(0, again.rfind('@')));
      }
    }
  }
}

TEST_CASE("a recursive call evaluates its arguments with the variables of the caller") {
  const Row rows[] = {
      {"function f(Integer $n) >> Integer { if $n < 2 { $n } else { f($n - 1) + f($n - 2) } } f(15)", "610"},
      {"function f($n, $m) { if $n == 0 { $m } else { f($n - 1, [$n, $m]) } } f(3, 0)", "[1, [2, [3, 0]]]"},
      {"function f($a, $b) { if $a > 9 { [$a, $b] } else { f(f($a + 5, $b)[0], $a) } } f(1, 0)", "[11, 1]"},
      {"function f($n) { $x = $n * 2 if $n > 0 { f($n - 1) } $x } f(4)", "8"},
      {"function f($n) { if $n == 0 { return('end') } f(($n - 1)) } f(4)", "'end'"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.code);
    CHECK(outcome(row.code) == row.expected);
  }
}

TEST_CASE("errors name their place") {
  const Row rows[] = {
      {"\n  $nosuch", "error: Unknown variable: 'nosuch'. @2:3"},
      {"$x = 1 $x = 2", "error: Cannot reassign variable '$x' @1:11"},
      {"1 / 0", "error: Division by 0 @1:5"},
      {"'a' + 1", "error: The value 'a' cannot be converted to Numeric. @1:1"},
      {"'10' + 1", "error: The string '10' was automatically coerced to the numerical value 10 @1:1"},
      {"9223372036854775807 + 1",
       "error: A '+' expression resulted in a value outside of Puppet Integer max range, got '+0x8000000000000000' "
       "@1:21"},
      {"nosuch(1)", "error: Unknown function: 'nosuch'. @1:1"},
      {"function f(Integer $n) { $n } f('x')",
       "error: Error while evaluating a Function Call, 'f' parameter 'n' expects an Integer value, got String @1:31"},
      {"function f($a, $b) { 1 } f(1)",
       "error: Error while evaluating a Function Call, 'f' expects 2 arguments, got 1 @1:26"},
      {"with(1) |$x, $y| { 1 }", "error: Parameter $y is required but no value was given @1:14"},
      {"[1].each |$a, $b| { 1 }",
       "error: Error while evaluating a Method call, 'each' block expects 1 argument, got 2 @1:4"},
      {"return(1)", "error: return() from context where this is illegal @1:1"},
      {"undef ? { 1 => 2 }", "error: No matching entry for selector parameter with value '' @1:1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.code);
    CHECK(outcome(row.code) == row.expected);
  }
}

TEST_CASE("endless recursion and endless nesting are errors") {
  CHECK(outcome("function f($n) { f($n + 1) } f(0)").find("stack level too deep") != std::string::npos);
  CHECK(
      outcome("function f($v, $n) { if $n == 0 { 1 } else { f([$v], $n - 1) } } f(1, 300)").find("nested too deeply") !=
      std::string::npos);
}

TEST_CASE("plans take parameters by name") {
  runtime::FunctionRegistry registry;
  registry.add(records());
  runtime::Environment environment(registry, nullptr, nullptr);
  runtime::Evaluator evaluator(environment);
  const auto call = [&](const runtime::Hash& parameters) {
    try {
      return runtime::to_quoted(evaluator.call_plan(environment.find_plan("demo"), parameters, {}));
    } catch (const runtime::EvaluationError& error) {
      return std::string(error.what());
    }
  };
  const std::string code = "plan demo(Integer $count, String $name = \"n${count}\") { return([$count, $name]) }";
  environment.define(lang::parse_program(std::make_shared<lang::Source>("demo.pp", code)));
  CHECK(call({{"count", 2}}) == "[2, 'n2']");
  CHECK(call({}) == "demo: expects a value for parameter $count");
  CHECK(call({{"name", "x"}}) == "demo: expects a value for parameter 'count'");
  CHECK(call({{"count", "x"}}) == "demo: parameter 'count' expects an Integer value, got String");
  CHECK(call({{"count", 1}, {"x", 1}}) == "demo: has no parameter named 'x'");
}

TEST_CASE("division and remainder round down, also at the ends of the range") {
  const Row rows[] = {
      {"7 % -3", "-2"},
      {"-7 % -3", "-1"},
      {"6 / -1", "-6"},
      {"6 % -1", "0"},
      {"(-9223372036854775807 - 1) % -1", "0"},
      {"(-9223372036854775807 - 1) / -1",
       "error: A '/' expression resulted in a value outside of Puppet Integer max range, got '+0x8000000000000000' "
       "@1:28"},
      {"9223372036854775807 + 1",
       "error: A '+' expression resulted in a value outside of Puppet Integer max range, got '+0x8000000000000000' "
       "@1:21"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.code);
    CHECK(outcome(row.code) == row.expected);
  }
}

TEST_CASE("a function of many variables, in a lambda as well as outside of it") {
  std::string code;
  std::string sum = "0";
  for (int number = 0; number < 40; ++number) {
    const std::string name = "$v" + std::to_string(number);
    code += name + " = " + std::to_string(number) + "\n";
    sum += " + " + name;
  }
  CHECK(outcome(code + "with(1) |$x| { $v39 + $x + " + sum + " }") == "820");
}

TEST_CASE("what a call site means is looked up again when definitions are added") {
  const runtime::FunctionRegistry registry;
  runtime::Environment environment(registry, nullptr, nullptr);
  runtime::Evaluator evaluator(environment);
  const auto parse = [](const char* code) {
    return lang::parse_program(std::make_shared<lang::Source>("test.pp", code));
  };
  const auto call = parse("later()");
  CHECK_THROWS_AS(evaluator.run(call), runtime::EvaluationError);
  static_cast<void>(evaluator.run(parse("function later() { 'here' }")));
  CHECK(evaluator.run(call).as_string() == "here");
}
