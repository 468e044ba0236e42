// Plans in YAML at work: how their texts are understood.
#include <doctest/doctest.h>
#include <stdlib.h>
#include <volley/engine.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace volley {
namespace {

namespace fs = std::filesystem;

class YamlProject {
 public:
  YamlProject() {
    std::string name = (fs::temp_directory_path() / "volley-yaml-XXXXXX").string();
    path_ = mkdtemp(name.data());
    fs::create_directories(path_ / "plans");
    std::ofstream(path_ / "bolt-project.yaml") << "name: demo\n";
  }
  YamlProject(const YamlProject&) = delete;
  YamlProject& operator=(const YamlProject&) = delete;
  ~YamlProject() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path_ / "plans" / name) << text; }
  // The result of the plan demo::x, or its error, as JSON.
  [[nodiscard]] std::string run(const std::string& text, const std::string& parameters = "{}") const {
    write("x.yaml", text);
    EngineOptions options;
    options.project = path_.string();
    Engine engine(options);
    try {
      return engine.run_plan("demo::x", parameters).result_json;
    } catch (const Error& error) {
      return error.kind() + ": " + error.what();
    }
  }

 private:
  fs::path path_;
};

struct Run {
  const char* text;
  const char* result;
};

}  // namespace

TEST_CASE("the texts of a plan in YAML are code, interpolated or plain by how they are written") {
  const YamlProject project;
  const std::string head = "parameters: {n: {type: Integer, default: 2}, s: {default: it's $n}}\nsteps: []\nreturn: ";
  const Run table[] = {
      {"$n", "2"},
      {"$n + 1", "3"},
      {"n", "\"n\""},
      {"'$n'", "\"$n\""},
      {"\"n is ${n}\\t$n \\\" \\\\ '\"", "\"n is 2\\t2 \\\" \\\\ '\""},
      {"|\n  $n * 2", "4"},
      {"|\n  $x = [1, 2].map |$i| {\n    $i * $n\n  }\n  # last\n  $x", "[2,4]"},
      {"|\n  'a' # not in parentheses", "\"a\""},
      {">\n  $n folded\n", "\"$n folded\\n\""},
      {"$s", "\"it's $n\""},
      {"[$n, '$n', n, 1, 1.5, -3, ~, yes, {a: $n, $n: 1}]", "[2,\"$n\",\"n\",1,1.5,-3,null,true,{\"a\":2,\"$n\":1}]"},
      {"$n ? { 2 => 'two', default => 'other' }", "\"two\""},
      {"|\n  if $n == 2 { 'if' } else { 'else' }", "\"if\""},
      {"|\n  @(END)\n    text of $n\n    | END", "\"text of $n\\n\""},
      {"|\n", "null"},
      {"~", "null"},
  };
  for (const Run& row : table) {
    CAPTURE(row.text);
    CHECK(project.run(head + row.text) == row.result);
  }
}

TEST_CASE("steps of a plan in YAML leave their results in variables") {
  const YamlProject project;
  const Run table[] = {
      {"steps:\n- {name: a, eval: 5}\n- {name: b, eval: $a * 2}\n- {eval: 7}\nreturn: [$a, $b]", "[5,10]"},
      {"steps:\n- {name: c, command: 'echo $A', targets: localhost, env_vars: {A: x}}\n"
       "return: $c[0]['stdout']",
       "\"x\\n\""},
      {"steps:\n- {name: c, command: exit 3, targets: [localhost], catch_errors: true, description: no}\n"
       "return:\n- $c.ok\n- $c[0]['exit_code']",
       "[false,3]"},
      {"steps:\n- name: e\n  eval: |\n    return('early')\n- {eval: 1}\nreturn: late", "\"early\""},
  };
  for (const Run& row : table) {
    CAPTURE(row.text);
    CHECK(project.run(row.text) == row.result);
  }
}

TEST_CASE("variables of a piece of code are its own, and errors name the place in the YAML") {
  const YamlProject project;
  const std::string result = project.run("steps:\n- eval: |\n    $own = 1\nreturn: $own");
  CHECK(result.find("Unknown variable: 'own'") != std::string::npos);
  CHECK(result.find("x.yaml\",\"line\":4,\"column\":9") != std::string::npos);
}

TEST_CASE("plans in YAML and in the language call each other, and one name has one file") {
  const YamlProject project;
  project.write("inner.pp", "plan demo::inner(TargetSpec $targets, $v = 1) { return [$targets, $v] }");
  project.write("outer.pp", "plan demo::outer() { return run_plan('demo::inner_yaml', v => 3) }");
  project.write("inner_yaml.yaml", "parameters: {v: {type: Integer}}\nsteps: []\nreturn: $v");
  CHECK(project.run("steps: [{name: p, plan: demo::inner, targets: localhost, parameters: {v: 2}}]\nreturn: $p") ==
        "[\"localhost\",2]");
  CHECK(project.run("steps: [{name: p, plan: demo::outer}]\nreturn: $p") == "3");
  CHECK(project.run("parameters: {n: {type: Integer}}\nsteps: []", R"({"n": "x"})").find("expects an Integer") !=
        std::string::npos);
  project.write("x.pp", "plan demo::x() { }");
  CHECK(project.run("steps: []") == "bolt/pal-error: Found multiple files for plan 'demo::x' but only one is allowed");
}

}  // namespace volley
