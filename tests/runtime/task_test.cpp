#include <doctest/doctest.h>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/task.hpp"
#include "runtime/value/json.hpp"

using namespace volley::runtime;

namespace {

class NoTypes final : public TypeEnvironment {
 public:
  TypePointer find_type(std::string_view /*name*/) override { return {}; }
};

Task sample() {
  Task task;
  task.name = "demo::ok";
  task.parameters.emplace();
  task.parameters->push_back({"msg", "String[1]", "", std::nullopt, false});
  task.parameters->push_back({"n", "Integer", "", Value(7), false});
  task.parameters->push_back({"h", "Optional[Hash]", "", std::nullopt, false});
  return task;
}

}  // namespace

TEST_CASE("parameters of tasks are converted, checked and completed") {
  const struct {
    const char* given;
    const char* outcome;
  } rows[] = {
      {R"({"msg":"a"})", R"({"n":7,"msg":"a"})"},
      {R"({"msg":"5","n":"3"})", R"({"msg":"5","n":3})"},
      {"{}", "Task demo::ok:\n expects a value for parameter 'msg'"},
      {R"({"msg":"a","bad":"1"})", "Task demo::ok:\n has no parameter named 'bad'"},
      {R"({"msg":"a","n":"x","h":"1"})",
       "Task demo::ok:\n parameter 'n' expects an Integer value, got String\n"
       " parameter 'h' expects a value of type Undef or Hash, got String"},
      {R"({"msg":""})", "Task demo::ok:\n parameter 'msg' expects a String[1] value, got String"},
  };
  NoTypes types;
  const Task task = sample();
  for (const auto& row : rows) {
    CAPTURE(row.given);
    std::string outcome;
    try {
      const Hash texts = parse_json(row.given).as_hash();
      outcome = to_json(Value(check_parameters(task, convert_parameters(task, texts, types), types)));
    } catch (const PlanError& error) {
      outcome = error.error().message();
    }
    CHECK(outcome == row.outcome);
  }
}

TEST_CASE("the first implementation whose requirements are met is taken") {
  Task task = sample();
  task.implementations = {{"a.ps1", "/a.ps1", {"powershell"}, InputMethod::Both, {}},
                          {"a.sh", "/a.sh", {"shell"}, InputMethod::Both, {}}};
  REQUIRE(select_implementation(task, {"shell", "x"}) != nullptr);
  CHECK(select_implementation(task, {"shell", "x"})->name == "a.sh");
  CHECK(select_implementation(task, {}) == nullptr);
}
