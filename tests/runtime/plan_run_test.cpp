#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/runtime/plan_rows.hpp"

using namespace volley::runtime;

namespace {

constexpr const char* kFailingTask = R"({"_error":{"kind":"demo/oops","msg":"went wrong","details":{"a":1}}})";

}  // namespace

TEST_CASE_FIXTURE(PlanBench, "actions give results in the order of the targets") {
  check_values(*this,
               {{"return(run_command('uptime', 'web').map |$r| { $r['stdout'] })", R"(["web1","web2","web3"])"},
                {"return(run_command('uptime', ['web3', 'web1', 'web3']).names)", R"(["web3","web1"])"},
                {"return(run_command('uptime', get_targets('web2')).first.target.name)", R"("web2")"},
                {"return(run_command('uptime', []).count)", "0"},
                {"$r = run_command('uptime', 'web')\nreturn([$r.ok, $r.count, $r[1].target.name, $r[-1].status])",
                 R"([true,3,"web2","success"])"},
                {"return(run_command('uptime', 'web2'))",
                 R"([{"target":"web2","action":"command","object":"uptime","status":"success",)"
                 R"("value":{"stdout":"web2","stderr":"","merged_output":"web2","exit_code":0}}])"}});
}

TEST_CASE_FIXTURE(PlanBench, "a plan without return() gives undef, and any plan data may be returned") {
  check_values(*this, {{"run_command('uptime', 'web1')", "null"},
                       {"return()", "null"},
                       {"return({'a' => [1, 2.5, true, undef], 'b' => get_target('web1')})",
                        R"({"a":[1,2.5,true,null],"b":"web1"})"},
                       {"[1].each |$x| { return($x) }\nreturn(2)", "1"}});
  check_errors(*this, {{"return(Integer)", "bolt/invalid-plan-result", "returned an invalid result: Integer"},
                       {"return([String])", "bolt/invalid-plan-result", "returned an invalid result: [String]"}});
}

TEST_CASE_FIXTURE(PlanBench, "a failed action ends the plan at the line of its call") {
  answers["web2"] = {answer(3)};
  body("$a = 1\nrun_command('uptime', 'web')");
  const PlanOutcome outcome = run();
  CHECK(outcome.kind == "bolt/run-failure");
  CHECK(outcome.error == "run_command 'uptime' failed on 1 target");
  CHECK(outcome.place == "x.pp:3");
  CHECK(transcript.lines == std::vector<std::string>{"plan demo::x", "step command 'uptime'",
                                                     "end of command 'uptime', failures: 1", "end of plan demo::x"});
}

TEST_CASE_FIXTURE(PlanBench, "errors that a plan asks to catch become values") {
  answers["web2"] = {answer(3)};
  answers["web3"] = {answer(4)};
  check_values(
      *this,
      {{"return(run_command('x', 'web', _catch_errors => true).error_set.names)", R"(["web2","web3"])"},
       {"$e = catch_errors() || { run_command('x', 'web') }\nreturn([$e.kind, $e.msg])",
        R"(["bolt/run-failure","run_command 'x' failed on 2 targets"])"},
       {"$e = catch_errors() || { run_command('x', 'web') }\nreturn($e.details['result_set'].ok_set.names)",
        R"(["web1"])"},
       {"$e = catch_errors() || { run_command('x', 'web') }\nreturn([$e.details['action'], $e.details['object']])",
        R"(["run_command","x"])"},
       {"return(catch_errors(['bolt/run-failure']) || { run_command('x', 'web') } =~ Error)", "true"},
       {"return(catch_errors() || { 'fine' })", R"("fine")"},
       {"$r = run_command('x', 'web2', _catch_errors => true)\nreturn($r.first.error.details['line'])", "2"},
       {"$a = catch_errors() || { fail_plan('one') }\n$b = catch_errors() || { fail_plan('two') }\n"
        "return([$a.msg, $b.msg])",
        R"(["one","two"])"},
       {"return(catch_errors() || { catch_errors(['other']) || { fail_plan('m', 'k') } }.kind)", R"("k")"}});
  check_errors(*this, {{"catch_errors(['other/kind']) || { run_command('x', 'web2') }", "bolt/run-failure",
                        "run_command 'x' failed on 1 target"},
                       {"catch_errors() || { $nosuch }", "evaluation", "Unknown variable: 'nosuch'."},
                       {"catch_errors() || { fail('boom') }", "evaluation", "boom"}});
}

TEST_CASE_FIXTURE(PlanBench, "fail_plan ends the plan with the error that it is given") {
  check_errors(*this, {{"fail_plan('gone')", "bolt/plan-failure", "gone"},
                       {"fail_plan('gone', 'my/kind', {'a' => 1}, 'CODE')", "my/kind", "gone"},
                       {"fail_plan(Error('gone', 'other/kind'))", "other/kind", "gone"}});
  check_values(*this, {{"$e = catch_errors() || { fail_plan('m', 'k', {'a' => 1}, 'IC') }\nreturn($e)",
                        R"({"kind":"k","msg":"m","details":{"a":1},"issue_code":"IC"})"}});
  body("\n\nfail_plan('gone')");
  CHECK(run().place == "x.pp:4");
}

TEST_CASE_FIXTURE(PlanBench, "tasks get their checked parameters and give what they print") {
  write("tasks/t.json", R"({"parameters":{"msg":{"type":"String[1]"},"n":{"type":"Integer","default":7}}})");
  write("tasks/t.sh", "#!/bin/sh\n");
  answers["web1"] = {answer(0, R"({"a":1})")};
  check_values(*this, {{"return(run_task('demo::t', 'web1', msg => 'hi').first['a'])", "1"},
                       {"return(run_task('demo::t', 'web1', 'a description', msg => 'hi').ok)", "true"},
                       {"return(run_task('demo::t', [], msg => 'hi').count)", "0"}});
  REQUIRE(!jobs.empty());
  CHECK(jobs.front() == R"(web1 task demo::t {"n":7,"msg":"hi","_task":"demo::t"})");
  jobs.clear();
  check_errors(
      *this, {{"run_task('demo::t', 'web1')", "evaluation", "Task demo::t:\n expects a value for parameter 'msg'"},
              {"run_task('demo::t', 'web1', msg => 'x', bad => 1)", "evaluation",
               "Task demo::t:\n has no parameter named 'bad'"},
              {"run_task('demo::nosuch', 'web1')", "bolt/unknown-task",
               "Could not find a task named 'demo::nosuch'. For a list of available tasks, run 'volley task show'."},
              {"run_task('demo::t', 'web1', msg => 'x', _noop => true)", "evaluation", "Task does not support noop"}});
  CHECK(jobs.empty());
  answers["web1"] = {answer(0, kFailingTask)};
  check_values(*this, {{"$r = run_task('demo::t', 'web1', msg => 'x', _catch_errors => true)\n"
                        "return([$r.first.error.kind, $r.first.error.msg, $r.first.error.details])",
                        R"(["demo/oops","went wrong",{"a":1}])"}});
}

TEST_CASE_FIXTURE(PlanBench, "plans call plans, and errors carry the calls that led there") {
  write("plans/inner.pp",
        "plan demo::inner(Integer $n = 1) {\n  if $n > 2 {\n    fail_plan('deep', 'k')\n  }\n  return($n)\n}\n");
  write("plans/init.pp", "plan demo() { return('top') }\n");
  check_values(*this, {{"return(run_plan('demo::inner'))", "1"},
                       {"return(run_plan('demo::inner', n => 2))", "2"},
                       {"return(run_plan('demo::inner', {'n' => 2}))", "2"},
                       {"return(run_plan('demo'))", R"("top")"},
                       {"return(run_plan('demo::inner', n => 3, _catch_errors => true).kind)", R"("k")"}});
  body("run_plan('demo::inner', n => 3)");
  const PlanOutcome outcome = run();
  CHECK(outcome.kind == "k");
  CHECK(outcome.place == "inner.pp:3");
  CHECK(outcome.trace == "plan demo::inner@x.pp:2;plan demo::x@-;");
  CHECK(transcript.lines[transcript.lines.size() - 2] == "end of plan demo::inner");
  CHECK(transcript.lines.back() == "end of plan demo::x");
}

TEST_CASE_FIXTURE(PlanBench, "parameters of a plan are checked") {
  write("plans/p.pp",
        "plan demo::p(TargetSpec $targets, Integer $count = 1) { return([$count, get_targets($targets).size]) }\n");
  CHECK(run("demo::p", Hash{{"targets", "web"}}).value == "[1,3]");
  CHECK(run("demo::p", {}).error == "demo::p: expects a value for parameter 'targets'");
  CHECK(run("demo::p", Hash{{"targets", "web"}, {"count", "x"}}).error ==
        "demo::p: parameter 'count' expects an Integer value, got String");
  CHECK(run("demo::p", Hash{{"targets", "web"}, {"other", 1}}).error == "demo::p: has no parameter named 'other'");
  check_values(*this, {{"return(run_plan('demo::p', 'web', count => 5))", "[5,3]"},
                       {"return(run_plan('demo::p', get_targets('web1,web2')))", "[1,2]"}});
}

TEST_CASE_FIXTURE(PlanBench, "plans use the functions and types of their modules") {
  write("functions/double.pp", "function demo::double(Integer $n) >> Integer {\n  $n * 2\n}\n");
  write("functions/bad.pp", "function demo::bad() {\n  run_command('false', 'web1')\n}\n");
  write("types/port.pp", "type Demo::Port = Integer[1, 65535]\n");
  check_values(*this,
               {{"return(demo::double(21))", "42"}, {"return([80 =~ Demo::Port, 0 =~ Demo::Port])", "[true,false]"}});
  answers["web1"] = {answer(1)};
  body("demo::bad()");
  const PlanOutcome outcome = run();
  CHECK(outcome.place == "bad.pp:2");
  CHECK(outcome.trace == "function demo::bad@x.pp:2;plan demo::x@-;");
}

TEST_CASE_FIXTURE(PlanBench, "a file that does not define what its name says is refused") {
  write("plans/other.pp", "plan demo::wrong() { }\n");
  write("plans/none.pp", "function demo::none() { }\n");
  write("plans/broken.pp", "plan demo::broken( {\n");
  write("plans/empty.pp", "");
  const PlanOutcome other = run("demo::other");
  CHECK(other.error == "The code loaded from " + path("plans/other.pp").string() +
                           " produced plan with the wrong name, expected demo::other, actual demo::wrong");
  CHECK(run("demo::none").kind == "bolt/pal-error");
  CHECK(run("demo::empty").kind == "bolt/pal-error");
  CHECK(run("demo::broken").kind == "syntax");
  CHECK(run("demo::nosuch").error ==
        "Could not find a plan named 'demo::nosuch'. For a list of available plans, run 'volley plan show'.");
  CHECK(run("demo::nosuch").kind == "bolt/unknown-plan");
  check_errors(*this,
               {{"run_plan('demo::nosuch')", "bolt/unknown-plan",
                 "Could not find a plan named 'demo::nosuch'. For a list of available plans, run 'volley plan show'."},
                {"run_plan('../../etc/passwd')", "bolt/unknown-plan", "run 'volley plan show'."}});
}

TEST_CASE_FIXTURE(PlanBench, "endless recursion is an error of the plan") {
  write("plans/forever.pp", "plan demo::forever() {\n  run_plan('demo::forever')\n}\n");
  write("plans/caught.pp", "plan demo::caught() {\n  catch_errors() || { run_plan('demo::caught') }\n}\n");
  write("plans/ping.pp", "plan demo::ping() {\n  [1].each |$x| { run_plan('demo::pong') }\n}\n");
  write("plans/pong.pp", "plan demo::pong() {\n  run_plan('demo::ping', _catch_errors => true)\n}\n");
  write("functions/loop.pp", "function demo::loop($x) { demo::loop([$x]) }\n");
  write("plans/function.pp", "plan demo::function() { demo::loop(1) }\n");
  write("plans/expression.pp",
        "plan demo::expression() { return(" + std::string(5000, '(') + "1" + std::string(5000, ')') + ") }\n");
  for (const char* name : {"demo::forever", "demo::caught", "demo::ping", "demo::function"}) {
    CAPTURE(name);
    const PlanOutcome outcome = run(name);
    CAPTURE(outcome.error);
    CHECK(outcome.kind == "evaluation");
    CHECK(outcome.value.empty());
  }
  const PlanOutcome expression = run("demo::expression");
  CHECK((expression.value == "1" || !expression.kind.empty()));
}

TEST_CASE_FIXTURE(PlanBench, "wait_until_available asks again until all targets answer") {
  const Outcome away = Outcome::failure(Ending::Unreachable, "puppetlabs.tasks/connect-error", "CONNECT_ERROR", "away");
  answers["web2"] = {away, away, away, answer(0)};
  body("return(wait_until_available('web', wait_time => 60, retry_interval => 5).names)");
  CHECK(run().value == R"(["web1","web2","web3"])");
  CHECK(seconds() == doctest::Approx(15));
  CHECK(jobs ==
        std::vector<std::string>{"web1 probe", "web2 probe", "web3 probe", "web2 probe", "web2 probe", "web2 probe"});
  CHECK(transcript.lines[1] == "step wait until available");
}

TEST_CASE_FIXTURE(PlanBench, "wait_until_available gives up after its time") {
  const Outcome away = Outcome::failure(Ending::Unreachable, "puppetlabs.tasks/connect-error", "CONNECT_ERROR", "away");
  answers["web2"] = {away};
  check_errors(*this, {{"wait_until_available('web', wait_time => 10, retry_interval => 2)", "bolt/run-failure",
                        "wait_until_available failed on 1 target"}});
  CHECK(seconds() <= 10);
  CHECK(seconds() >= 6);
  check_values(*this, {{"$r = wait_until_available('web', wait_time => 0, _catch_errors => true)\n"
                        "return([$r.ok_set.names, $r.error_set.names, $r.error_set.first.error.msg])",
                        R"([["web1","web3"],["web2"],"Timed out waiting for target"])"},
                       {"return(wait_until_available([]).count)", "0"}});
}

TEST_CASE_FIXTURE(PlanBench, "ctrl::do_until repeats its block, ctrl::sleep waits") {
  check_values(*this, {{"return(ctrl::do_until() || { 'done' })", R"("done")"},
                       {"return(ctrl::do_until('limit' => 3) || { out::message('again') false })", "false"}});
  CHECK(std::count(transcript.lines.begin(), transcript.lines.end(), "message again") == 3);
  const double before = seconds();
  check_values(
      *this,
      {{"ctrl::do_until('limit' => 4, 'interval' => 10) || { false }", "null"},
       {"ctrl::sleep(2.5)", "null"},
       {"return(ctrl::do_until('limit' => 5) || { run_command('test', 'web1', _catch_errors => true).ok })", "true"}});
  CHECK(seconds() - before == doctest::Approx(32.5).epsilon(0.4));
  check_errors(*this, {{"ctrl::sleep(-1)", "evaluation", "time interval must not be negative"}});
}

TEST_CASE_FIXTURE(PlanBench, "steps are told of with the words of the plan's author, or not at all") {
  body(
      "run_command('a', 'web1', 'Look around')\nwithout_default_logging() || { run_command('b', 'web1') }\n"
      "run_command('c', 'web1', _description => 'Again')");
  CHECK(run().error == "");
  CHECK(transcript.lines == std::vector<std::string>{"plan demo::x", "step Look around",
                                                     "end of Look around, failures: 0", "step Again",
                                                     "end of Again, failures: 0", "end of plan demo::x"});
  transcript.lines.clear();
  body("catch_errors() || { without_default_logging() || { fail_plan('x') } }\nrun_command('b', 'web1')");
  CHECK(run().error == "");
  CHECK(transcript.lines.size() == 4);
}

TEST_CASE_FIXTURE(PlanBench, "what a plan changes in a target is seen by all that hold it") {
  check_values(*this, {{"$t = get_target('web1')\n$t.set_var('v', 5)\nadd_facts(get_target('web1'), {'os' => 'x'})\n"
                        "return([vars($t), facts($t), get_target('web1').vars['v']])",
                        R"([{"v":5},{"os":"x"},5])"},
                       {"$t = get_target('new.example')\n$t.set_var('v', 1)\nreturn(get_target('new.example').vars)",
                        R"({"v":1})"}});
  check_errors(*this, {{"get_target('web')", "bolt.inventory/validation-error", "'web' refers to 3 targets"}});
}

TEST_CASE_FIXTURE(PlanBench, "errors of evaluation name their place") {
  const struct {
    const char* body;
    const char* place;
    const char* message;
  } rows[] = {
      {"$a = 1\n$b = $nosuch", "x.pp:3", "Unknown variable: 'nosuch'."},
      {"\nnosuch_function()", "x.pp:3", "Unknown function: 'nosuch_function'"},
      {"run_command(1, 'web1')", "x.pp:2", ""},
      {"run_command('a', 5)", "x.pp:2", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.body);
    body(row.body);
    const PlanOutcome outcome = run();
    CAPTURE(outcome.error);
    CHECK(outcome.kind == "evaluation");
    CHECK(outcome.place == row.place);
    CHECK(outcome.error.find(row.message) != std::string::npos);
  }
}

TEST_CASE_FIXTURE(PlanBench, "a target without a usable transport fails alone") {
  check_values(*this,
               {{"$t = get_target('web2')\nset_config($t, 'transport', 'winrm')\n"
                 "$r = run_command('x', 'web', _catch_errors => true)\nreturn([$r.error_set.names, $r.ok_set.names])",
                 R"([["web2"],["web1","web3"]])"}});
}

TEST_CASE_FIXTURE(PlanBench, "deeply nested answers of a target fail that target alone") {
  write("tasks/t.sh", "#!/bin/sh\n");
  for (const std::size_t levels : {200, 253, 254, 255, 256, 1000}) {
    CAPTURE(levels);
    const std::string nested = std::string(levels, '[') + std::string(levels, ']');
    answers["web1"] = {answer(0, "{\"_error\":" + nested + "}")};
    answers["web2"] = {answer(0, "{\"a\":" + nested + "}")};
    body(
        "$r = run_task('demo::t', 'web', _catch_errors => true)\n"
        "out::message($r)\nreturn([$r.count, $r[2].ok, $r[0].error.kind =~ String])");
    const PlanOutcome outcome = run();
    CHECK((outcome.value.starts_with("[3,true") || outcome.kind == "evaluation"));
  }
}
