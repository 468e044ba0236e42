// One run of Volley: the project, its inventory and modules, the transports, and the execution of actions and plans.
//
//   Engine engine(project, modules, inventory, registry, transports, reporter, clock, options);
//   engine.run([&] { Value result = engine.run_plan("demo::rolling", parameters, {}); });
//
// Everything inside run() happens on fibers of the calling thread; functions that wait park their fiber.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/evaluate/environment.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/execute/actions.hpp"
#include "runtime/execute/branches.hpp"
#include "runtime/execute/definition_files.hpp"
#include "runtime/execute/drop_ledger.hpp"
#include "runtime/execute/executor.hpp"
#include "runtime/execute/http_client.hpp"
#include "runtime/execute/prompter.hpp"
#include "runtime/execute/scheduler.hpp"
#include "runtime/execute/transport.hpp"
#include "runtime/hiera/hiera.hpp"

namespace volley::runtime {

class Inventory;
class PuppetDb;
enum class TargetId : std::uint32_t;
class ModulePath;
class Project;
struct Task;

// What the engine works with; all of it outlives the engine.
struct EngineParts {
  const Project& project;
  ModulePath& modules;
  std::shared_ptr<Inventory> inventory;
  const FunctionRegistry& registry;
  std::vector<Transport*> transports;
  Reporter& reporter;
  Clock& clock;
  Prompter* prompter = nullptr;     // null: nobody can be asked
  HttpClient* http = nullptr;       // null: PuppetDB is out of reach
  std::string puppetdb_instance{};  // the one that is meant where a plan names none; empty: the general settings
};

// What becomes of targets that an action failed on.
enum class OnFailure {
  Raise,  // the plan gets an error
  Give,   // their results tell
  Drop,   // their results tell, and they are left out from then on
};

class Engine final : public Router, private LogSink, private Watch {
 public:
  Engine(const EngineParts& parts, const ExecutorOptions& options);
  ~Engine() override;

  // Runs `body` on a fiber until it and everything that it started have ended. An exception of `body` comes out here,
  // and the first mistake of a plan in the background. Dropped targets are back with the next run.
  void run(const std::function<void()>& body);

  // Calls a plan with its Starting and Finished lines. Throws PlanError bolt/unknown-plan, and what the plan raises.
  Value run_plan(std::string_view name, const Hash& parameters, const lang::Place& call_site);
  [[nodiscard]] Loaded<lang::PlanDefinition> find_plan(std::string_view name);
  // Throws PlanError bolt/unknown-task.
  [[nodiscard]] std::shared_ptr<const Task> find_task(std::string_view name);

  // Runs an action as a step of a plan: Starting and Finished lines, then a ResultSet; a failure may be a PlanError
  // bolt/run-failure. `refused` are results of targets that nothing could be started on; they come last.
  Value run_step(const Action& action, OnFailure on_failure, const Values& refused = {});
  // The same around any way of getting the results.
  Value run_step_with(const Action& action, OnFailure on_failure, const std::function<Values()>& run);
  // Waits until all targets answer, or until `limit` has passed; one Result for each.
  Values wait_until_available(const Values& targets, const RunOptions& options, Duration limit, Duration interval);

  // The Target values that a TargetSpec means (a string, a Target, arrays of them), without those that were dropped.
  [[nodiscard]] Values targets(const Value& spec);
  // The dropped target that a TargetSpec means; nullptr when it means none.
  [[nodiscard]] const DroppedTarget* dropped_in(const Value& spec);
  // A new target, or a new definition of a known one: {"name" => .., "uri" => .., "vars" => ..}.
  [[nodiscard]] Value make_target(const Hash& definition);

  Route route(const Value& target) override;
  // To be told when a plan has changed the configuration of a target.
  void forget_route(const std::string& target) { routes_.erase(target); }

  // Stops the run from outside (Ctrl-C); any thread. The first time nothing new is started; the second time what runs
  // is ended too.
  void interrupt();

  // A warning that a project can leave out by its id.
  void warn(std::string_view id, std::string_view text) const;

  // The block's actions show no Starting and Finished lines.
  void without_default_logging(const std::function<void()>& block);
  [[nodiscard]] bool quiet() { return branches_.current().manner.quiet; }
  // The block's actions run as that user, where they do not say otherwise.
  void with_run_as(const std::string& user, const std::function<void()>& block);
  [[nodiscard]] const std::optional<std::string>& run_as() { return branches_.current().manner.run_as; }

  // Whether there is somebody to answer questions.
  [[nodiscard]] bool can_ask() const { return parts_.prompter != nullptr && parts_.prompter->available(); }
  // Waits for the line that somebody types.
  [[nodiscard]] std::string ask(const Question& question);

  // PuppetDB by the name of its instance; empty: the usual one. Throws PlanError (bolt/puppetdb-error).
  [[nodiscard]] PuppetDb& puppetdb(const std::string& instance);

  // Runs a command line on the controller and waits for its end.
  [[nodiscard]] Outcome run_locally(std::string command);

  [[nodiscard]] const DropLedger& dropped() const { return dropped_; }
  void readmit(const std::string& target) { dropped_.readmit(target); }
  // Whether the block's actions drop targets that fail, where they do not say otherwise. Plans that the block calls do
  // not.
  void with_dropping(bool drops, const std::function<void()>& block);
  [[nodiscard]] bool drops_failed() { return branches_.current().manner.drops_failed; }

  [[nodiscard]] const Project& project() const { return parts_.project; }
  [[nodiscard]] ModulePath& modules() const { return parts_.modules; }
  [[nodiscard]] Inventory& inventory() const { return *parts_.inventory; }
  [[nodiscard]] Reporter& reporter() const { return parts_.reporter; }
  [[nodiscard]] Scheduler& scheduler() { return scheduler_; }
  [[nodiscard]] Executor& executor() { return executor_; }
  [[nodiscard]] Branches& branches() { return branches_; }
  // The data behind lookup().
  [[nodiscard]] Hiera& hiera() { return hiera_; }
  [[nodiscard]] const Executor& executor() const { return executor_; }
  [[nodiscard]] Environment& environment() { return environment_; }

 private:
  void log(LogLevel level, std::string_view message) override;
  void check() override;
  Route route(TargetId target, int hops);
  [[nodiscard]] Transport* find_transport(std::string_view name) const;
  void drop_failed(const Action& action, const ResultSet& set);
  void pause_or_stop();
  [[nodiscard]] HttpResponse post(HttpRequest request);

  EngineParts parts_;
  Scheduler scheduler_;
  Executor executor_;
  Branches branches_;
  DefinitionFiles definitions_;
  Environment environment_;
  Hiera hiera_;
  std::unordered_map<std::string, std::shared_ptr<const Task>> tasks_;
  std::unordered_map<std::string, Route> routes_;  // by the name of the target
  bool asking_ = false;
  DropLedger dropped_;
  std::unordered_map<std::string, std::unique_ptr<PuppetDb>> databases_;
  std::atomic<bool> interrupted_ = false;  // for plans that never wait
};

}  // namespace volley::runtime
