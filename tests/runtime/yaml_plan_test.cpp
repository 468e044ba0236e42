// Plans in YAML: what is refused, where errors point, and what they look like in the plan language.
#include <doctest/doctest.h>

#include <string>

#include "runtime/evaluate/error.hpp"
#include "runtime/yaml_plan/compile.hpp"
#include "runtime/yaml_plan/convert.hpp"

namespace {

using volley::runtime::PlanError;

volley::runtime::YamlPlan read(const std::string& text) {
  return volley::runtime::read_yaml_plan("demo::x", {"x.yaml", text, {}});
}

// "KIND LINE: MESSAGE" of what is wrong with a plan.
std::string problem(const std::string& text) {
  try {
    static_cast<void>(volley::runtime::compile_yaml_plan(read(text)));
  } catch (const PlanError& error) {
    const auto line = error.place().known() ? std::to_string(error.place().position().line) : "-";
    return error.error().kind() + " " + line + ": " + error.what();
  } catch (const volley::lang::ParseError& error) {
    return "parse " + std::to_string(error.diagnostics().front().place.position().line) + ": " + error.what();
  }
  return "none";
}

struct Refused {
  const char* text;
  const char* problem;
};

}  // namespace

TEST_CASE("plans in YAML are checked before they run") {
  const Refused table[] = {
      {"steps: []", "none"},
      {"[]", "bolt/invalid-plan 1: The data loaded from x.yaml does not contain an object - its type is Array"},
      {"", "bolt/invalid-plan 1: The data loaded from x.yaml does not contain an object - its type is NilClass"},
      {"foo: 1\nsteps: []", "bolt/invalid-plan 1: Plan contains illegal key(s) [\"foo\"]"},
      {"steps: 5", "bolt/invalid-plan 1: Plan must specify an array of steps"},
      {"private: x\nsteps: []", "bolt/invalid-plan 1: Plan demo::x key 'private' must be a boolean, received: \"x\""},
      {"parameters: []\nsteps: []", "bolt/invalid-plan 1: Plan parameters must be a Hash"},
      {"parameters: {Bad: {}}\nsteps: []", "bolt/invalid-plan 1: Invalid parameter name \"Bad\""},
      {"parameters: {a: {x: 1, y: 2}}\nsteps: []",
       "bolt/invalid-plan 1: Plan parameter \"a\" contains illegal key(s) [\"x\", \"y\"]"},
      {"parameters: {a: {type: 'String) {} plan z('}}\nsteps: []", "bolt/invalid-plan 1: Syntax error at ')'"},
      {"steps: [5]",
       "bolt/invalid-plan 1: Parse error in step number 1: Plan step must be an object with valid step keys."},
      {"steps:\n- message: a\n- {}", "bolt/invalid-plan 3: Parse error in step number 2: \n No valid action detected"},
      {"steps: [{script: b, command: a}]",
       "bolt/invalid-plan 1: Parse error in step number 1: \n Multiple action keys detected: [\"command\", "
       "\"script\"]"},
      {"steps: [{command: a}]",
       "bolt/invalid-plan 1: Parse error in step number 1: \n The \"command\" step requires: [\"targets\"] key(s)"},
      {"steps: [{name: n, upload: a}]",
       "bolt/invalid-plan 1: Parse error in step \"n\": \n The \"upload\" step requires: [\"destination\", "
       "\"targets\"] key(s)"},
      {"steps: [{eval: 1, run_as: root}]",
       "bolt/invalid-plan 1: Parse error in step number 1: \n The \"eval\" step does not support: [\"run_as\"] key(s)"},
      {"steps:\n- name: x\n  eval: |\n    1\n    }",
       "bolt/invalid-plan 5: Parse error in step \"x\": \n Error parsing \"eval\": Syntax error at '}'"},
      {"steps: [{task: a, targets: b, parameters: {_noop: true}, noop: true}]",
       "bolt/invalid-plan 1: Parse error in step number 1: \n Cannot specify metaparameters when using top-level keys "
       "with same name: noop"},
      {"steps: [{task: a, targets: b, parameters: 1}]",
       "bolt/invalid-plan 1: Parse error in step number 1: \n Parameters key must be a hash"},
      {"steps: [{script: a, targets: b, arguments: c}]",
       "bolt/invalid-plan 1: Parse error in step number 1: \n arguments key must be an array"},
      {"steps: [{eval: 1, name: Nope}]",
       "bolt/invalid-plan 1: Parse error in step \"Nope\": \n Invalid step name: \"Nope\""},
      {"parameters: {a: }\nsteps: [{eval: 1, name: a}]",
       "bolt/invalid-plan 2: Parse error in step \"a\": \n Duplicate step name or parameter detected: \"a\""},
      {"steps: [{resources: [{type: a}], targets: b}]",
       "bolt/invalid-plan 1: Parse error in step number 1: \n Resource declaration must include title key if type key "
       "is set"},
      {"steps: [{resources: [{a: b, c: d}], targets: b}]",
       "bolt/invalid-plan 1: Parse error in step number 1: \n Resource declaration has ambiguous type: could be a or "
       "c"},
      {"steps: [{message: 'echo $HOME'}, {message: echo \\$HOME}, {message: a \"b\" \\d $c}]", "none"},
      {"steps:\n- message: echo $HOME",
       "bolt/invalid-plan 2: Parse error in step number 1: \n Error parsing \"message\": Illegal variable name, The "
       "given "
       "name 'HOME' does not conform to the naming rule /^((::)?[a-z]\\w*)*((::)?[a-z_]\\w*)$/"},
      {"steps: []\nreturn: $a +", "bolt/invalid-plan 2: Error parsing \"return\": Syntax error at end of input"},
      {"steps:\n- eval: |\n    function f() {}", "parse 3: A Function Definition may only appear at toplevel"},
  };
  for (const Refused& row : table) {
    CAPTURE(row.text);
    CHECK(problem(row.text) == row.problem);
  }
}

TEST_CASE("aliases, repeated keys and deep nesting are refused in plans in YAML") {
  const std::string deep = "steps: []\nreturn: " + std::string(150, '[') + std::string(150, ']');
  CHECK(problem("steps: &a []\nreturn: *a").find("YAML aliases are not supported") != std::string::npos);
  CHECK(problem("steps: []\nsteps: []").find("duplicate key 'steps'") != std::string::npos);
  CHECK(problem(deep).find("nested too deeply") != std::string::npos);
  CHECK(problem("steps: []\nreturn: " + std::string(100'000, '[')).find("nesting is too deep") != std::string::npos);
}

TEST_CASE("a plan in YAML is written out in the plan language") {
  const auto plan = read(R"(description: Does it all
private: true
parameters:
  targets: {type: TargetSpec, default: web1}
  names: {type: 'Array[String,1]', description: who}
  size: {default: 3}
steps:
  - message: "n is ${size} \t x"
  - name: out
    command: 'echo it''s $HOME'
    targets: $targets
    description: Says "it"
    env_vars: {A: 1}
    catch_errors: true
  - task: demo::ok
    targets: [web1, $targets]
    parameters:
      msg: $out[0]
      list: [1, ~]
    noop: true
  - name: several
    eval: |
      $x = 1
      $x + 1
  - script: demo/s.sh
    targets: web1
    arguments: [a, $size]
  - plan: demo::y
    targets: $targets
  - upload: demo/one.txt
    destination: /tmp/x
    targets: $targets
  - resources:
      - package: nginx
      - {type: service, title: nginx, parameters: {ensure: running}}
    targets: $targets
    noop: true
  - eval: ~
return: $several
)");
  CHECK(volley::runtime::convert_yaml_plan(plan) == R"(# Does it all
# WARNING: This is an autogenerated plan. It might not behave as expected.
# @api private
# @param targets
# @param names who
# @param size
plan demo::x(
  TargetSpec $targets = web1,
  Array[String, 1] $names,
  $size = 3
) {
  out::message("n is ${size} \t x")
  $out = run_command('echo it\'s $HOME', $targets, 'Says "it"', {'_env_vars' => {'A' => 1}, '_catch_errors' => true})
  run_task('demo::ok', ['web1', $targets], {'msg' => $out[0], 'list' => [1, undef], '_noop' => true})
  $several = with() || {
    $x = 1
    $x + 1
  }
  run_script('demo/s.sh', 'web1', {'arguments' => ['a', $size]})
  run_plan('demo::y', $targets)
  upload_file('demo/one.txt', '/tmp/x', $targets)
  apply_prep($targets)
  apply($targets, {'_noop' => true}) {
    package { 'nginx': }
    ->
    service { 'nginx':
      ensure => 'running',
    }
  }
  undef

  return $several
}
)");
}

TEST_CASE("the path of a plan gives it its name") {
  CHECK(volley::runtime::plan_name_of_path("/p/demo/plans/x.yaml") == "demo::x");
  CHECK(volley::runtime::plan_name_of_path("/p/demo/plans/a/b.yaml") == "demo::a::b");
  CHECK(volley::runtime::plan_name_of_path("/p/demo/plans/init.yaml") == "demo");
  CHECK_THROWS_AS(static_cast<void>(volley::runtime::plan_name_of_path("/p/demo/x.yaml")), PlanError);
}
