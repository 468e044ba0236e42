// The public face, as those who embed Volley use it.
#include <doctest/doctest.h>
#include <stdlib.h>
#include <volley/engine.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

namespace volley {
namespace {

namespace fs = std::filesystem;

// A project of its own in a temporary folder.
class TemporaryProject {
 public:
  TemporaryProject() {
    std::string name = (fs::temp_directory_path() / "volley-embedding-XXXXXX").string();
    path_ = mkdtemp(name.data());
    write("bolt-project.yaml", "name: demo\n");
    write("tasks/greet.sh", "#!/bin/sh\necho \"{\\\"greeting\\\": \\\"hello $PT_name\\\"}\"\n");
    write("tasks/greet.json", R"({"parameters": {"name": {"type": "String[1]"}}})");
    write("plans/twice.pp", "plan demo::twice(Integer $number) { return $number * 2 }\n");
    write("plans/fails.pp", "plan demo::fails() { fail_plan('no', 'demo/no') }\n");
    write("plans/drops.pp",
          "plan demo::drops() { run_command('exit 3', 'localhost', '_on_error' => 'drop')\n"
          "return(run_command('exit 0', 'localhost').count) }\n");
    write(
        "plans/command.pp",
        "plan demo::command(TargetSpec $targets) { return run_command('exit 4', $targets, _catch_errors => true) }\n");
  }
  TemporaryProject(const TemporaryProject&) = delete;
  TemporaryProject& operator=(const TemporaryProject&) = delete;
  ~TemporaryProject() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }
  fs::path path_;
};

EngineOptions options_of(const TemporaryProject& project) {
  EngineOptions options;
  options.project = project.path();
  return options;
}

template <typename Body>
std::string error_kind(const Body& body) {
  try {
    body();
  } catch (const Error& error) {
    return error.kind();
  }
  return "none";
}

}  // namespace

TEST_CASE("a plan's report lists the targets that it dropped") {
  const TemporaryProject project;
  Engine engine(options_of(project));
  const PlanReport report = engine.run_plan("demo::drops");
  CHECK(report.ok);
  CHECK(report.result_json == "0");
  CHECK(report.dropped_json.find(R"("target":"localhost","action":"run_command","object":"exit 3")") !=
        std::string::npos);
  CHECK(engine.run_plan("demo::twice", R"({"number": 2})").dropped_json == "[]");
  CHECK(engine.run_command("exit 0", "localhost").targets.size() == 1);
}

TEST_CASE("an embedded engine runs commands, tasks and plans, one after the other") {
  const TemporaryProject project;
  Engine first(options_of(project));
  Engine engine = std::move(first);

  const RunReport command = engine.run_command("echo hi", "localhost");
  REQUIRE(command.targets.size() == 1);
  CHECK(command.ok);
  CHECK(command.targets[0].name == "localhost");
  CHECK(command.targets[0].action == "command");
  CHECK(command.targets[0].object == "echo hi");
  CHECK(command.targets[0].value_json.find(R"("stdout":"hi\n")") != std::string::npos);

  const RunReport failed = engine.run_command("exit 3", "localhost");
  CHECK_FALSE(failed.ok);
  CHECK(failed.targets.at(0).status == Status::Failure);
  CHECK(failed.targets.at(0).value_json.find("puppetlabs.tasks/command-error") != std::string::npos);

  const RunReport task = engine.run_task("demo::greet", "localhost", R"({"name": "Ada"})");
  CHECK(task.targets.at(0).value_json == R"({"greeting":"hello Ada"})");

  CHECK(engine.run_plan("demo::twice", R"({"number": 21})").result_json == "42");
}

TEST_CASE("a plan that ends with an error is a report, and what keeps a run from starting is an exception") {
  const TemporaryProject project;
  Engine engine(options_of(project));

  const PlanReport failed = engine.run_plan("demo::fails");
  CHECK_FALSE(failed.ok);
  CHECK(failed.result_json.find(R"("kind":"demo/no")") != std::string::npos);
  CHECK_FALSE(engine.run_plan("demo::twice", R"({"number": "x"})").ok);
  CHECK(engine.run_plan("demo::command", R"({"targets": "localhost"})").ok);

  CHECK(error_kind([&] { engine.run_plan("demo::none"); }) == "bolt/unknown-plan");
  CHECK(error_kind([&] { engine.run_task("demo::none", "localhost"); }) == "bolt/unknown-task");
  CHECK(error_kind([&] { engine.run_task("demo::greet", "localhost"); }) == "bolt/validation-error");
  CHECK(error_kind([&] { engine.run_task("demo::greet", "localhost", "[1]"); }) == "bolt/validation-error");
  CHECK(error_kind([&] { engine.run_plan("demo::twice", "{"); }) == "bolt/validation-error");
  CHECK(error_kind([&] { engine.run_command("true", "none*"); }) == "bolt.inventory/wildcard-error");
  CHECK(error_kind([] { Engine({.project = "/nonexistent/folder"}); }) == "bolt/project-error");
}

}  // namespace volley
