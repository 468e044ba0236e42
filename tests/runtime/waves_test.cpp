#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tests/runtime/plan_bench.hpp"

using namespace volley::runtime;

namespace {

// Twenty targets n01 to n20 in four racks; an action on one that is listed as broken fails.
class Fleet : public PlanBench {
 public:
  Fleet() {
    std::string list;
    for (int number = 1; number <= 20; ++number) {
      list += (number == 1 ? "" : ", ") + std::string("{name: ") + name(number) + ", vars: {rack: r" +
              std::to_string(number % 4) + "}}";
    }
    write("inventory.yaml", "groups: [{name: all_of_them, targets: [" + list + "]}]\n");
    write("plans/fine.pp",
          "plan demo::fine(TargetSpec $targets) {\n  run_command('look', $targets)\n  return(true)\n}\n");
    write("plans/bad.pp", "plan demo::bad() { return(false) }\n");
  }
  static std::string name(int number) { return (number < 10 ? "n0" : "n") + std::to_string(number); }
  void broken(std::initializer_list<const char*> names) {
    for (const char* name : names) {
      answers[name] = {answer(1)};
    }
  }
  PlanOutcome waves(const std::string& sizes, const std::string& options, const std::string& block,
                    const std::string& after = "return([$w['failed'], $w['done'].length, $w['not_tried'].length])") {
    body("$w = waves('all_of_them', " + sizes + ", " + options + ") |$batch| { " + block + " }\n" + after);
    return run();
  }
  // The steps that were told, without those of commands.
  [[nodiscard]] std::string steps() const {
    std::string text;
    for (const std::string& line : transcript.lines) {
      if (line.starts_with("step wave")) {
        text += (text.empty() ? "" : "|") + line.substr(5);
      }
    }
    return text;
  }
  // How many targets each command ran on: in runs of jobs.
  [[nodiscard]] std::size_t count_jobs(const std::string& command) const {
    return static_cast<std::size_t>(std::count_if(
        jobs.begin(), jobs.end(), [&](const std::string& job) { return job.ends_with("command " + command); }));
  }
};

constexpr const char* kFour = "[1, '25%', '50%', '100%']";

}  // namespace

TEST_CASE_FIXTURE(Fleet, "waves go through all targets while none fails") {
  const PlanOutcome outcome = waves(kFour, "{}", "run_command('x', $batch)");
  CHECK(outcome.error == "");
  CHECK(outcome.value == "[[],20,0]");
  CHECK(steps() == "wave 1 of 4|wave 2 of 4|wave 3 of 4|wave 4 of 4");
  CHECK(count_jobs("x") == 20);
  CHECK(jobs.front() == "n01 command x");
}

TEST_CASE_FIXTURE(Fleet, "a budget that is spent stops the waves and says where they stand") {
  struct Row {
    std::string options;
    std::string error;  // its beginning; empty: none
  };
  broken({"n03", "n08", "n09"});
  for (
      const Row& row : std::initializer_list<Row>{
          {"{}", "Wave 2 of 4 (up to 25%) spent the error budget: 1 target failed, none of 20 may (max_failed 0): n03"},
          {"{max_failed => 1}",
           "Wave 3 of 4 (up to 50%) spent the error budget: 3 targets failed, 1 of 20 may (max_failed 1): n03, n08, "
           "n09"},
          {"{max_failed => '10%'}",
           "Wave 3 of 4 (up to 50%) spent the error budget: 3 targets failed, 2 of 20 may (max_failed 10%)"},
          {"{max_failed_wave => 1}",
           "Wave 3 of 4 (up to 50%) spent the error budget: 2 targets failed, 1 of 5 may (max_failed_wave 1): n08, "
           "n09"},
          {"{max_failed_wave => '20%', max_failed => '50%'}",
           "Wave 2 of 4 (up to 25%) spent the error budget: 1 target failed, none of 4 may (max_failed_wave 20%): n03"},
          {"{max_failed => '15%'}", ""},
          {"{max_failed => 3}", ""},
          {"{max_failed_wave => '40%'}", ""},
          {"{max_failed_wave => 2}", ""}}) {
    CAPTURE(row.options);
    const PlanOutcome outcome = waves(kFour, row.options, "run_command('x', $batch)");
    CHECK(outcome.error.starts_with(row.error));
    CHECK(outcome.kind == (row.error.empty() ? "" : "volley/budget-spent"));
    CHECK(outcome.value == (row.error.empty() ? R"([["n03","n08","n09"],17,0])" : ""));
  }
}

TEST_CASE_FIXTURE(Fleet, "the error of waves holds what was done and what was not touched") {
  broken({"n02"});
  body(
      "$e = catch_errors() || { waves('all_of_them', [1, 3, '100%']) |$batch| { run_command('x', $batch) } }\n"
      "$d = $e.details\n"
      "$undone = run_command('undo', $d['failed'], _catch_errors => true)\n"
      "return([$e.kind, $d['wave'], $d['waves'], $d['size'], $d['done'], $d['failed'], $d['not_tried'].length, "
      "$d['result_set'].names, $undone.names])");
  CHECK(run().value == R"(["volley/budget-spent",2,3,"3",["n01","n03"],["n02"],17,["n01","n02","n03"],["n02"]])");
}

TEST_CASE_FIXTURE(Fleet, "a target that fails is left out of the rest of the block only") {
  broken({"n02"});
  const PlanOutcome outcome =
      waves("['100%']", "{max_failed => 1}", "run_command('one', $batch)\n$r = run_command('two', $batch)\n$r",
            "return([$w['failed'], $w['results'].find('n02').error.kind, "
            "run_command('three', $w['failed'], _catch_errors => true).names])");
  CHECK(outcome.error == "");
  CHECK(outcome.value == R"([["n02"],"puppetlabs.tasks/command-error",["n02"]])");
  CHECK(count_jobs("one") == 20);
  CHECK(count_jobs("two") == 19);
}

TEST_CASE_FIXTURE(Fleet, "what the block gives tells who failed") {
  struct Row {
    std::string block;
    std::string failed;  // of two targets in one wave
  };
  answers["n01"] = {answer(1)};
  for (const Row& row : std::initializer_list<Row>{
           {"run_command('x', $batch, _catch_errors => true)", R"(["n01"])"},
           {"[run_command('x', $batch, _catch_errors => true), run_command('y', 'n02')]", R"(["n01"])"},
           {"run_command('x', $batch, _catch_errors => true).first", R"(["n01"])"},
           {"run_command('x', $batch, _catch_errors => true)\nundef", "[]"},
           {"run_command('x', 'n01')\n'text'", R"(["n01"])"},
           {"false", R"(["n01","n02"])"},
           {"true", "[]"},
           {"Error('no')", R"(["n01","n02"])"},
           {"catch_errors() || { run_command('x', $batch) }", R"(["n01","n02"])"},
           {"run_command('x', 'n09')", "[]"}}) {
    CAPTURE(row.block);
    body("return(waves(['n01', 'n02'], ['100%'], {max_failed => 2}) |$batch| { " + row.block + " }['failed'])");
    const PlanOutcome outcome = run();
    CHECK(outcome.error == "");
    CHECK(outcome.value == row.failed);
  }
}

TEST_CASE_FIXTURE(Fleet, "an error that leaves the block stops the waves whatever the budget is") {
  for (const char* block : {"fail_plan('no more', 'demo/no')", "run_command('x', $batch, _on_error => 'fail')"}) {
    CAPTURE(block);
    broken({"n01"});
    const PlanOutcome outcome = waves(kFour, "{max_failed => '100%'}", block);
    CHECK(outcome.kind == "volley/wave-failed");
    CHECK(outcome.error.starts_with("Wave 1 of 4 (up to 1) ended with an error: "));
    CHECK(count_jobs("x") <= 1);
  }
}

TEST_CASE_FIXTURE(Fleet, "limits split waves into batches") {
  const PlanOutcome outcome = waves("[1, '50%', '100%']", "{limits => {rack => 2}}", "run_command('x', $batch)");
  CHECK(outcome.value == "[[],20,0]");
  CHECK(steps() ==
        "wave 1 of 3|wave 2 of 3, batch 1 of 2|wave 2 of 3, batch 2 of 2|wave 3 of 3, batch 1 of 2|wave 3 of 3, batch "
        "2 of 2");
}

TEST_CASE_FIXTURE(Fleet, "a soak passes between waves, not after the last one") {
  const double before = seconds();
  const PlanOutcome outcome = waves("[1, 2, 3]", "{soak => 60}", "true");
  CHECK(outcome.value == "[[],3,17]");
  CHECK(seconds() - before == doctest::Approx(120));
  CHECK(std::count(transcript.lines.begin(), transcript.lines.end(), "message Waiting 60 seconds after wave 1 of 3") ==
        1);
}

TEST_CASE_FIXTURE(Fleet, "a check plan decides after each wave") {
  CHECK(waves("[1, 3]", "{check => 'demo::fine'}", "true").value == "[[],3,17]");
  CHECK(count_jobs("look") == 3);
  PlanOutcome outcome = waves("[1, 3]", "{check => 'demo::bad'}", "true");
  CHECK(outcome.kind == "volley/wave-check-failed");
  CHECK(outcome.error == "The check demo::bad refused wave 1 of 2 (up to 1): it gave false");
  broken({"n02"});
  outcome = waves("[1, 3]", "{check => 'demo::fine'}", "true");
  CHECK(outcome.error == "The check demo::fine refused wave 2 of 2 (up to 3): run_command 'look' failed on 1 target");
  jobs.clear();
  CHECK(waves("[1, 3]", "{check => 'demo::none'}", "run_command('x', $batch)").kind == "bolt/unknown-plan");
  CHECK(jobs.empty());
}

TEST_CASE_FIXTURE(Fleet, "options of waves that cannot be used are told before a target is touched") {
  struct Row {
    std::string sizes;
    std::string options;
    std::string kind;
    std::string part;  // of the message
  };
  for (const Row& row : std::initializer_list<Row>{
           {"[]", "{}", "evaluation", "parameter 'sizes' expects size to be at least 1, got 0"},
           {"['x']", "{}", "evaluation", "'sizes' index 0"},
           {"[0]", "{}", "evaluation", "'sizes' index 0"},
           {"['200%']", "{}", "bolt/validation-error", "200% is no size"},
           {"[5, 3]", "{}", "bolt/validation-error", "3 comes after 5"},
           {"['1.5']", "{}", "bolt/validation-error", "'1.5' is no number of targets"},
           {"[1]", "{max_fail => 1}", "evaluation", "unrecognized key 'max_fail'"},
           {"[1]", "{max_failed => -1}", "evaluation", "max_failed"},
           {"[1]", "{max_failed => '101%'}", "bolt/validation-error", "must be at most 100%"},
           {"[1]", "{soak => -1}", "evaluation", "soak"},
           {"[1]", "{limits => {rack => 0}}", "evaluation", "limits"},
           {"[1, 2]", "{approve => true}", "bolt/no-tty-error", "unable to ask for the approval of waves"}}) {
    CAPTURE(row.sizes);
    CAPTURE(row.options);
    const PlanOutcome outcome = waves(row.sizes, row.options, "run_command('x', $batch)");
    CAPTURE(outcome.error);
    CHECK(outcome.kind == row.kind);
    CHECK(outcome.error.find(row.part) != std::string::npos);
  }
  CHECK(jobs.empty());
}

TEST_CASE_FIXTURE(Fleet, "waves of no target do nothing") {
  body("return(waves([], [1, '100%']) |$batch| { fail_plan('called') })");
  CHECK(run().value == R"({"done":[],"failed":[],"not_tried":[],"results":[]})");
}

TEST_CASE_FIXTURE(Fleet, "plans that a wave calls see failures as errors, as always") {
  write("plans/inner.pp",
        "plan demo::inner(TargetSpec $targets) {\n  run_command('x', $targets)\n  return('not here')\n}\n");
  broken({"n01"});
  body(
      "return(waves(['n01', 'n02'], ['100%'], {max_failed => 2}) |$b| { run_plan('demo::inner', $b, _catch_errors => "
      "true) }['failed'])");
  CHECK(run().value == R"(["n01","n02"])");
}
