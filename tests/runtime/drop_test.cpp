// Targets that fail are left out of the rest of a run when the plan asks for it.
#include "tests/runtime/plan_rows.hpp"

using namespace volley::runtime;

TEST_CASE_FIXTURE(PlanBench, "a dropped target is left out of what follows") {
  answers["web2"] = {answer(3)};
  const std::string drop = "$s = run_command('x', 'web', _on_error => 'drop')\n";
  check_values(
      *this,
      {{drop + "return([$s.count, $s.error_set.names])", R"([3,["web2"]])"},
       {drop + "return(run_command('y', 'web').names)", R"(["web1","web3"])"},
       {drop + "return(run_command('y', $s.targets).names)", R"(["web1","web3"])"},
       {drop + "return(get_targets('web2,web3').map |$t| { $t.name })", R"(["web3"])"},
       {drop + "return(run_command('y', 'web2').count)", "0"},
       {drop +
            "return(dropped_targets().map |$d| { [$d['target'], $d['action'], $d['object'], $d['line'], $d['msg']] })",
        R"([["web2","run_command","x",2,"The command failed with exit code 3"]])"},
       {drop + "return(catch_errors() || { get_target('web2') }.kind)", R"("volley/dropped-target")"},
       {"return([run_command('x', 'web', _on_error => 'fail', _catch_errors => true).count, dropped_targets()])",
        "[3,[]]"},
       {"return(run_command('x', 'web1', _on_error => 'drop').ok)", "true"}});
}

TEST_CASE_FIXTURE(PlanBench, "the ledger names the call, also of a plan inside of the plan") {
  write("plans/inner.pp", "plan demo::inner() {\n\nrun_task('demo::t', 'web', '_on_error' => 'drop')\n}\n");
  write("tasks/t.sh", "#!/bin/sh\n");
  answers["web3"] = {answer(0, "{}"), answer(5)};
  answers["web1"] = {answer(4)};
  body("run_command('x', 'web', '_on_error' => 'drop')\nrun_plan('demo::inner')\nreturn(get_targets('web'))");
  const PlanOutcome outcome = run();
  CHECK(outcome.error == "");
  CHECK(outcome.value == R"(["web2"])");
  CHECK(
      outcome.dropped ==
      R"([{"target":"web1","action":"run_command","object":"x","file":")" + path("plans/x.pp").string() +
          R"(","line":2,"kind":"puppetlabs.tasks/command-error","msg":"The command failed with exit code 4"},)" +
          R"({"target":"web3","action":"run_task","object":"demo::t","file":")" + path("plans/inner.pp").string() +
          R"(","line":3,"kind":"puppetlabs.tasks/task-error","msg":"The task failed with exit code 5 and no output"}])");
}

TEST_CASE_FIXTURE(PlanBench, "without the option nothing is dropped") {
  answers["web2"] = {answer(3)};
  check_errors(*this, {{"run_command('x', 'web')", "bolt/run-failure", "run_command 'x' failed on 1 target"}});
  body("run_command('x', 'web', _catch_errors => true)\nreturn(run_command('y', 'web', _catch_errors => true).count)");
  const PlanOutcome outcome = run();
  CHECK(outcome.value == "3");
  CHECK(outcome.dropped == "[]");
}
