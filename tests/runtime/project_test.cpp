#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/project.hpp"
#include "runtime/project/task.hpp"

using namespace volley::runtime;
namespace fs = std::filesystem;

namespace {

// A project folder that goes away with the test.
struct Sandbox {
  fs::path root = fs::temp_directory_path() / ("volley-project-" + std::to_string(getpid()));
  Sandbox() { fs::create_directories(root); }
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;
  ~Sandbox() { fs::remove_all(root); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((root / name).parent_path());
    std::ofstream(root / name) << text;
  }
  [[nodiscard]] Project discover() const {
    return Project::discover({"", "", (root / "plans").string(), (root / "home").string(), "/nonexistent"});
  }
};

}  // namespace

TEST_CASE("bolt-project.yaml is checked against its table") {
  const struct {
    const char* text;
    const char* outcome;
  } rows[] = {
      {"name: demo", ""},
      {"name: demo\nnosuch: 1", "unknown_option"},
      {"name: demo\nssh: {}", "project_transport_config"},
      {"name: Bad-Name", "Bad-Name"},
      {"name: demo\nconcurrency: lots", "bolt-project.yaml:\n  Value at 'concurrency' must be of type Integer"},
      {"name: demo\nformat: xml", "Value at 'format' must be one of human, json, rainbow"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const Sandbox sandbox;
    sandbox.write("bolt-project.yaml", row.text);
    sandbox.write("plans/x.pp", "");
    std::string outcome;
    try {
      const Project project = sandbox.discover();
      for (const Warning& warning : project.warnings()) {
        outcome += warning.id;
      }
    } catch (const PlanError& error) {
      outcome = error.error().message();
    }
    CHECK_MESSAGE((*row.outcome == '\0' ? outcome.empty() : outcome.find(row.outcome) != std::string::npos), outcome);
  }
}

TEST_CASE("a named project is a module of its own") {
  const Sandbox sandbox;
  sandbox.write("bolt-project.yaml", "name: demo");
  sandbox.write("plans/init.pp", "");
  sandbox.write("plans/sub/x.pp", "");
  sandbox.write("tasks/ok.sh", "#!/bin/sh\n");
  sandbox.write("tasks/ok.json", R"({"supports_noop": true, "odd": 1})");
  sandbox.write("modules/mod1/files/lib/a.sh", "");
  const Project project = sandbox.discover();
  ModulePath modules(project.module_path());
  CHECK(project.path() == sandbox.root.string());
  CHECK(modules.plan_file("demo") == (sandbox.root / "plans/init.pp").string());
  CHECK(modules.plan_file("demo::sub::x") == (sandbox.root / "plans/sub/x.pp").string());
  CHECK_FALSE(modules.plan_file("demo::../x"));
  CHECK(modules.find_file("mod1/lib/a.sh") == (sandbox.root / "modules/mod1/files/lib/a.sh").string());
  std::vector<Warning> warnings;
  const auto task = find_task(modules, "demo::ok", warnings);
  REQUIRE(task != nullptr);
  CHECK(task->supports_noop);
  CHECK(warnings.size() == 1);
  CHECK(find_task(modules, "demo::no", warnings) == nullptr);
  CHECK(task_names(modules) == std::vector<std::string>{"demo::ok"});
}

TEST_CASE("a project that is not there is an error") {
  CHECK_THROWS_WITH_AS((void)Project::discover({"/nonexistent/p", "", "/", "", ""}),
                       "Could not find project at /nonexistent/p", PlanError);
}
