#include "runtime/execute/executor.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/actions.hpp"
#include "runtime/project/inventory.hpp"
#include "runtime/project/target_value.hpp"
#include "runtime/value/json.hpp"
#include "transport/mock/mock_transport.hpp"

using namespace volley::runtime;
using namespace std::chrono_literals;
using volley::transport::MockAnswer;
using volley::transport::MockTransport;

namespace {

Outcome success(std::string text) {
  Outcome outcome;
  outcome.exit_code = 0;
  outcome.standard_output = text;
  outcome.merged_output = std::move(text);
  return outcome;
}

class RecordingReporter final : public Reporter {
 public:
  std::string finished;
  std::vector<std::string> lines;
  std::size_t running = 0;
  std::size_t most_running = 0;
  std::map<std::string, int> results;

  void target_started(std::string_view /*target*/) override { most_running = std::max(most_running, ++running); }
  void target_finished(const Result& result) override {
    --running;
    ++results[result.target_name()];
    finished += result.target_name() + " ";
  }
  void output_line(std::string_view target, OutputStream stream, std::string_view line) override {
    lines.push_back(std::string(target) + (stream == OutputStream::Output ? "> " : "! ") + std::string(line));
  }
};

class MockRouter final : public Router {
 public:
  explicit MockRouter(MockTransport& mock) : mock_(mock) {}
  std::set<std::string> without_way;
  std::set<std::string> with_bad_options;

  Route route(const Value& target) override {
    const std::string name = target.as_object().to_string();
    if (without_way.contains(name)) {
      throw PlanError("bolt/unknown-transport", "no way to " + name);
    }
    if (with_bad_options.contains(name)) {
      throw EvaluationError("bad options of " + name);
    }
    TargetAddress address;
    address.name = name;
    return {&mock_, mock_.endpoint(address)};
  }

 private:
  MockTransport& mock_;
};

struct Bench {
  ExecutorOptions options;
  std::map<std::string, MockAnswer> answers;
  std::vector<std::string> started;
  std::function<void()> while_running;  // between two answers
  std::shared_ptr<Inventory> inventory = std::make_shared<Inventory>();
  VirtualClock clock;
  Scheduler scheduler{clock};
  RecordingReporter reporter;
  MockTransport mock{[this](const std::string& target, const Job& /*job*/) {
    started.push_back(target);
    const auto known = answers.find(target);
    return known == answers.end() ? MockAnswer{success(target), 1ms} : known->second;
  }};
  MockRouter router{mock};

  Values targets(int count, const std::string& prefix = "t") {
    Values targets;
    for (int number = 1; number <= count; ++number) {
      targets.push_back(
          Value(make<const TargetValue>(inventory, inventory->find_or_create(prefix + std::to_string(number)))));
    }
    return targets;
  }

  // Runs `body` on a fiber while the mock's answers arrive in virtual time.
  void run(const std::function<void(Executor&)>& body) {
    Executor executor(scheduler, router, reporter, options);
    bool ended = false;
    scheduler.run([&] {
      scheduler.spawn([&] {
        while (!ended) {
          if (while_running) {
            while_running();
          }
          mock.deliver_next();
          scheduler.pause_until(clock.now() + 1ms);
        }
      });
      body(executor);
      ended = true;
    });
  }

  Values run_command(int count) {
    Values results;
    run([&](Executor& executor) { results = executor.run(command_action("uptime", targets(count), {})); });
    return results;
  }
};

// "t1:success t2:failure"
std::string summary(const Values& results) {
  std::string text;
  for (const Value& result : results) {
    text += (text.empty() ? "" : " ") + as_result(result).target_name() + ":" + std::string(as_result(result).status());
  }
  return text;
}

std::string error_message(const Value& result) { return as_result(result).error()->message(); }

}  // namespace

TEST_CASE_FIXTURE(Bench, "results come in the order of the targets, whatever the order of the answers") {
  answers["t1"] = {success("one"), 30ms};
  answers["t2"] = {success("two"), 10ms};
  answers["t3"] = {success("three"), 20ms};
  const Values results = run_command(3);
  CHECK(summary(results) == "t1:success t2:success t3:success");
  CHECK(reporter.finished == "t2 t3 t1 ");
  CHECK(to_json(results[1]) == R"({"target":"t2","action":"command","object":"uptime","status":"success",)"
                               R"("value":{"stdout":"two","stderr":"","merged_output":"two","exit_code":0}})");
}

TEST_CASE_FIXTURE(Bench, "no targets give no results") { CHECK(run_command(0).empty()); }

TEST_CASE_FIXTURE(Bench, "a target that fails harms no other") {
  answers["t2"].outcome = success("");
  answers["t2"].outcome.exit_code = 3;
  answers["t4"].outcome =
      Outcome::failure(Ending::Unreachable, "puppetlabs.tasks/connect-error", "CONNECT_ERROR", "nobody there");
  router.without_way = {"t5"};
  const Values results = run_command(6);
  CHECK(summary(results) == "t1:success t2:failure t3:success t4:failure t5:failure t6:success");
  CHECK(error_message(results[1]) == "The command failed with exit code 3");
  CHECK(to_json(results[3]) ==
        R"({"target":"t4","action":"command","object":null,"status":"failure","value":{"_error":)"
        R"({"kind":"puppetlabs.tasks/connect-error","issue_code":"CONNECT_ERROR",)"
        R"("msg":"nobody there","details":{}}}})");
  CHECK(error_message(results[4]) == "no way to t5");
}

TEST_CASE_FIXTURE(Bench, "a target whose options cannot be used fails alone") {
  router.with_bad_options = {"t2"};
  const Values results = run_command(3);
  CHECK(summary(results) == "t1:success t2:failure t3:success");
  CHECK(error_message(results[1]) == "bad options of t2");
}

TEST_CASE_FIXTURE(Bench, "an answer that cannot be read fails its target alone") {
  Values results;
  run([&](Executor& executor) {
    Action action = command_action("uptime", targets(3), {});
    action.read = [](const Value& target, Outcome& outcome) -> Hash {
      if (target.as_object().to_string() == "t2") {
        throw std::length_error("too deep");
      }
      return Hash{{"_output", outcome.standard_output}};
    };
    results = executor.run(action);
  });
  CHECK(summary(results) == "t1:success t2:failure t3:success");
  CHECK(error_message(results[1]) == "too deep");
}

TEST_CASE_FIXTURE(Bench, "a target may be refused before anything is started on it") {
  Values results;
  run([&](Executor& executor) {
    Action action = command_action("uptime", targets(3), {});
    action.job_for = [usual = action.job_for](const Value& target) -> JobOrOutcome {
      if (target.as_object().to_string() == "t1") {
        return Outcome::failure(Ending::Failed, "bolt/no-implementation", "", "not for t1");
      }
      return usual(target);
    };
    results = executor.run(action);
  });
  CHECK(summary(results) == "t1:failure t2:success t3:success");
  CHECK(started == std::vector<std::string>{"t2", "t3"});
  CHECK(to_json(as_result(results[0]).value_as_value()) ==
        R"({"_error":{"kind":"bolt/no-implementation","msg":"not for t1","details":{}}})");
}

TEST_CASE_FIXTURE(Bench, "no more targets are worked on at once than allowed") {
  const struct {
    std::size_t concurrency;
    std::size_t most;
  } rows[] = {{1, 1}, {7, 7}, {100, 40}};
  for (const auto& row : rows) {
    CAPTURE(row.concurrency);
    Bench bench;
    bench.options.concurrency = row.concurrency;
    CHECK(bench.run_command(40).size() == 40);
    CHECK(bench.reporter.most_running == row.most);
    CHECK(bench.reporter.running == 0);
  }
}

TEST_CASE_FIXTURE(Bench, "targets are started in order, a refused one making room at once") {
  options.concurrency = 2;
  router.without_way = {"t1", "t3", "t4"};
  CHECK(summary(run_command(6)) == "t1:failure t2:success t3:failure t4:failure t5:success t6:success");
  CHECK(started == std::vector<std::string>{"t2", "t5", "t6"});
}

TEST_CASE_FIXTURE(Bench, "actions of several fibers share the window and keep their results apart") {
  options.concurrency = 3;
  std::vector<std::string> summaries(2);
  run([&](Executor& executor) {
    int open = 2;
    const auto self = scheduler.current();
    for (std::size_t number = 0; number < 2; ++number) {
      scheduler.spawn([&, number] {
        const Values all = targets(4, number == 0 ? "a" : "b");
        summaries[number] = summary(executor.run(command_action("x", all, {})));
        --open;
        scheduler.wake(self);
      });
    }
    while (open > 0) {
      scheduler.park();
    }
  });
  CHECK(summaries[0] == "a1:success a2:success a3:success a4:success");
  CHECK(summaries[1] == "b1:success b2:success b3:success b4:success");
  CHECK(reporter.most_running == 3);
}

TEST_CASE_FIXTURE(Bench, "a quiet action tells the reporter nothing of its targets") {
  run([&](Executor& executor) {
    Action action = command_action("uptime", targets(3), {});
    action.quiet = true;
    CHECK(executor.run(action).size() == 3);
  });
  CHECK(reporter.finished.empty());
  CHECK(reporter.most_running == 0);
}

TEST_CASE_FIXTURE(Bench, "streaming hands on whole lines, and nothing streams unless asked") {
  for (const bool stream : {true, false}) {
    Bench bench;
    bench.options.stream = stream;
    Outcome outcome = success("one\n\ntwo\nno break");
    outcome.standard_error = "bad\n";
    bench.answers["t1"] = {outcome, 1ms};
    bench.answers["t2"] = {success("\n"), 2ms};
    bench.run_command(2);
    const std::vector<std::string> expected = {"t1> one", "t1> ", "t1> two", "t1! bad", "t1> no break", "t2> "};
    CHECK(bench.reporter.lines == (stream ? expected : std::vector<std::string>{}));
  }
}

TEST_CASE_FIXTURE(Bench, "a temporary directory that was left behind is told of") {
  class Listener final : public Reporter {
   public:
    std::string text;
    void log(LogLevel /*level*/, std::string_view message) override { text += message; }
  };
  Listener listener;
  Executor executor(scheduler, router, listener, {});
  answers["t1"].outcome = success("");
  answers["t1"].outcome.kept_directory = "/tmp/abc";
  scheduler.run([&] {
    scheduler.spawn([&] { mock.deliver_next(); });
    CHECK(executor.run(command_action("uptime", targets(1), {})).size() == 1);
  });
  CHECK(listener.text == "Skipping cleanup of tmpdir /tmp/abc [ID: skip_cleanup]");
}

TEST_CASE_FIXTURE(Bench, "an interruption ends every target exactly once: finished, unknown or never started") {
  options.concurrency = 2;
  answers["t2"] = {success("slow"), 10s};
  Values results;
  bool thrown = false;
  bool refused_later = false;
  run([&](Executor& executor) {
    while_running = [&] {
      if (reporter.results.size() == 2) {  // t1 and t3 have ended, t2 and t4 run, t5 and t6 wait
        executor.interrupt();
        executor.interrupt();
      }
    };
    try {
      static_cast<void>(executor.run(command_action("uptime", targets(6), {})));
    } catch (Interrupted& interrupted) {
      thrown = true;
      results = std::move(interrupted.results);
    }
    CHECK(executor.interrupted());
    try {
      static_cast<void>(executor.run(command_action("uptime", targets(1, "later"), {})));
    } catch (const Interrupted& interrupted) {
      refused_later = interrupted.results.empty();
    }
  });
  CHECK(thrown);
  CHECK(refused_later);
  REQUIRE(results.size() == 6);
  CHECK(summary(results) == "t1:success t2:failure t3:success t4:failure t5:failure t6:failure");
  CHECK(as_result(results[1]).ending() == Ending::Unknown);
  CHECK(as_result(results[3]).ending() == Ending::Unknown);
  CHECK(as_result(results[4]).ending() == Ending::Failed);
  CHECK(as_result(results[5]).error()->kind() == "volley/interrupted");
  CHECK(started == std::vector<std::string>{"t1", "t2", "t3", "t4"});
  for (const auto& [target, count] : reporter.results) {
    CAPTURE(target);
    CHECK(count == 1);
  }
  CHECK(reporter.results.size() == 6);
}

TEST_CASE_FIXTURE(Bench, "after one interruption what runs goes on to its end") {
  options.concurrency = 2;
  Values results;
  run([&](Executor& executor) {
    while_running = [&] {
      if (reporter.results.empty()) {
        executor.interrupt();
      }
    };
    try {
      static_cast<void>(executor.run(command_action("uptime", targets(4), {})));
    } catch (Interrupted& interrupted) {
      results = std::move(interrupted.results);
    }
  });
  CHECK(started == std::vector<std::string>{"t1", "t2"});
  CHECK(summary(results) == "t1:success t2:success t3:failure t4:failure");
}

TEST_CASE_FIXTURE(Bench, "a target that takes longer than the time limit has timed out") {
  answers["t2"] = {success("slow"), 10s};
  RunOptions limited;
  limited.time_limit = 2500ms;
  Values results;
  run([&](Executor& executor) { results = executor.run(command_action("uptime", targets(3), limited)); });
  CHECK(summary(results) == "t1:success t2:failure t3:success");
  CHECK(as_result(results[1]).ending() == Ending::TimedOut);
  CHECK(as_result(results[1]).error()->kind() == "volley/timeout");
  CHECK(as_result(results[1]).error()->message() == "Timed out after 2.5 seconds: what ran was ended");
}

TEST_CASE_FIXTURE(Bench, "a transport that ignores the interruption is waited for only a moment") {
  Executor executor(scheduler, router, reporter, {});
  Values results;
  scheduler.run([&] {
    scheduler.spawn([&] {
      executor.interrupt();
      executor.interrupt();
    });
    try {
      static_cast<void>(executor.run(command_action("uptime", targets(2), {})));
    } catch (Interrupted& interrupted) {
      results = std::move(interrupted.results);
    }
  });
  CHECK(clock.now().time_since_epoch() <= 7s);
  REQUIRE(results.size() == 2);
  CHECK(as_result(results[0]).ending() == Ending::Unknown);
  CHECK(as_result(results[1]).error()->kind() == "volley/unknown");
  // What arrives now comes too late, and finds nobody.
  while (mock.deliver_next()) {
  }
  scheduler.run([] {});
  CHECK(reporter.results == std::map<std::string, int>{{"t1", 1}, {"t2", 1}});
}

TEST_CASE("answers that arrive after the executor has gone do no harm") {
  Bench bench;
  {
    Executor executor(bench.scheduler, bench.router, bench.reporter, {});
    bench.scheduler.run([&] {
      bench.scheduler.spawn([&] {
        executor.interrupt();
        executor.interrupt();
      });
      CHECK_THROWS_AS(static_cast<void>(executor.run(command_action("uptime", bench.targets(1), {}))), Interrupted);
    });
  }
  CHECK(bench.mock.deliver_next());
  bench.scheduler.run([] {});
  CHECK(bench.reporter.results.size() == 1);
}

TEST_CASE_FIXTURE(Bench, "a thousand targets with a window of a hundred") {
  for (int number = 1; number <= 1000; ++number) {
    answers["t" + std::to_string(number)] = {success("x"), std::chrono::milliseconds(number * 37 % 101)};
  }
  const Values results = run_command(1000);
  REQUIRE(results.size() == 1000);
  for (std::size_t at = 0; at < results.size(); ++at) {
    CHECK(as_result(results[at]).target_name() == "t" + std::to_string(at + 1));
  }
  CHECK(reporter.most_running == 100);
}

TEST_CASE_FIXTURE(Bench, "what a cancelled fiber has started is ended, and what waits for its turn is not started") {
  options.concurrency = 3;
  answers["t2"] = {success("slow"), 10s};
  answers["other1"] = {success("slow"), 1s};
  Values results;
  Values others;
  run([&](Executor& executor) {
    bool told = false;
    const auto fiber = scheduler.spawn([&] {
      results = executor.run(command_action("uptime", targets(4), {}));
      CHECK_THROWS_AS(scheduler.check_cancelled(), PlanError);
      CHECK_NOTHROW(scheduler.check_cancelled());
      told = true;
    });
    scheduler.spawn([&] { others = executor.run(command_action("uptime", targets(2, "other"), {})); });
    scheduler.pause_until(clock.now() + 100us);
    scheduler.cancel(fiber, std::make_exception_ptr(PlanError("a", "b")));
    while (!told || others.empty()) {
      scheduler.pause_until(clock.now() + 1ms);
    }
  });
  CHECK(summary(results) == "t1:failure t2:failure t3:failure t4:failure");
  CHECK(as_result(results[1]).ending() == Ending::Unknown);
  CHECK(as_result(results[3]).error()->kind() == "volley/interrupted");
  CHECK(summary(others) == "other1:success other2:success");
  CHECK(std::find(started.begin(), started.end(), "t4") == started.end());
}

TEST_CASE_FIXTURE(Bench, "an executor that stopped for the end of a run starts again, unless the user asked for it") {
  run([&](Executor& executor) {
    executor.stop_starting();
    CHECK_THROWS_AS(static_cast<void>(executor.run(command_action("uptime", targets(1), {}))), Interrupted);
    executor.start_again();
    CHECK(summary(executor.run(command_action("uptime", targets(1), {}))) == "t1:success");
    executor.interrupt();
    executor.start_again();
    CHECK(executor.interrupted());
  });
}
