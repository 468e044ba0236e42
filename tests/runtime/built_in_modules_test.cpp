#include "runtime/project/built_in_modules.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "lang/parser.hpp"
#include "runtime/project/task.hpp"
#include "runtime/value/regexp.hpp"
#include "tests/runtime/plan_bench.hpp"

using namespace volley::runtime;

namespace {

ModulePath only_built_in() {
  ModulePathOptions options;
  options.built_in = BuiltInModules(volley::stdlib::built_in_modules());
  return ModulePath(std::move(options));
}

// What a task prints.
Outcome prints(const std::string& json) { return answer(0, json); }

}  // namespace

TEST_CASE("built-in modules are found like those of directories") {
  ModulePath modules = only_built_in();
  CHECK(modules.module_directory("canary") == "built-in:/canary");
  CHECK(BuiltInModules::shown("built-in:/canary") == "built-in module");
  CHECK(BuiltInModules::shown("/p/canary") == "/p/canary");
  CHECK(modules.plan_file("canary") == "built-in:/canary/plans/init.pp");
  CHECK(modules.plan_file("facts::info") == "built-in:/facts/plans/info.pp");
  CHECK(!modules.plan_file("canary::nosuch"));
  CHECK(modules.function_file("aggregate::count") == "built-in:/aggregate/functions/count.pp");
  CHECK(modules.plans().contains("reboot"));
  CHECK(modules.plans().contains("aggregate::targets"));
  CHECK(modules.functions().contains("canary::skip"));
  const auto tasks = task_names(modules);
  for (const char* name : {"facts", "package", "reboot", "reboot::last_boot_time", "service"}) {
    CAPTURE(name);
    CHECK(std::count(tasks.begin(), tasks.end(), name) == 1);
    std::vector<Warning> warnings;
    const auto task = find_task(modules, name, warnings);
    REQUIRE(task != nullptr);
    CHECK(warnings.empty());
    CHECK(!task->description.empty());
    CHECK(task->implementations.size() == 1);
  }
}

TEST_CASE("every file of the built-in modules can be read") {
  for (const BuiltInFile& file : volley::stdlib::built_in_modules()) {
    CAPTURE(file.path);
    if (file.path.ends_with(".pp")) {
      CHECK_NOTHROW(static_cast<void>(volley::lang::parse_program(
          std::make_shared<const volley::lang::Source>(std::string(file.path), std::string(file.content)),
          Regexp::problem)));
    } else if (file.path.ends_with(".sh")) {
      CHECK(file.content.starts_with("#!/bin/sh\n"));
    } else {
      CHECK(file.path.ends_with(".json"));
    }
  }
}

TEST_CASE_FIXTURE(PlanBench, "a module of the project comes before a built-in one of its name") {
  write("modules/canary/plans/init.pp", "plan canary() { return('mine') }\n");
  CHECK(run("canary").value == R"("mine")");
}

TEST_CASE_FIXTURE(PlanBench, "aggregate tells which targets gave which value") {
  answers["web2"] = {answer(0, "other")};
  answers["web1"] = {answer(0, "same")};
  answers["web3"] = {answer(0, "same")};
  const Hash parameters{{"targets", "web"}, {"command", "x"}};
  CHECK(run("aggregate::count", parameters).value ==
        R"({"stdout":{"same":2,"other":1},"stderr":{"":3},"merged_output":{"same":2,"other":1},"exit_code":{"0":3}})");
  CHECK(run("aggregate::targets", parameters)
            .value.starts_with(R"({"stdout":{"same":["web1","web3"],"other":["web2"]},)"));
  body("return(aggregate::nodes(run_command('x', 'web2'))['stdout'])");
  CHECK(run().value == R"({"other":["web2"]})");
  PlanOutcome outcome = run("aggregate::count", Hash{{"targets", "web"}});
  CHECK(outcome.kind == "canary/invalid-params");
  CHECK(outcome.error == "Must specify a command, script, or task to run");
  outcome = run("aggregate::targets", Hash{{"targets", "web"}, {"command", "x"}, {"task", "facts"}});
  CHECK(outcome.error == "Must specify only one command, script, or task to run");
}

TEST_CASE_FIXTURE(PlanBench, "canary runs on the others only when it went well on the first") {
  CHECK(run("canary", Hash{{"targets", "web"}, {"command", "x"}}).error.empty());
  CHECK(jobs.size() == 3);
  jobs.clear();
  for (const char* name : {"web1", "web2", "web3"}) {
    answers[name] = {answer(1)};
  }
  PlanOutcome outcome = run("canary", Hash{{"targets", "web"}, {"command", "x"}});
  CHECK(outcome.kind == "bolt/run-failure");
  CHECK(outcome.error == "Plan aborted. 1 canary target failures. 2 targets skipped.");
  CHECK(jobs.size() == 1);
  body(
      "$e = run_plan('canary', targets => 'web', command => 'x', _catch_errors => true)\n"
      "return([$e.details['action'], $e.details['object'], $e.details['result_set'].map |$r| { $r.error.kind }])");
  CHECK(run().value == R"(["run_command","x",["puppetlabs.tasks/command-error","canary/skipped-target",)"
                       R"("canary/skipped-target"]])");
  outcome = run("canary", Hash{{"targets", "web"}, {"command", "x"}, {"canary_size", Value(std::int64_t{0})}});
  CHECK(outcome.error == "Plan failed for 3 targets.");
}

TEST_CASE_FIXTURE(PlanBench, "facts are kept with their targets") {
  answers["web1"] = {prints(R"({"os":{"name":"Debian","family":"Debian","release":{"full":"12.1"}}})")};
  body("run_plan('facts', targets => 'web1')\nreturn(get_target('web1').facts['os']['name'])");
  CHECK(run().value == R"("Debian")");
  answers["web2"] = {answer(1)};
  CHECK(run("facts::info", Hash{{"targets", Values{"web1", "web2"}}}).value == "[\"web1: Debian 12.1 (Debian)\"]");
  write("facts.d/a.json", R"({"site": "hq"})");
  write("facts.d/b.txt", "# words\nrole=db\nurl=http://x/?a=b\n");
  write("facts.d/c.sh", "#!/bin/sh\n");
  answers["web3"] = {answer(0, "load=3\n")};
  body("run_plan('facts::external', path => '" + path("facts.d").string() +
       "', targets => 'web3')\n"
       "return(get_target('web3').facts)");
  CHECK(run().value == R"({"site":"hq","role":"db","url":"http://x/?a=b","load":"3"})");
}

TEST_CASE_FIXTURE(PlanBench, "reboot waits until each target tells of another boot") {
  answers["web1"] = {prints("one"), prints(R"({"status":"queued","timeout":3})"), prints(""), prints("one"), prints(""),
                     prints("two")};
  const double before = seconds();
  const PlanOutcome outcome = run("reboot", Hash{{"targets", "web1"}, {"message", "now"}});
  CHECK(outcome.error == "");
  CHECK(outcome.value.find(R"("status":"success")") != std::string::npos);
  CHECK(seconds() - before >= 13);
  CHECK(jobs[1].find(R"("message":"now")") != std::string::npos);
}

TEST_CASE_FIXTURE(PlanBench, "a target that does not come back from its reboot is named") {
  answers["web1"] = {prints("one"), prints(R"({"status":"queued","timeout":3})"), prints("one")};
  Hash parameters{{"targets", "web1"}, {"reconnect_timeout", Value(std::int64_t{5})}};
  PlanOutcome outcome = run("reboot", parameters);
  CHECK(outcome.kind == "bolt/reboot-timeout");
  CHECK(outcome.error == "Hosts failed to come up after reboot within 5 seconds: [web1]");
  answers["web1"] = {prints("one"), prints(R"({"status":"queued","timeout":3})"), prints("one")};
  parameters.set("fail_plan_on_errors", false);
  outcome = run("reboot", parameters);
  CHECK(outcome.error == "");
  CHECK(outcome.value.find(R"("kind":"bolt/reboot-timeout")") != std::string::npos);
}
