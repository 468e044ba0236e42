// waves: a block for more and more targets, as long as few enough of them fail.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/target_parameter.hpp"
#include "runtime/project/target_value.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"
#include "stdlib/bolt/pause.hpp"
#include "stdlib/bolt/wave_options.hpp"
#include "stdlib/bolt/wave_results.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::Engine;
using runtime::Hash;
using runtime::PlanError;
using runtime::Value;
using runtime::Values;

std::string counted(std::size_t count) { return fmt::format("{} target{}", count, count == 1 ? "" : "s"); }

std::string list_of(const Values& targets) {
  constexpr std::size_t kMostNames = 10;
  std::string text;
  for (std::size_t at = 0; at < std::min(targets.size(), kMostNames); ++at) {
    text += (at == 0 ? "" : ", ") + targets[at].as_object().to_string();
  }
  return targets.size() > kMostNames ? fmt::format("{} and {} more", text, targets.size() - kMostNames) : text;
}

std::vector<Domains> domains_of(const Values& targets, const std::vector<std::string>& variables) {
  std::vector<Domains> domains;
  for (const Value& target : targets) {
    const Value vars = static_cast<const runtime::TargetValue&>(target.as_object()).target().vars;
    Domains own;
    for (const std::string& variable : variables) {
      const Value value = vars.is_hash() ? vars.as_hash().get(variable) : Value();
      own.push_back(value.is_undef() ? std::string() : runtime::to_text(value));
    }
    domains.push_back(std::move(own));
  }
  return domains;
}

// One call of waves().
class WaveRun {
 public:
  WaveRun(Call& call, Engine& engine, WaveOptions options, Values targets, std::vector<Wave> waves)
      : call_(call),
        engine_(engine),
        options_(std::move(options)),
        domains_(domains_of(targets, options_.limited_variables)),
        waves_(std::move(waves)),
        results_(std::move(targets)) {}

  Value run() {
    check_options();
    for (current_ = 0; current_ < waves_.size(); ++current_) {
      if (current_ > 0 && options_.approve) {
        ask_for_approval();
      }
      run_wave();
      if (current_ + 1 < waves_.size()) {
        soak();
      }
      check();
    }
    return Value(results_.summary());
  }

 private:
  [[nodiscard]] const Wave& wave() const { return waves_[current_]; }
  [[nodiscard]] std::size_t count() const { return results_.targets().size(); }
  [[nodiscard]] std::string label() const { return fmt::format("wave {} of {}", current_ + 1, waves_.size()); }
  [[nodiscard]] std::string full_label() const { return fmt::format("{} (up to {})", label(), wave().size); }

  // What would fail later must fail before the first target is touched.
  void check_options() {
    if (!options_.check.empty()) {
      static_cast<void>(engine_.find_plan(options_.check));
    }
    if (options_.approve && waves_.size() > 1 && !engine_.can_ask()) {
      throw PlanError("bolt/no-tty-error", "STDIN is not a tty, unable to ask for the approval of waves");
    }
  }

  void run_wave() {
    const std::vector<Batch> batches = batches_of(wave(), domains_, options_.limits);
    for (std::size_t at = 0; at < batches.size(); ++at) {
      run_batch(batches[at],
                batches.size() == 1 ? label() : fmt::format("{}, batch {} of {}", label(), at + 1, batches.size()));
      check_budgets();
    }
  }

  void run_batch(const Batch& batch, std::string description) {
    runtime::Action step;
    step.name = "wave";
    step.function = "waves";
    step.description = std::move(description);
    step.targets = results_.targets_at(batch);
    step.call_site = call_.place();
    std::optional<PlanError> ended;
    const Value set =
        engine_.run_step_with(step, runtime::OnFailure::Give, [&] { return call_block(step.targets, ended); });
    const Values& results = set.as<runtime::ResultSet>()->results();
    for (std::size_t at = 0; at < batch.size(); ++at) {
      results_.set(batch[at], results[at]);
    }
    if (ended) {
      stop("volley/wave-failed", fmt::format("{} ended with an error: {}", full_label(), ended->error().message()),
           {{"cause", ended->value()}});
    }
  }

  // The results of the batch, in its order.
  Values call_block(const Values& batch, std::optional<PlanError>& ended) {
    BlockVerdict verdict;
    const std::size_t known_drops = engine_.dropped().targets().size();
    try {
      engine_.with_dropping(true, [&] { verdict.read(call_.yield(Value(batch))); });
    } catch (const PlanError& error) {
      verdict.add_error(error.error());
      ended = error;
    }
    take_back_drops(known_drops, batch, verdict);
    Values results;
    for (const Value& target : batch) {
      results.push_back(verdict.result_for(target));
    }
    return results;
  }

  // Dropped targets are failed ones here, and what comes after the waves may have to do something about them.
  void take_back_drops(std::size_t known, const Values& batch, BlockVerdict& verdict) {
    std::set<std::string> names;
    for (const Value& target : batch) {
      names.emplace(target.as_object().to_data().as_string());
    }
    const auto& all = engine_.dropped().targets();
    for (std::size_t at = known; at < all.size(); ++at) {
      if (names.contains(all[at].target)) {
        verdict.add_dropped(all[at]);
        engine_.readmit(all[at].target);
      }
    }
  }

  void check_budgets() {
    check_budget("max_failed_wave", options_.max_failed_wave, wave().begin, wave().end);
    check_budget("max_failed", options_.max_failed, 0, count());
  }

  void check_budget(std::string_view name, const std::optional<TargetAmount>& budget, std::size_t begin,
                    std::size_t end) {
    const std::size_t failures = results_.failures(begin, end);
    const std::size_t allowed = budget ? budget->rounded_down(end - begin) : end - begin;
    if (failures > allowed) {
      const std::string all = allowed == 0 ? "none" : std::to_string(allowed);
      stop("volley/budget-spent",
           fmt::format("{} spent the error budget: {} failed, {} of {} may ({} {}): {}", full_label(),
                       counted(failures), all, end - begin, name, budget->text(), list_of(results_.failed(begin, end))),
           {{"budget", Value(name)}, {"allowed", Value(static_cast<std::int64_t>(allowed))}});
    }
  }

  void soak() {
    if (options_.soak > runtime::Duration{0}) {
      if (!engine_.quiet()) {
        const double seconds = std::chrono::duration<double>(options_.soak).count();
        engine_.reporter().message(
            fmt::format("Waiting {} second{} after {}", seconds, seconds == 1 ? "" : "s", label()));
      }
      pause(engine_, options_.soak);
    }
  }

  void check() {
    if (options_.check.empty()) {
      return;
    }
    const auto plan = engine_.find_plan(options_.check);
    Hash parameters;
    if (const std::string name = runtime::target_parameter(plan); !name.empty()) {
      parameters.set(name, results_.done(wave().begin, wave().end));
    }
    std::string problem;
    try {
      problem = problem_in(engine_.run_plan(options_.check, parameters, call_.place()));
    } catch (const PlanError& error) {
      problem = error.error().message();
    }
    if (!problem.empty()) {
      stop("volley/wave-check-failed",
           fmt::format("The check {} refused {}: {}", options_.check, full_label(), problem),
           {{"check", options_.check}});
    }
  }

  static std::string problem_in(const Value& verdict) {
    if (const auto* error = verdict.as<runtime::ErrorValue>()) {
      return error->message();
    }
    if (const auto* set = verdict.as<runtime::ResultSet>(); set != nullptr && !set->ok()) {
      return fmt::format("{} failed", counted(set->failure_count()));
    }
    return verdict.is_boolean() && !verdict.truthy() ? "it gave false" : "";
  }

  void ask_for_approval() {
    const std::size_t failures = results_.failures(0, count());
    const std::string answer =
        engine_.ask({fmt::format("{} of {} done, {} failed. Go on with {} ({})? [y/N] ", wave().begin - failures,
                                 counted(count()), failures, label(), counted(wave().end - wave().begin)),
                     false});
    if (answer != "y" && answer != "Y" && answer != "yes") {
      stop("volley/wave-not-approved", fmt::format("{} was not approved", full_label()), {});
    }
  }

  [[noreturn]] void stop(std::string kind, std::string message, Hash details) {
    message[0] = message[0] == 'w' ? 'W' : message[0];
    details.set("wave", Value(static_cast<std::int64_t>(current_ + 1)));
    details.set("waves", Value(static_cast<std::int64_t>(waves_.size())));
    details.set("size", wave().size);
    for (const auto& [key, value] : results_.summary()) {
      details.set(key.as_string() == "results" ? Value("result_set") : key, value);
    }
    throw PlanError(
        runtime::make<const runtime::ErrorValue>(std::move(kind), std::move(message), Value(std::move(details))),
        call_.place());
  }

  Call& call_;
  Engine& engine_;
  WaveOptions options_;
  std::vector<Domains> domains_;
  std::vector<Wave> waves_;
  WaveResults results_;
  std::size_t current_ = 0;
};

Value waves(Call& call) {
  Engine& engine = engine_of(call);
  Values targets = engine.targets(call.arguments[0]);
  const std::vector<TargetAmount> sizes = read_sizes(call.arguments[1].as_array());
  WaveOptions options = read_wave_options(call.has(2) ? call.arguments[2].as_hash() : Hash{});
  std::vector<Wave> waves = waves_of(targets.size(), sizes);
  return WaveRun(call, engine, std::move(options), std::move(targets), std::move(waves)).run();
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"waves",
     {{"Boltlib::TargetSpec targets, "
       "Array[Variant[Integer[1], Pattern[/\\A\\d+(\\.\\d+)?%?\\z/]], 1] sizes, "
       "Struct[{Optional['max_failed'] => Variant[Integer[0], Pattern[/\\A\\d+(\\.\\d+)?%?\\z/]], "
       "Optional['max_failed_wave'] => Variant[Integer[0], Pattern[/\\A\\d+(\\.\\d+)?%?\\z/]], "
       "Optional['soak'] => Variant[Integer[0], Float[0.0]], "
       "Optional['limits'] => Hash[String[1], Integer[1]], "
       "Optional['check'] => String[1], "
       "Optional['approve'] => Boolean}] ?options, "
       "Callable[1, 1] &block",
       "Hash[String, Any]", waves}},
     "Runs a block for more and more targets, as long as few enough of them fail. A size says how many of all targets "
     "are done after its wave (10, '25%'). Options: max_failed, max_failed_wave, soak, limits, check, approve."},
});

}  // namespace

std::span<const runtime::FunctionRecord> wave_functions() { return kFunctions; }

}  // namespace volley::stdlib
