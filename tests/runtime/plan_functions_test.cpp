// Functions of plans beside actions: groups, prompts, files of the controller, and the options of actions.
#include <deque>
#include <filesystem>
#include <utility>

#include "tests/runtime/plan_rows.hpp"

using namespace volley::runtime;

namespace {

// Types the lines that it is given, one for each question.
class Typist final : public Prompter {
 public:
  std::deque<std::string> lines;
  std::vector<std::string> questions;
  int open = 0;

  [[nodiscard]] bool available() const override { return true; }
  void ask(const Question& question) override {
    questions.push_back(question.text + (question.secret ? "(secret)" : ""));
    ++open;
    patience_ = 3;
  }
  [[nodiscard]] std::optional<std::string> answer() override {
    if (patience_-- > 0 || lines.empty()) {
      return std::nullopt;
    }
    std::string line = std::move(lines.front());
    lines.pop_front();
    return line;
  }
  void done() override { --open; }

 private:
  int patience_ = 0;
};

}  // namespace

TEST_CASE_FIXTURE(PlanBench, "plans add targets to groups and take them out") {
  write("inventory.yaml",
        "groups: [{name: web, targets: [web1, web2], vars: {v: w}, groups: [{name: inner, targets: [in1]}]}, "
        "{name: db, targets: [db1]}]\n");
  check_values(*this, {{"add_to_group('db1', 'web')\nreturn([get_targets('web').map |$t| { $t.name }, "
                        "get_target('db1').vars])",
                        R"([["web1","web2","db1","in1"],{"v":"w"}])"},
                       {"$t = Target.new('n')\n$t.add_to_group('web')\n$t.remove_from_group('web')\n"
                        "return([get_targets('web').map |$t| { $t.name }, $t.vars])",
                        R"([["web1","web2","in1"],{}])"},
                       {"remove_from_group('in1', 'web')\nreturn(get_targets('inner'))", "[]"}});
  check_errors(
      *this,
      {{"remove_from_group('web1', 'all')", "bolt.inventory/validation-error", "Cannot remove Target from Group 'all'"},
       {"remove_from_group('web', 'web')", "bolt.inventory/validation-error",
        "'remove_from_group' expects a single Target, got 3"},
       {"remove_from_group('web1', 'no')", "bolt.inventory/validation-error", "Group no does not exist in inventory"},
       {"add_to_group('web1', 'no')", "bolt.inventory/validation-error", "Group no does not exist in inventory"},
       {"get_target(['web1', 'web2'])", "bolt.inventory/validation-error",
        "'[\"web1\", \"web2\"]' refers to 2 targets"},
       {"get_target('zz*')", "bolt.inventory/wildcard-error", "Found 0 targets matching wildcard pattern zz*"}});
}

TEST_CASE_FIXTURE(PlanBench, "without anybody to ask a prompt gives its default or fails") {
  check_values(*this, {{"return(prompt('Name', 'default' => 'bob'))", R"("bob")"},
                       {"return(prompt('Pin', 'default' => '1', 'sensitive' => true).unwrap)", R"("1")"},
                       {"return(prompt::menu('Pick', ['a', 'b'], 'default' => 'b'))", R"("b")"},
                       {"return(prompt::menu('Pick', {'x' => 1, 'y' => 2}, 'default' => 2))", "2"},
                       {"return(catch_errors() || { prompt('x') }.kind)", R"("bolt/no-tty-error")"}});
  check_errors(*this, {{"prompt('x')", "bolt/no-tty-error", "STDIN is not a tty, unable to prompt"},
                       {"prompt('x', 'default' => 1)", "bolt/validation-error", "Option 'default' must be a string"},
                       {"prompt::menu('x', [])", "bolt/validation-error", "Menu cannot be empty"},
                       {"prompt::menu('x', {})", "bolt/validation-error", "Menu cannot be empty"},
                       {"prompt::menu('x', ['a'], 'default' => 'b')", "bolt/validation-error",
                        "Default value 'b' is not one of the provided menu options"},
                       {"prompt(1)", "evaluation", "got Integer"}});
}

TEST_CASE_FIXTURE(PlanBench, "prompts wait for what somebody types") {
  Typist typist;
  prompter = &typist;
  typist.lines = {"alice", "", "s3cret", "2", "9", "y", ""};
  check_values(*this, {{"return([prompt('Name'), prompt('Town', 'default' => 'here')])", R"(["alice","here"])"},
                       {"return(prompt('Pin', 'sensitive' => true, 'default' => 'd').unwrap)", R"("s3cret")"},
                       {"return(prompt::menu('Pick', ['a', 'b']))", R"("b")"},
                       {"return(prompt::menu('Pick', {'x' => 'ex', 'long' => 1, 'y' => 'why'}))", R"("why")"},
                       {"return(prompt::menu('Pick', ['a', 'b'], 'default' => 'a'))", R"("a")"}});
  CHECK(typist.questions == std::vector<std::string>{"Name: ", "Town [here]: ", "Pin: (secret)",
                                                     "(1) a\n(2) b\nPick: ", "(x)    ex\n(long) 1\n(y)    why\nPick: ",
                                                     "Invalid option, try again. Pick: ", "(1) a\n(2) b\nPick [a]: "});
  CHECK(typist.open == 0);
}

TEST_CASE_FIXTURE(PlanBench, "files of the controller") {
  const std::string folder = path("work").string();
  std::filesystem::create_directories(folder);
  write("files/one.txt", "one");
  check_values(*this, {{"file::write('" + folder + "/a', 'text')\nreturn(file::read('" + folder + "/a'))", R"("text")"},
                       {"return(dir::children('" + folder + "'))", R"(["a"])"},
                       {"return(dir::children('work'))", R"(["a"])"},
                       {"return(dir::children('demo/files'))", R"(["one.txt"])"},
                       {"return([file::exists('demo/one.txt'), file::exists('demo/no'), file::readable('demo/no')])",
                        "[true,false,false]"},
                       {"file::delete('" + folder + "/a')\nreturn(file::exists('" + folder + "/a'))", "false"},
                       {"return(file::join('a/', '/b', 'c'))", R"("a/b/c")"}});
  check_errors(*this, {{"file::read('demo/no')", "evaluation", "No such file or directory: demo/no"},
                       {"file::read('" + folder + "')", "evaluation", "Is a directory @ io_fread - " + folder},
                       {"file::delete('" + folder + "/no')", "evaluation",
                        "No such file or directory @ apply2files - " + folder + "/no"},
                       {"file::write('" + folder + "/no/x', '')", "evaluation",
                        "No such file or directory @ rb_sysopen - " + folder + "/no/x"},
                       {"dir::children('no')", "evaluation",
                        "No such file or directory @ dir_initialize - " + path("no").string()}});
}

TEST_CASE_FIXTURE(PlanBench, "options of actions that cannot be used are errors that plans can catch") {
  write("files/s.sh", "#!/bin/sh\n");
  write("tasks/t.sh", "#!/bin/sh\n");
  const char* kInvalid = "bolt/validation-error";
  check_errors(
      *this,
      {{"run_command('x', 'web1', _env_vars => 1)", kInvalid, "Option 'env_vars' must be a hash"},
       {"run_command('x', 'web1', _env_vars => {1 => 2, a => 3})", kInvalid,
        "Keys for option 'env_vars' must be strings: 1"},
       {"run_command('x', 'web1', _on_error => 'stop')", kInvalid,
        "Option '_on_error' must be 'drop' or 'fail', got \"stop\""},
       {"run_script('demo/s.sh', 'web1', arguments => [], pwsh_params => {})", kInvalid,
        "Cannot specify both 'arguments' and 'pwsh_params'"},
       {"run_script('demo/s.sh', 'web1', arguments => 'x')", kInvalid, "Option 'arguments' must be an array"},
       {"run_script('demo/s.sh', 'web1', pwsh_params => [])", kInvalid, "Option 'pwsh_params' must be a hash"},
       {"run_script('demo/no.sh', 'web1')", "evaluation", "No such file or directory: demo/no.sh"},
       {"run_script('demo/', 'web1')", "evaluation", "demo/ is not a file"},
       {"upload_file('demo/no', '/x', 'web1')", "evaluation", "No such file or directory: demo/no"},
       {"download_file('/x', ' ', 'web1')", kInvalid, "Destination cannot be an empty string"},
       {"download_file('/x', '/abs', 'web1')", kInvalid,
        "Destination must be a relative path, received absolute path /abs"},
       {"download_file('/x', 'a/../b', 'web1')", kInvalid,
        "Destination must not include path traversal, received a/../b"},
       {"wait_until_available('web1', 'speed' => 1, 'force' => 2)", "evaluation", "unknown keywords: :speed, :force"},
       {"run_task('demo::t', 'web1', 'p' => get_target('web1'))", "evaluation", "got Struct"},
       {"apply_prep('web1')", "evaluation", "which Volley can neither install nor ask"},
       {"get_resources('web1', 'file')", "evaluation", "which Volley can neither install nor ask"}});
  CHECK(jobs.empty());
}

TEST_CASE_FIXTURE(PlanBench, "options that begin with '_' never become parameters") {
  write("tasks/t.sh", "#!/bin/sh\n");
  write("plans/inner.pp", "plan demo::inner($a = 1) { return($a) }\n");
  check_values(*this, {{"run_task('demo::t', 'web1', _anything => 1, b => 2)\nreturn(1)", "1"},
                       {"return(run_plan('demo::inner', _anything => 1))", "1"}});
  CHECK(jobs == std::vector<std::string>{R"(web1 task demo::t {"b":2,"_task":"demo::t"})"});
}

TEST_CASE_FIXTURE(PlanBench, "run_plan takes targets by position, where the plan has a parameter for them") {
  write("plans/t.pp", "plan demo::t(TargetSpec $targets) { return(get_targets($targets).length) }\n");
  write("plans/n.pp", "plan demo::n($nodes) { return($nodes) }\n");
  write("plans/both.pp", "plan demo::both($nodes, TargetSpec $targets) { return(1) }\n");
  write("plans/none.pp", "plan demo::none() { return(1) }\n");
  check_values(*this, {{"return(run_plan('demo::t', 'web'))", "3"},
                       {"return(run_plan('demo::n', 'web'))", R"("web")"},
                       {"run_plan('demo::t', 'made.example')\nreturn(get_targets('all').length)", "4"}});
  check_errors(*this, {{"run_plan('demo::t', 'web', targets => 'web1')", "evaluation",
                        "'targets' must not be specified in the named arguments hash."},
                       {"run_plan('demo::both', 'web')", "evaluation", "the second positional argument to run_plan()."},
                       {"run_plan('demo::none', 'web')", "evaluation", "has no parameter named 'nodes'"}});
}

TEST_CASE_FIXTURE(PlanBench, "the user of run_plan is that of the actions below it, where they name none") {
  write("plans/inner.pp",
        "plan demo::inner() {\nrun_command('a', 'web1')\nrun_command('b', 'web1', _run_as => 'eve')\n}\n");
  write("plans/outer.pp", "plan demo::outer() {\nrun_plan('demo::inner')\n}\n");
  check_values(*this, {{"run_plan('demo::outer', _run_as => 'bob')\nrun_command('c', 'web1')\nreturn(1)", "1"}});
  CHECK(jobs == std::vector<std::string>{"web1 as bob command a", "web1 as eve command b", "web1 command c"});
}

TEST_CASE_FIXTURE(PlanBench, "run_task_with gives targets with parameters that do not fit a result of their own") {
  write("tasks/t.json", R"({"parameters":{"n":{"type":"Integer"}}})");
  write("tasks/t.sh", "#!/bin/sh\n");
  check_values(*this,
               {{"$s = run_task_with('demo::t', 'web', _catch_errors => true) |$t| {\n"
                 "case $t.name { 'web1': { {'n' => 1} } 'web2': { 5 } default: { {'n' => 'x'} } } }\n"
                 "return($s.map |$r| { [$r.target.name, $r.ok, $r.error.then |$e| { $e.kind }] })",
                 R"([["web1",true,null],["web2",false,"puppetlabs.tasks/exception-error"],)"
                 R"(["web3",false,"puppetlabs.tasks/exception-error"]])"},
                {"$s = run_task_with('demo::t', 'web2', _catch_errors => true) |$t| { 5 }\nreturn($s.first.error.msg)",
                 "\"Block must return a Hash of parameters, received Integer (file: " + path("plans/x.pp").string() +
                     ", line: 2)\""},
                {"return(run_task_with('demo::t', []) |$t| { {} }.count)", "0"}});
  check_errors(*this, {{"run_task_with('demo::t', 'web2') |$t| { 5 }", "bolt/run-failure",
                        "run_task 'demo::t' failed on 1 target"},
                       {"run_task_with('demo::t', 'web2', _noop => true) |$t| { {'n' => 1} }", "evaluation",
                        "Task does not support noop"}});
}

TEST_CASE_FIXTURE(PlanBench, "containers are run on the controller with docker") {
  answers["localhost"] = {answer(0, "out")};
  check_values(*this,
               {{"$r = run_container('alpine', 'cmd' => 'echo \"a b\" c', 'rm' => true, 'ports' => {80 => 8080}, "
                 "'env_vars' => {'A' => [1]}, 'workdir' => '/w', 'volumes' => {'" +
                     path("vol").string() + "' => '/data'})\nreturn([$r.ok, $r['stdout'], $r['exit_code']])",
                 R"([true,"out",0])"}});
  REQUIRE(jobs.size() == 1);
  CHECK(jobs[0] == "localhost command docker run --env A\\=\\[1\\] -v " + path("vol").string() +
                       ":/data -p 80:8080 --rm -w /w alpine echo a\\ b c");
  CHECK(std::filesystem::is_directory(path("vol")));
  Outcome failed = answer(127);
  failed.standard_error = "docker: not found";
  answers["localhost"] = {failed};
  check_values(*this, {{"return(run_container('alpine', '_catch_errors' => true).error.msg)",
                        R"("Error running container 'alpine': docker: not found")"}});
  check_errors(*this,
               {{"run_container('alpine')", "bolt/container-failure", "Running container 'alpine' failed."},
                {"run_container('a', 'cmd' => [1])", "bolt/validation-error",
                 "Option 'cmd' must be a string. Received [1] which is a Array"},
                {"run_container('a', 'ports' => 1)", "bolt/validation-error",
                 "Option 'ports' must be a hash. Received 1 which is a Integer"},
                {"run_container('a', 'ports' => {'80' => 1})", "bolt/validation-error",
                 "Option 'ports' only accepts integers for keys and values. Received: [\"80\", 1]"},
                {"run_container('a', 'volumes' => {1 => 'x'})", "bolt/validation-error",
                 "Option 'volumes' only accepts strings for keys and values. Received: [1, \"x\"]"},
                {"run_container('a', 'env_vars' => 1)", "bolt/validation-error", "Option 'env_vars' must be a hash"}});
}
