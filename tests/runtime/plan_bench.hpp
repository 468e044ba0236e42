// Whole plans on a project in a temporary directory, with a mock in place of the targets and a clock that jumps.
//
//   PlanBench bench;
//   bench.write("plans/x.pp", "plan demo::x() { return(run_command('true', 'web')) }");
//   bench.on_command("web1", answer(1, "no"));
//   CHECK(bench.run("demo::x").value == "...");
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "lang/diagnostic.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/engine.hpp"
#include "runtime/execute/reporter.hpp"
#include "runtime/project/inventory.hpp"
#include "runtime/project/module_path.hpp"
#include "runtime/project/project.hpp"
#include "runtime/value/json.hpp"
#include "stdlib/bolt/bolt_functions.hpp"
#include "stdlib/built_in_modules.hpp"
#include "stdlib/functions/functions.hpp"
#include "stdlib/module_functions/module_functions.hpp"
#include "transport/mock/mock_transport.hpp"

namespace volley::runtime {

inline Outcome answer(int exit_code, const std::string& text = "") {
  Outcome outcome;
  outcome.exit_code = exit_code;
  outcome.standard_output = text;
  outcome.merged_output = text;
  return outcome;
}

// Everything that a run tells, as lines.
class Transcript final : public Reporter {
 public:
  std::vector<std::string> lines;

  void plan_started(std::string_view name) override { add("plan ", name); }
  void plan_finished(std::string_view name, Duration /*took*/) override { add("end of plan ", name); }
  void step_started(const Step& step) override { add("step ", step.description); }
  void step_finished(const Step& step, std::size_t failures, Duration /*took*/) override {
    add("end of " + step.description + ", failures: ", std::to_string(failures));
  }
  void message(std::string_view text) override { add("message ", text); }
  void log(LogLevel /*level*/, std::string_view text) override { add("log ", text); }

 private:
  void add(std::string beginning, std::string_view rest) { lines.push_back(std::move(beginning.append(rest))); }
};

// The mock under a name that inventories know.
class StandIn final : public Transport {
 public:
  StandIn(std::string_view name, transport::MockTransport& mock) : name_(name), mock_(mock) {}
  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] std::shared_ptr<const Endpoint> endpoint(const TargetAddress& address) override {
    return mock_.endpoint(address);
  }
  void start(std::shared_ptr<const Endpoint> endpoint, std::shared_ptr<const Job> job, OutputListener listener,
             std::stop_token stop, Completion done) override {
    mock_.start(std::move(endpoint), std::move(job), std::move(listener), std::move(stop), std::move(done));
  }

 private:
  std::string_view name_;
  transport::MockTransport& mock_;
};

struct PlanOutcome {
  std::string value;  // as JSON; empty after an error
  std::string error;  // the message
  std::string kind;   // of a PlanError; "evaluation", "syntax", "interrupted" for the others
  std::string place;  // "x.pp:2"
  std::string trace;  // "plan demo::inner@x.pp:3;"
  std::string hint;
  std::string dropped;  // the ledger as JSON
};

class PlanBench {
 public:
  PlanBench() {
    write("bolt-project.yaml", "name: demo\n");
    write("inventory.yaml", "groups: [{name: web, targets: [web1, web2, web3]}]\n");
    stdlib::add_core_functions(registry_);
    stdlib::add_bolt_functions(registry_);
    stdlib::add_module_functions(registry_);
  }
  PlanBench(const PlanBench&) = delete;
  PlanBench& operator=(const PlanBench&) = delete;
  ~PlanBench() { std::filesystem::remove_all(root_); }

  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << text;
  }
  // A plan demo::x whose body this is, on a line of its own.
  void body(const std::string& text) const { write("plans/x.pp", "plan demo::x() {\n" + text + "\n}\n"); }

  PlanOutcome run(const std::string& plan = "demo::x", const Hash& parameters = {}) {
    Project project = Project::discover({root_.string(), "", root_.string(), "", "/nonexistent"});
    ModulePathOptions module_options = project.module_path();
    module_options.built_in = BuiltInModules(stdlib::built_in_modules());
    ModulePath modules(std::move(module_options));
    auto inventory = std::make_shared<Inventory>(
        parse_inventory({"inventory.yaml", read_file(project.inventory_file(), "inventory"), "inventory"}));
    Engine engine({project, modules, inventory, registry_, {&ssh_, &local_}, transcript, clock, prompter, http, {}},
                  {});
    PlanOutcome outcome;
    engine_ = &engine;
    if (interrupted) {
      engine.interrupt();
    }
    try {
      engine.run([&] { outcome.value = to_json(engine.run_plan(plan, parameters, {})); });
    } catch (const PlanError& error) {
      describe(outcome, error, error.error().kind(), error.place());
      outcome.hint = error.hint();
    } catch (const EvaluationError& error) {
      describe(outcome, error, "evaluation", error.diagnostic().place);
      outcome.hint = error.diagnostic().hint;
    } catch (const lang::ParseError& error) {
      outcome.kind = "syntax";
      outcome.error = error.summary();
      outcome.place = place_text(error.diagnostics().front().place);
    } catch (const Interrupted&) {
      outcome.kind = "interrupted";
    }
    outcome.dropped = to_json(engine.dropped().to_data());
    return outcome;
  }

  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return root_ / name; }
  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(clock.now().time_since_epoch()).count(); }

  // What targets answer; without one a command ends well and says its target's name.
  std::map<std::string, std::vector<Outcome>> answers;  // the last one is given again and again
  std::vector<std::string> jobs;                        // "web1 command uptime"; the command "interrupt" does that
  Transcript transcript;
  VirtualClock clock;
  bool interrupted = false;  // from the very start
  Prompter* prompter = nullptr;
  HttpClient* http = nullptr;

 private:
  template <typename Error>
  static void describe(PlanOutcome& outcome, const Error& error, const std::string& kind, const lang::Place& place) {
    outcome.error = error.what();
    outcome.kind = kind;
    outcome.place = place_text(place);
    for (const TraceFrame& frame : error.trace()) {
      outcome.trace += frame.callee + "@" + place_text(frame.call_site) + ";";
    }
  }

  static std::string place_text(const lang::Place& place) {
    return place.known()
               ? std::filesystem::path(place.file()).filename().string() + ":" + std::to_string(place.position().line)
               : std::string("-");
  }

  transport::MockAnswer respond(const std::string& target, const Job& job) {
    if (const auto* command = std::get_if<CommandJob>(&job.work)) {
      jobs.push_back(target + (job.run_as ? " as " + *job.run_as : "") + " command " + command->command);
      if (command->command == "interrupt") {
        engine_->interrupt();
      }
    } else if (const auto* task = std::get_if<TaskJob>(&job.work)) {
      jobs.push_back(target + " task " + task->task_name + " " + task->input_json);
    } else if (std::holds_alternative<ProbeJob>(job.work)) {
      jobs.push_back(target + " probe");
    }
    std::vector<Outcome>& known = answers[target];
    const Outcome outcome = known.empty() ? answer(0, target) : known.front();
    if (known.size() > 1) {
      known.erase(known.begin());
    }
    return {outcome, std::chrono::milliseconds(0)};
  }

  std::filesystem::path root_ = std::filesystem::temp_directory_path() / ("volley-plans-" + std::to_string(getpid()));
  FunctionRegistry registry_;
  Engine* engine_ = nullptr;  // of the present run
  transport::MockTransport mock_{[this](const std::string& target, const Job& job) { return respond(target, job); },
                                 transport::MockTransport::Delivery::AtOnce};
  StandIn ssh_{"ssh", mock_};
  StandIn local_{"local", mock_};
};

}  // namespace volley::runtime
