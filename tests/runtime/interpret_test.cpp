#include "runtime/execute/interpret.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

using namespace volley::runtime;

namespace {

Outcome ended(std::optional<int> exit_code, std::string standard_output, std::string standard_error = "") {
  Outcome outcome;
  outcome.exit_code = exit_code;
  outcome.merged_output = standard_output + standard_error;
  outcome.standard_output = std::move(standard_output);
  outcome.standard_error = std::move(standard_error);
  return outcome;
}

std::string task_value(Outcome outcome, const volley::lang::Place& place = {}) {
  return to_json(Value(read_task("demo::t", outcome, place)));
}

std::string command_value(Outcome outcome, const volley::lang::Place& place = {}) {
  return to_json(Value(read_command(outcome, place)));
}

volley::lang::Place place_in_plan() {
  return {std::make_shared<const volley::lang::Source>("/p/plans/x.pp", "plan x() {\n  run_command('a', 'b')\n}\n"),
          {13, 14}};
}

std::string nested_arrays(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

}  // namespace

TEST_CASE("what a task prints becomes the value of its result") {
  const struct {
    int exit_code;
    const char* standard_output;
    const char* value;
  } rows[] = {
      {0, R"({"a":1,"b":[true,null]})", R"({"a":1,"b":[true,null]})"},
      {0, " \n{\"a\":1}\n", R"({"a":1})"},
      {0, "{}", "{}"},
      {0, "", R"({"_output":""})"},
      {0, "hello\n", R"({"_output":"hello\n"})"},
      {0, "[1,2]", R"({"_output":"[1,2]"})"},
      {0, "42", R"({"_output":"42"})"},
      {0, "null", R"({"_output":"null"})"},
      {0, "\"text\"", R"({"_output":"\"text\""})"},
      {0, "{\"a\":", R"({"_output":"{\"a\":"})"},
      {0, "{\"a\":1} trailing", R"({"_output":"{\"a\":1} trailing"})"},
      {0, "{\"a\":1}\n{\"a\":2}", R"({"_output":"{\"a\":1}\n{\"a\":2}"})"},
      {0, R"({"_output":"own"})", R"({"_output":"own"})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.standard_output);
    CHECK(task_value(ended(row.exit_code, row.standard_output)) == row.value);
  }
}

TEST_CASE("an _error that a task gives is completed when usable, and replaced when not") {
  const std::string details = R"("details":{"original_error":)";
  const struct {
    int exit_code;
    const char* standard_output;
    std::string value;
  } rows[] = {
      {0, R"({"_error":{"msg":"m","kind":"k","details":{"a":1}}})",
       R"({"_error":{"msg":"m","kind":"k","details":{"a":1}}})"},
      {1, R"({"_error":{"msg":"m"}})", R"({"_error":{"msg":"m","kind":"bolt/error","details":{}}})"},
      {0, R"({"x":1,"_error":{"msg":"m","kind":"k"}})", R"({"x":1,"_error":{"msg":"m","kind":"k","details":{}}})"},
      {1, R"({"_error":"oops"})",
       R"({"_error":{"msg":"Invalid error returned from task demo::t: \"oops\". Error must be an object with a msg key.",)"
       R"("kind":"bolt/invalid-task-error",)" +
           details + R"("oops"}}})"},
      {0, R"({"_error":{"kind":"k"}})",
       R"({"_error":{"msg":"Invalid error returned from task demo::t: {\"kind\":\"k\"}. Error must be an object with a msg key.",)"
       R"("kind":"bolt/invalid-task-error",)" +
           details + R"({"kind":"k"}}}})"},
      {0, R"({"_error":null})",
       R"({"_error":{"msg":"Invalid error returned from task demo::t: null. Error must be an object with a msg key.",)"
       R"("kind":"bolt/invalid-task-error",)" +
           details + R"(null}}})"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.standard_output);
    CHECK(task_value(ended(row.exit_code, row.standard_output)) == row.value);
  }
}

TEST_CASE("a task that fails without an _error gets one, which shows stderr only without stdout") {
  const struct {
    const char* standard_output;
    const char* standard_error;
    const char* message;
  } rows[] = {
      {"text", "ignored", "The task failed with exit code 3"},
      {"{\"a\":1}", "ignored", "The task failed with exit code 3"},
      {"", "", "The task failed with exit code 3 and no output"},
      {" \n", "\n", "The task failed with exit code 3 and no output"},
      {"", "bad\n", "The task failed with exit code 3 and no stdout, but stderr contained:\nbad\n"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.message);
    Outcome outcome = ended(3, row.standard_output, row.standard_error);
    const Hash value = read_task("demo::t", outcome, {});
    const Value error = value.get("_error");
    REQUIRE(error.is_hash());
    CHECK(to_json(error.as_hash().get("msg")) == to_json(Value(row.message)));
    CHECK(to_json(error.as_hash().get("kind")) == R"("puppetlabs.tasks/task-error")");
    CHECK(to_json(error.as_hash().get("issue_code")) == R"("TASK_ERROR")");
    CHECK(to_json(error.as_hash().get("details")) == R"({"exit_code":3})");
  }
  CHECK(task_value(ended(1, R"({"a":1})")) ==
        R"({"a":1,"_error":{"kind":"puppetlabs.tasks/task-error","issue_code":"TASK_ERROR",)"
        R"("msg":"The task failed with exit code 1","details":{"exit_code":1}}})");
}

TEST_CASE("a task's output that is not UTF-8 is an error and nothing else") {
  for (const int exit_code : {0, 1}) {
    Outcome outcome = ended(exit_code, "{\"a\":\"\xff\"}");
    const Hash value = read_task("demo::t", outcome, {});
    CHECK(value.size() == 1);
    CHECK(value.get("_error").as_hash().get("msg").as_string() == "The task result contained invalid UTF-8 on stdout");
  }
}

TEST_CASE("what a task calls sensitive is not shown") {
  Outcome outcome = ended(0, R"({"user":"bob","_sensitive":{"password":"hunter2"}})");
  const Value value(read_task("demo::t", outcome, {}));
  CHECK(to_json(value) == R"({"user":"bob","_sensitive":"Sensitive [value redacted]"})");
  CHECK(to_text(value).find("hunter2") == std::string::npos);
}

TEST_CASE("structures of any depth in a task's output do no harm") {
  for (const std::size_t levels : {10, 250, 254, 255, 256, 300, 100'000}) {
    CAPTURE(levels);
    for (const char* key : {"a", "_error", "_sensitive"}) {
      CAPTURE(key);
      const std::string text = "{\"" + std::string(key) + "\":" + nested_arrays(levels) + "}";
      try {
        Outcome outcome = ended(0, text);
        const Value value(read_task("demo::t", outcome, {}));
        CHECK(value.nesting() <= kMaximumNesting);
      } catch (const NestingError&) {
        CHECK(levels + 4 > kMaximumNesting);
      }
    }
  }
}

TEST_CASE("the value of a command has its output, and an _error unless it ended with 0") {
  CHECK(command_value(ended(0, "hi\n")) == R"({"stdout":"hi\n","stderr":"","merged_output":"hi\n","exit_code":0})");
  CHECK(command_value(ended(3, "", "bad")) ==
        R"({"stdout":"","stderr":"bad","merged_output":"bad","exit_code":3,"_error":)"
        R"({"kind":"puppetlabs.tasks/command-error","issue_code":"COMMAND_ERROR",)"
        R"("msg":"The command failed with exit code 3","details":{"exit_code":3}}})");
  CHECK(command_value(ended(0, "a\xff")) ==
        R"({"stdout":"a\\xFF","stderr":"","merged_output":"a\\xFF","exit_code":0})");
}

TEST_CASE("a process that a signal ended has failed") {
  Outcome outcome = ended(std::nullopt, "part");
  const Hash command = read_command(outcome, {});
  CHECK(command.get("exit_code").is_undef());
  CHECK(command.contains("_error"));
  outcome = ended(std::nullopt, "part");
  CHECK(read_task("demo::t", outcome, {}).contains("_error"));
}

TEST_CASE("output beyond the limit is an error, even of a process that ended well") {
  Outcome outcome = ended(0, "first part");
  outcome.output_limit_reached = true;
  Outcome same = outcome;
  const Hash command = read_command(outcome, {});
  CHECK(command.get("stdout").as_string() == "first part");
  CHECK(command.get("_error").as_hash().get("kind").as_string() == "volley/output-limit");
  CHECK(read_task("demo::t", same, {}).get("_error").as_hash().get("kind").as_string() == "volley/output-limit");
}

TEST_CASE("errors name the place of the plan's call") {
  const std::string details = R"("details":{"file":"/p/plans/x.pp","line":2,"exit_code":1}}})";
  CHECK(command_value(ended(1, ""), place_in_plan()).ends_with(details));
  CHECK(task_value(ended(1, ""), place_in_plan()).ends_with(details));
  CHECK(place_details({}).empty());
}

TEST_CASE("a job that did not complete has nothing but its error") {
  CHECK(
      to_json(Value(read_failure("command", Outcome::failure(Ending::Unreachable, "puppetlabs.tasks/connect-error",
                                                             "CONNECT_ERROR", "no route")))) ==
      R"({"_error":{"kind":"puppetlabs.tasks/connect-error","issue_code":"CONNECT_ERROR","msg":"no route","details":{}}})");
  CHECK(to_json(Value(read_failure("task", Outcome::failure(Ending::Failed, "k", "", "m")))) ==
        R"({"_error":{"kind":"k","msg":"m","details":{}}})");
}

TEST_CASE("what a job had printed before it was ended is kept") {
  Outcome ended = Outcome::failure(Ending::TimedOut, "k", "", "m");
  ended.standard_output = ended.merged_output = "some\n";
  CHECK(
      to_json(Value(read_failure("command", ended))) ==
      R"({"stdout":"some\n","stderr":"","merged_output":"some\n","exit_code":null,"_error":{"kind":"k","msg":"m","details":{}}})");
  CHECK(to_json(Value(read_failure("task", ended))) ==
        R"({"_output":"some\n","_error":{"kind":"k","msg":"m","details":{}}})");
}
