#include "runtime/execute/engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>

#include "lang/nearest_name.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/interpret.hpp"
#include "runtime/execute/plan_result.hpp"
#include "runtime/execute/plan_types.hpp"
#include "runtime/execute/restore.hpp"
#include "runtime/project/inventory.hpp"
#include "runtime/project/module_path.hpp"
#include "runtime/project/project.hpp"
#include "runtime/project/target_spec.hpp"
#include "runtime/project/target_value.hpp"
#include "runtime/project/task.hpp"
#include "runtime/puppetdb/client.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

// A remote target may run on another remote one, but not in a circle.
constexpr int kMostHops = 8;

std::string hiera_config(const Project& project) {
  const Value setting = project.setting("hiera-config");
  return project.file(setting.is_string() ? setting.as_string() : "hiera.yaml");
}

// Says goodbye however the plan ends.
class PlanReport {
 public:
  PlanReport(Reporter& reporter, Clock& clock, std::string_view name)
      : reporter_(reporter), clock_(clock), name_(name), started_(clock.now()) {
    reporter_.plan_started(name_);
  }
  PlanReport(const PlanReport&) = delete;
  PlanReport& operator=(const PlanReport&) = delete;
  ~PlanReport() { reporter_.plan_finished(name_, clock_.now() - started_); }

 private:
  Reporter& reporter_;
  Clock& clock_;
  std::string_view name_;
  TimePoint started_;
};

// For as long as the plan is being called.
class PlanCallScope {
 public:
  explicit PlanCallScope(Branch& branch) : branch_(branch) { branch_.calls.push_back(std::make_shared<PlanCall>()); }
  PlanCallScope(const PlanCallScope&) = delete;
  PlanCallScope& operator=(const PlanCallScope&) = delete;
  ~PlanCallScope() { branch_.calls.pop_back(); }

 private:
  Branch& branch_;
};

PlanError run_failure(const Action& action, const Value& result_set, std::size_t failures) {
  const std::string& name = action.shown_as.empty() ? action.object : action.shown_as;
  const std::string object = name.empty() ? std::string() : fmt::format(" '{}'", name);
  Hash details{
      {"action", action.function}, {"object", name.empty() ? Value() : Value(name)}, {"result_set", result_set}};
  return PlanError(make<const ErrorValue>("bolt/run-failure",
                                          fmt::format("{}{} failed on {} target{}", action.function, object, failures,
                                                      failures == 1 ? "" : "s"),
                                          Value(std::move(details))),
                   action.call_site);
}

void append_targets(const Value& spec, const std::shared_ptr<Inventory>& inventory, std::vector<TargetId>& ids) {
  if (spec.is_string()) {
    const auto found = resolve_targets(*inventory, spec.as_string(), SpecSyntax::Plan);
    ids.insert(ids.end(), found.begin(), found.end());
  } else if (spec.is_array()) {
    for (const Value& item : spec.as_array()) {
      append_targets(item, inventory, ids);
    }
  } else if (const auto* target = spec.as<TargetValue>()) {
    ids.push_back(target->id());
  } else {
    throw EvaluationError(
        fmt::format("A TargetSpec is a String, a Target or an Array of them, got {}", general_type_name(spec)));
  }
}

}  // namespace

Engine::Engine(const EngineParts& parts, const ExecutorOptions& options)
    : parts_(parts),
      scheduler_(parts.clock),
      executor_(scheduler_, *this, parts.reporter, options),
      branches_(scheduler_, executor_,
                [this](const Branch& branch) {
                  warn("errored_futures", fmt::format("Error in future '{}': {}", to_text(branch.label()),
                                                      branch.result.as<ErrorValue>()->message()));
                }),
      definitions_(parts.modules),
      environment_(parts.registry, &definitions_, this),
      hiera_({.config = hiera_config(parts.project),
              .module_directory = [&modules = parts.modules](std::string_view module) {
                return modules.module_directory(module);
              }}) {
  environment_.set_engine(this);
  environment_.set_watch(this);
  add_plan_types(environment_);
}

Engine::~Engine() = default;

void Engine::run(const std::function<void()>& body) {
  dropped_ = DropLedger{};
  branches_.run(body);
}

Loaded<lang::PlanDefinition> Engine::find_plan(std::string_view name) {
  auto plan = environment_.find_plan(name);
  if (!plan) {
    PlanError error(
        "bolt/unknown-plan",
        fmt::format("Could not find a plan named '{}'. For a list of available plans, run 'volley plan show'.", name));
    std::vector<std::string> names;
    for (const auto& [known, file] : parts_.modules.plans()) {
      names.push_back(known);
    }
    error.set_hint(lang::did_you_mean(name, names));
    throw error;
  }
  return plan;
}

Value Engine::run_plan(std::string_view name, const Hash& parameters, const lang::Place& call_site) {
  const auto plan = find_plan(name);
  Branch& branch = branches_.current();
  const PlanCallScope call(branch);
  std::optional<PlanReport> report;
  if (!branch.manner.quiet) {
    report.emplace(parts_.reporter, parts_.clock, name);
  }
  const Restore own_failures(branch.manner.drops_failed, false);
  Evaluator evaluator(environment_);
  evaluator.set_stack_limit(scheduler_.current_stack_limit());
  Value value = evaluator.call_plan(plan, parameters, call_site);
  check_plan_result(name, value);
  return value;
}

std::shared_ptr<const Task> Engine::find_task(std::string_view name) {
  const auto known = tasks_.find(std::string(name));
  if (known != tasks_.end()) {
    return known->second;
  }
  std::vector<Warning> warnings;
  auto task = runtime::find_task(parts_.modules, name, warnings);
  if (task == nullptr) {
    throw_unknown_task(name, "volley", lang::did_you_mean(name, task_names(parts_.modules)));
  }
  for (const Warning& warning : warnings) {
    parts_.reporter.log(LogLevel::Warning, fmt::format("{} [ID: {}]", warning.text, warning.id));
  }
  tasks_.emplace(std::string(name), task);
  return task;
}

Value Engine::run_step(const Action& action, OnFailure on_failure, const Values& refused) {
  Action shown = action;
  shown.quiet = action.quiet || quiet();
  return run_step_with(shown, on_failure, [&] {
    Values results = executor_.run(shown);
    results.insert(results.end(), refused.begin(), refused.end());
    return results;
  });
}

Value Engine::run_step_with(const Action& action, OnFailure on_failure, const std::function<Values()>& run) {
  if (on_failure == OnFailure::Drop) {
    dropped_.open();
  }
  const Step step{action.description, action.targets};
  const bool shown = !branches_.current().manner.quiet && !action.targets.empty();
  const TimePoint started = parts_.clock.now();
  if (shown) {
    parts_.reporter.step_started(step);
  }
  const auto set = make<const ResultSet>(run());
  const std::size_t failures = set->failure_count();
  if (shown) {
    parts_.reporter.step_finished(step, failures, parts_.clock.now() - started);
  }
  scheduler_.check_cancelled();
  if (failures > 0 && on_failure == OnFailure::Raise) {
    throw run_failure(action, Value(set), failures);
  }
  if (failures > 0 && on_failure == OnFailure::Drop) {
    drop_failed(action, *set);
  }
  return Value(set);
}

void Engine::drop_failed(const Action& action, const ResultSet& set) {
  for (const Value& value : set.results()) {
    const Result& result = as_result(value);
    if (const auto error = result.error()) {
      dropped_.add({result.target().as_object().to_data().as_string(), action.function, action.object, action.call_site,
                    error->kind(), error->message()});
    }
  }
}

Values Engine::targets(const Value& spec) {
  std::vector<TargetId> ids;
  append_targets(spec, parts_.inventory, ids);
  std::vector<bool> seen(parts_.inventory->size());
  Values targets;
  targets.reserve(ids.size());
  for (const TargetId id : ids) {
    if (!seen[static_cast<std::size_t>(id)] && dropped_.find(parts_.inventory->name(id)) == nullptr) {
      seen[static_cast<std::size_t>(id)] = true;
      targets.push_back(Value(make<const TargetValue>(parts_.inventory, id)));
    }
  }
  return targets;
}

const DroppedTarget* Engine::dropped_in(const Value& spec) {
  std::vector<TargetId> ids;
  append_targets(spec, parts_.inventory, ids);
  for (const TargetId id : ids) {
    if (const DroppedTarget* dropped = dropped_.find(parts_.inventory->name(id))) {
      return dropped;
    }
  }
  return nullptr;
}

Value Engine::make_target(const Hash& definition) {
  const TargetId id = parts_.inventory->create(definition);
  forget_route(parts_.inventory->name(id));
  return Value(make<const TargetValue>(parts_.inventory, id));
}

Transport* Engine::find_transport(std::string_view name) const {
  const auto found = std::find_if(parts_.transports.begin(), parts_.transports.end(),
                                  [name](const Transport* transport) { return transport->name() == name; });
  return found == parts_.transports.end() ? nullptr : *found;
}

Route Engine::route(const Value& target) { return route(static_cast<const TargetValue&>(target.as_object()).id(), 0); }

// `hops` counts the targets that work on behalf of another one.
Route Engine::route(TargetId target, int hops) {
  const std::string& name = parts_.inventory->name(target);
  const auto known = routes_.find(name);
  if (known != routes_.end()) {
    return known->second;
  }
  const Target data = parts_.inventory->target(target);
  Route route;
  if (data.transport == "remote" && hops < kMostHops) {
    const Value run_on = data.transport_config.is_hash() ? data.transport_config.as_hash().get("run-on") : Value();
    route =
        this->route(parts_.inventory->find_or_create(run_on.is_string() ? run_on.as_string() : "localhost"), hops + 1);
    route.remote = true;
  } else {
    route.transport = find_transport(data.transport);
    if (route.transport == nullptr) {
      throw PlanError(
          "bolt/unknown-transport",
          fmt::format("The transport {} of {} is not supported yet; use ssh or local", data.transport, data.safe_name));
    }
    route.endpoint = route.transport->endpoint(parts_.inventory->address(target));
  }
  routes_.emplace(name, route);
  return route;
}

void Engine::check() {
  if (interrupted_.load(std::memory_order_relaxed) || executor_.interrupted()) {
    throw Interrupted{};
  }
  scheduler_.check_cancelled();
}

void Engine::interrupt() {
  interrupted_.store(true, std::memory_order_relaxed);
  scheduler_.post([this] { executor_.interrupt(); });
}

void Engine::without_default_logging(const std::function<void()>& block) {
  const Restore restore(branches_.current().manner.quiet, true);
  block();
}

void Engine::with_run_as(const std::string& user, const std::function<void()>& block) {
  const Restore restore(branches_.current().manner.run_as, std::optional(user));
  block();
}

void Engine::with_dropping(bool drops, const std::function<void()>& block) {
  const Restore restore(branches_.current().manner.drops_failed, drops);
  block();
}

void Engine::warn(std::string_view id, std::string_view text) const {
  if (!parts_.project.warning_disabled(id)) {
    parts_.reporter.log(LogLevel::Warning, fmt::format("{} [ID: {}]", text, id));
  }
}

void Engine::log(LogLevel level, std::string_view message) { parts_.reporter.log(level, message); }

}  // namespace volley::runtime
