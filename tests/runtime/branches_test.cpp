// parallelize, background and wait, in whole plans.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/runtime/plan_bench.hpp"

using namespace volley::runtime;

namespace {

struct Row {
  std::string body;
  std::string value;
};

struct ErrorRow {
  std::string body;
  std::string kind;
  std::string message;
};

void check_values(PlanBench& bench, std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.body);
    bench.body(row.body);
    const PlanOutcome outcome = bench.run();
    CHECK(outcome.error == "");
    CHECK(outcome.value == row.value);
  }
}

void check_errors(PlanBench& bench, std::initializer_list<ErrorRow> rows) {
  for (const ErrorRow& row : rows) {
    CAPTURE(row.body);
    bench.body(row.body);
    const PlanOutcome outcome = bench.run();
    CHECK(outcome.kind == row.kind);
    CHECK(outcome.error == row.message);
  }
}

long count_of(const std::vector<std::string>& lines, const std::string& line) {
  return std::count(lines.begin(), lines.end(), line);
}

constexpr const char* kFailing = "run_command('x', 'web2')";

}  // namespace

TEST_CASE_FIXTURE(PlanBench, "parallelize gives what its blocks gave, in the order of the elements") {
  check_values(*this,
               {{"return(parallelize([3, 1, 2]) |$n| { ctrl::sleep($n)\n $n * 10 })", "[30,10,20]"},
                {"return(parallelize([]) |$n| { $n })", "[]"},
                {"return(parallelize([1, 2]) |$n| { if $n == 1 { return('one') }\n 'other' })", R"(["one","other"])"},
                {"return(parallelize([1, 2]) |$n| { if $n == 1 { next('one') }\n 'other' })", R"(["one","other"])"},
                {"return(parallelize([1, 2]) |$n| { [5, 6].each |$m| { return($m + $n) }\n 0 })", "[6,7]"},
                {"$a = 7\nreturn(parallelize([1, 2]) |$n| { $b = $n + $a\n ctrl::sleep(1)\n $b })", "[8,9]"},
                {"return(parallelize([undef, 1]) |$n = 5| { $n })", "[5,1]"},
                {"return(parallelize([[1, 2], [3]]) |$part| { parallelize($part) |$n| { $n + 1 } })", "[[2,3],[4]]"},
                {"return(parallelize(get_targets('web')) |$t| { run_command('x', $t).first['stdout'] })",
                 R"(["web1","web2","web3"])"}});
}

TEST_CASE_FIXTURE(PlanBench, "branches wait at the same time") {
  body("parallelize(Integer[1, 100].map |$n| { $n }) |$n| { ctrl::sleep(1)\n ctrl::sleep(1) }");
  CHECK(run().error == "");
  CHECK(seconds() == doctest::Approx(2));
}

TEST_CASE_FIXTURE(PlanBench, "a limit keeps parallelize from starting all at the same time") {
  body("return(parallelize(Integer[1, 10].map |$n| { $n }, {'limit' => 4}) |$n| { ctrl::sleep(1)\n $n })");
  CHECK(run().value == "[1,2,3,4,5,6,7,8,9,10]");
  CHECK(seconds() == doctest::Approx(3));
  body("parallelize([1], {'limit' => 0}) |$n| { $n }");
  CHECK(run().kind == "evaluation");
  body("parallelize([1], {'limits' => 1}) |$n| { $n }");
  CHECK(run().error.find("unrecognized key 'limits'") != std::string::npos);
}

TEST_CASE_FIXTURE(PlanBench, "ten thousand branches go on at the same time") {
  body("return(parallelize(Integer[1, 10000].map |$n| { $n }) |$n| { ctrl::sleep(1)\n $n }.length)");
  CHECK(run().value == "10000");
  CHECK(seconds() == doctest::Approx(1));
}

TEST_CASE_FIXTURE(PlanBench, "more branches than can be at the same time follow each other") {
  body("return(parallelize(Integer[1, 25000].map |$n| { $n }) |$n| { ctrl::sleep(1)\n $n }.length)");
  CHECK(run().value == "25000");
  CHECK(seconds() == doctest::Approx(2));
  body("Integer[1, 25000].each |$n| { background() || { ctrl::sleep(1) } }");
  CHECK(run().error.find("too much is going on at the same time") != std::string::npos);
}

TEST_CASE_FIXTURE(PlanBench, "a failed branch leaves the others alone, and all errors come together") {
  answers["web2"] = {answer(3)};
  const std::string block = "parallelize(['web1', 'web2', 'web3']) |$t| { ctrl::sleep(1)\n run_command('x', $t)\n $t }";
  check_errors(*this, {{block, "bolt/parallel-failure", "parallel block failed on 1 target"},
                       {"parallelize([1, 2]) |$n| { fail_plan(\"no ${n}\") }", "bolt/parallel-failure",
                        "parallel block failed on 2 targets"}});
  body(block);
  CHECK(run().place == "x.pp:2");
  check_values(*this,
               {{"$e = catch_errors() || { " + block + " }\n$d = $e.details\nreturn([$d['action'], " +
                     "$d['failed_indices'], $d['results'][0], $d['results'][1].msg, $d['results'][2]])",
                 R"(["parallelize",[1],"web1","run_command 'x' failed on 1 target","web3"])"},
                {"return(parallelize([1]) |$n| { catch_errors() || { fail_plan('m', 'k') } }[0].kind)", R"("k")"},
                {"return(parallelize([1]) |$n| { Error('a value') }[0].msg)", R"("a value")"}});
}

TEST_CASE_FIXTURE(PlanBench, "a mistake in a branch ends the run, and nothing new is started") {
  body(
      "catch_errors() || { parallelize([1, 2]) |$n| {\nif $n == 1 { notice($nosuch) }\nctrl::sleep(1)\n"
      "run_command('x', 'web') } }");
  const PlanOutcome outcome = run();
  CHECK(outcome.kind == "evaluation");
  CHECK(outcome.error.find("Unknown variable: 'nosuch'.") != std::string::npos);
  CHECK(outcome.place == "x.pp:3");
  CHECK(jobs.empty());
  REQUIRE(!transcript.lines.empty());
  CHECK(transcript.lines.back() == "end of plan demo::x");
  check_errors(*this, {{"parallelize([1]) |$n| { Integer }", "bolt/invalid-plan-result",
                        "Background block returned an invalid result: Integer"},
                       {"background() || { Integer }\nreturn(1)", "bolt/invalid-plan-result",
                        "Background block returned an invalid result: Integer"},
                       {"parallelize([1]) |String $n| { $n }", "evaluation",
                        "Error while evaluating a Function Call, lambda: parameter 'n' expects a String value, got "
                        "Integer"},
                       {"[1].each |$i| { parallelize([1]) |$n| { break() } }", "evaluation",
                        "break() from context where this is illegal"}});
}

TEST_CASE_FIXTURE(PlanBench, "endless recursion in a branch is an error") {
  write("functions/deeper.pp", "function demo::deeper($n) { demo::deeper($n + 1) }");
  body("parallelize([1, 2]) |$n| { demo::deeper(1) }");
  CHECK(run().error.find("stack level too deep") != std::string::npos);
}

TEST_CASE_FIXTURE(PlanBench, "background work goes on beside the plan, and wait gives its result") {
  check_values(
      *this,
      {{"$f = background() || { ctrl::sleep(5)\n 42 }\n$before = $f.state\n$r = wait($f)\nreturn([$before, $r, "
        "$f.state])",
        R"(["running",[42],"done"])"},
       {"$f = background('copy') || { 1 }\nreturn(\"${f}\")", R"("Future 'copy'")"},
       {"$f = background() || { 1 }\nreturn([\"${f}\", $f =~ Future])", R"(["Future '2'",true])"},
       {"$f = background() || { return('r')\n 5 }\nreturn(wait($f))", R"(["r"])"},
       {"$a = background() || { ctrl::sleep(2)\n 'a' }\n$b = background() || { 'b' }\nreturn(wait([$b, $a, $b]))",
        R"(["b","a","b"])"},
       {"return(wait([]))", "[]"},
       {"$f = background() || { fail_plan('m', 'k') }\n$r = wait($f, '_catch_errors' => true)\n"
        "return([$r[0].kind, $f.state])",
        R"(["k","error"])"},
       {"$fs = [1, 2].map |$n| { background() || { ctrl::sleep(1)\n $n * 2 } }\nreturn(wait($fs))", "[2,4]"}});
  check_errors(*this, {{"$f = background() || { fail_plan('m', 'k') }\nwait($f)", "bolt/parallel-failure",
                        "parallel block failed on 1 target"}});
}

TEST_CASE_FIXTURE(PlanBench, "a block in the background sees the variables of its start, not later ones") {
  check_values(*this, {{"$f = [1].map |$a| { background() || { ctrl::sleep(1)\n $a + 1 } }\nreturn(wait($f))", "[2]"},
                       {"$a = [1]\n$f = background() || { ctrl::sleep(1)\n $a }\n$b = $a + [2]\nreturn([wait($f), $b])",
                        "[[[1]],[1,2]]"}});
  check_errors(*this, {{"background() || { ctrl::sleep(1)\n $later + 1 }\n$later = 1\nctrl::sleep(2)", "evaluation",
                        "Unknown variable: 'later'."}});
}

TEST_CASE_FIXTURE(PlanBench, "wait without futures waits for all of its own plan") {
  write("plans/inner.pp", "plan demo::inner() {\nbackground() || { ctrl::sleep(2)\n 'inner' }\nreturn(wait()) }");
  check_values(
      *this,
      {{"background() || { ctrl::sleep(1)\n 'slow' }\nbackground() || { 'quick' }\nreturn(wait())",
        R"(["slow","quick"])"},
       {"background() || { 'quick' }\nbackground() || { ctrl::sleep(1)\n 'slow' }\nctrl::sleep(0.5)\nreturn(wait())",
        R"(["slow","quick"])"},
       {"background() || { 1 }\nctrl::sleep(1)\nreturn(wait())", "[]"},
       {"return(wait())", "[]"},
       {"background() || { ctrl::sleep(9)\n 'outer' }\nreturn([run_plan('demo::inner'), wait()])",
        R"([["inner"],["outer"]])"},
       {"background() || { ctrl::sleep(1)\n background() || { ctrl::sleep(1)\n 'second' }\n 'first' }\nreturn(wait())",
        R"(["second","first"])"},
       {"background() || { ctrl::sleep(5)\n 1 }\n$r = wait(2, '_catch_errors' => true)\nreturn($r[0].msg)",
        R"("Future '2' timed out after 2 seconds.")"},
       {"return(parallelize([1]) |$n| { run_plan('demo::inner') })", R"([["inner"]])"}});
  for (const std::string block : {"wait(background() || { wait() })", "parallelize([1]) |$n| { wait() }"}) {
    CAPTURE(block);
    body("$e = catch_errors() || { " + block + " }\nreturn($e.details['results'][0])");
    CHECK(run().value ==
          R"({"kind":"bolt/infinite-wait","msg":"The wait() function cannot be called with no arguments inside a )"
          R"(background block in the same plan.","details":{}})");
  }
}

TEST_CASE_FIXTURE(PlanBench, "a time limit ends what is waited for, and nothing else") {
  body(
      "$a = background('a') || { ctrl::sleep(10)\n run_command('x', 'web1') }\n$b = background() || { 'b' }\n"
      "$r = wait([$a, $b], 1.5, '_catch_errors' => true)\nreturn([$r[0].kind, $r[0].msg, $r[0].details, $r[1], "
      "$a.state])");
  CHECK(run().value == R"(["bolt/future-timeout-error","Future 'a' timed out after 1.5 seconds.",{"future":"a"},)"
                       R"("b","error"])");
  CHECK(seconds() == doctest::Approx(1.5));
  CHECK(jobs.empty());
  check_values(*this, {{"$f = background() || { ctrl::sleep(1)\n 'in time' }\nreturn(wait($f, 2))", R"(["in time"])"},
                       {"$f = background() || { 1 }\nreturn(wait($f, 0, '_catch_errors' => true)[0].kind)",
                        R"("bolt/future-timeout-error")"}});
  // With all that it has started inside.
  body(
      "$f = background() || { parallelize([1, 2]) |$n| { ctrl::sleep(10)\n run_command('x', 'web1') } }\n"
      "ctrl::sleep(1)\nwait($f, 1, '_catch_errors' => true)");
  CHECK(run().error == "");
  CHECK(jobs.empty());
}

TEST_CASE_FIXTURE(PlanBench, "unknown options of wait are warned of") {
  body("wait({'timeout' => 3, 'b' => 1})");
  CHECK(run().error == "");
  REQUIRE(transcript.lines.size() > 1);
  CHECK(transcript.lines[1] == "log The wait() function call in " + path("plans/x.pp").string() +
                                   "#L2 received unknown options [\"timeout\", \"b\"]. Removing unknown options and "
                                   "continuing... [ID: plan_function_options]");
}

TEST_CASE_FIXTURE(PlanBench, "a run ends when its last branch has ended") {
  body("background() || { ctrl::sleep(3)\n run_command('late', 'web1') }\nreturn('main')");
  CHECK(run().value == R"("main")");
  CHECK(seconds() == doctest::Approx(3));
  CHECK(jobs == std::vector<std::string>{"web1 command late"});
  body("background() || { ctrl::sleep(1)\n run_command('later', 'web1') }\nfail_plan('over')");
  CHECK(run().error == "over");
  CHECK(jobs.back() == "web1 command later");
}

TEST_CASE_FIXTURE(PlanBench, "errors of branches are logged with the name or number of the branch") {
  answers["web2"] = {answer(3)};
  body(std::string("background('err') || { ") + kFailing + " }\nbackground() || { fail_plan('two') }\nreturn(1)");
  CHECK(run().value == "1");
  CHECK(count_of(transcript.lines,
                 "log Error in future 'err': run_command 'x' failed on 1 target [ID: errored_futures]") == 1);
  CHECK(count_of(transcript.lines, "log Error in future '3': two [ID: errored_futures]") == 1);
  transcript.lines.clear();
  write("bolt-project.yaml", "name: demo\ndisable-warnings: [errored_futures]\n");
  CHECK(run().value == "1");
  CHECK(std::none_of(transcript.lines.begin(), transcript.lines.end(),
                     [](const std::string& line) { return line.starts_with("log "); }));
}

TEST_CASE_FIXTURE(PlanBench, "what is quiet in one branch is not in the others") {
  body(
      "parallelize([1, 2]) |$n| {\nif $n == 1 { without_default_logging() || { ctrl::sleep(2)\n"
      "run_command('quiet', 'web1') } }\nelse { ctrl::sleep(1)\nrun_command('loud', 'web1') } }");
  CHECK(run().error == "");
  CHECK(count_of(transcript.lines, "step command 'loud'") == 1);
  CHECK(count_of(transcript.lines, "step command 'quiet'") == 0);
  transcript.lines.clear();
  body(
      "without_default_logging() || { parallelize([1]) |$n| { run_command('x', 'web1') }\n"
      "background() || { run_command('y', 'web1') } }\nctrl::sleep(1)\nrun_command('z', 'web1')");
  CHECK(run().error == "");
  CHECK(transcript.lines == std::vector<std::string>{"plan demo::x", "step command 'z'",
                                                     "end of command 'z', failures: 0", "end of plan demo::x"});
}

TEST_CASE_FIXTURE(PlanBench, "steps of branches start in the order of the elements") {
  body("parallelize(['a', 'b']) |$n| { run_command($n, 'web1')\n run_command(\"${n}2\", 'web1') }");
  CHECK(run().error == "");
  CHECK(transcript.lines == std::vector<std::string>{"plan demo::x", "step command 'a'", "step command 'b'",
                                                     "end of command 'a', failures: 0", "step command 'a2'",
                                                     "end of command 'b', failures: 0", "step command 'b2'",
                                                     "end of command 'a2', failures: 0",
                                                     "end of command 'b2', failures: 0", "end of plan demo::x"});
}

TEST_CASE_FIXTURE(PlanBench, "an interruption ends all branches") {
  for (const std::string text :
       {"parallelize([1, 2], {limit => 1}) |$n| { run_command('interrupt', 'web1')\n ctrl::sleep(100) }",
        "parallelize([1, 2]) |$n| { if $n == 1 { run_command('interrupt', 'web1') }\n ctrl::sleep(100) }",
        "background() || { ctrl::sleep(100) }\nbackground() || { run_command('interrupt', 'web1') }\nwait()",
        "background() || { ctrl::do_until() || { false } }\nrun_command('interrupt', 'web1')"}) {
    CAPTURE(text);
    clock = VirtualClock();
    jobs.clear();
    body("catch_errors() || {\n" + text + "\n}\nrun_command('x', 'web1')");
    CHECK(run().kind == "interrupted");
    CHECK(jobs == std::vector<std::string>{"web1 command interrupt"});
    CHECK(seconds() < 1);
  }
}
