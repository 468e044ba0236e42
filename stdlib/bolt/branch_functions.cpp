// Work side by side: parallelize, background, wait.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "runtime/evaluate/closure.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/execute/future.hpp"
#include "runtime/execute/plan_result.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Branches;
using runtime::BranchList;
using runtime::Call;
using runtime::Closure;
using runtime::Engine;
using runtime::EvaluationError;
using runtime::Future;
using runtime::Hash;
using runtime::Pointer;
using runtime::Value;
using runtime::Values;

runtime::PlanError invalid_result(const Value& result, const lang::Place& place) {
  const std::string text = runtime::to_text(result);
  return {"bolt/invalid-plan-result", fmt::format("Background block returned an invalid result: {}", text),
          Value(Hash{{"file", place.file()},
                     {"line", Value(static_cast<std::int64_t>(place.position().line))},
                     {"result_string", text}})};
}

// Runs on a fiber of its own.
Value run_block(Engine& engine, const Closure& block, const Hash& parameters, const lang::Place& place) {
  runtime::Evaluator evaluator(engine.environment());
  evaluator.set_stack_limit(engine.scheduler().current_stack_limit());
  Value result;
  try {
    result = evaluator.call_apart(block, parameters);
  } catch (EvaluationError& error) {
    error.wrap("a Function Call", place);
    throw;
  }
  if (!runtime::is_plan_result(result)) {
    // A mistake in the plan, which nothing in it can catch.
    engine.branches().end_run(std::make_exception_ptr(invalid_result(result, place)));
  }
  return result;
}

std::size_t most_at_once(const Call& call) {
  const Value limit = call.has(1) ? call.arguments[1].as_hash().get("limit") : Value();
  return limit.is_integer() ? static_cast<std::size_t>(limit.as_integer()) : Branches::kMost;
}

Value parallelize(Call& call) {
  Engine& engine = engine_of(call);
  const Value items = call.arguments[0];
  const auto block = runtime::make<const Closure>(call.block->lambda(), call.block->frame());
  const std::string parameter(block->lambda().parameters.front().name);
  const BranchList branches = engine.branches().run_all(
      items.as_array().size(), most_at_once(call),
      [&engine, items, block, parameter, place = call.place()](std::size_t position) {
        return run_block(engine, *block, Hash{{parameter, items.as_array()[position]}}, place);
      });
  return runtime::branch_results(branches, false, call.place());
}

// The plan goes on and may assign further variables, which the block does not see.
Value background(Call& call) {
  Engine& engine = engine_of(call);
  const auto block = runtime::make<const Closure>(call.block->lambda(), call.block->frame()->snapshot());
  const std::string name = call.has(0) ? std::string(call.arguments[0].as_string()) : std::string();
  const auto branch = engine.branches().start(
      name, [&engine, block, place = call.place()] { return run_block(engine, *block, Hash{}, place); });
  return Value(runtime::make<const Future>(branch));
}

// What wait() was called with: all of it is optional.
struct WaitArguments {
  std::optional<BranchList> branches;
  std::optional<runtime::Duration> limit;
  std::string limit_text;
  bool catch_errors = false;
};

BranchList branches_of(const Value& futures) {
  BranchList branches;
  if (const auto* future = futures.as<Future>()) {
    branches.push_back(future->branch());
  } else {
    for (const Value& item : futures.as_array()) {
      branches.push_back(item.as<Future>()->branch());
    }
  }
  return branches;
}

void warn_of_unknown(const Call& call, Engine& engine, const Values& names) {
  const lang::Place place = call.place();
  std::string list;
  for (const Value& name : names) {
    list += (list.empty() ? "\"" : ", \"") + runtime::to_text(name) + "\"";
  }
  engine.warn("plan_function_options",
              fmt::format("The wait() function call in {}#L{} received unknown options [{}]. Removing unknown options "
                          "and continuing...",
                          place.file(), place.position().line, list));
}

void read_wait_options(WaitArguments& read, const Call& call, Engine& engine, const Hash& options) {
  Values unknown;
  for (const auto& [name, value] : options) {
    if (name.as_string() == "_catch_errors") {
      read.catch_errors = value.truthy();
    } else {
      unknown.push_back(name);
    }
  }
  if (!unknown.empty()) {
    warn_of_unknown(call, engine, unknown);
  }
}

runtime::Duration seconds(const Value& value) {
  // Longer than any run.
  constexpr double kMost = 1e9;
  const std::chrono::duration<double> given(std::min(value.as_number(), kMost));
  return std::chrono::duration_cast<runtime::Duration>(given);
}

WaitArguments read_wait(const Call& call, Engine& engine) {
  WaitArguments read;
  for (const Value& argument : call.arguments) {
    if (argument.is_number()) {
      read.limit = seconds(argument);
      read.limit_text = runtime::to_text(argument);
    } else if (argument.is_hash()) {
      read_wait_options(read, call, engine, argument.as_hash());
    } else {
      read.branches = branches_of(argument);
    }
  }
  return read;
}

bool any_running(const BranchList& branches) {
  return std::any_of(branches.begin(), branches.end(), [](const auto& branch) { return branch->running(); });
}

// While it waits more may be started. What has ended before anybody waited gives nothing.
Value wait_for_all(const Call& call, Engine& engine, const WaitArguments& read) {
  Value results{Values{}};
  for (BranchList all = engine.branches().of_plan_call(); any_running(all); all = engine.branches().of_plan_call()) {
    engine.branches().await(all, read.limit, read.limit_text);
    results = runtime::branch_results(all, read.catch_errors, call.place());
  }
  return results;
}

Value wait(Call& call) {
  Engine& engine = engine_of(call);
  const WaitArguments read = read_wait(call, engine);
  if (!read.branches) {
    return wait_for_all(call, engine, read);
  }
  engine.branches().await(*read.branches, read.limit, read.limit_text);
  return runtime::branch_results(*read.branches, read.catch_errors, call.place());
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"parallelize",
     {{"Array[Any] data, Struct[{Optional['limit'] => Integer[1]}] ?options, Callable[Any] &block",
       "Array[Boltlib::PlanResult]", parallelize}},
     "Runs a block for each element, all at the same time, and gives what the blocks gave. Option: limit (the most at "
     "the same time)."},
    {"background",
     {{"String[1] ?name, Callable[0, 0] &block", "Future", background}},
     "Runs a block beside the plan, which goes on at once."},
    {"wait",
     {{"Variant[Future, Array[Future]] futures, Hash[String[1], Any] ?options", "Array[Boltlib::PlanResult]", wait},
      {"Hash[String[1], Any] ?options", "Array[Boltlib::PlanResult]", wait},
      {"Variant[Integer[0], Float[0.0]] timeout, Hash[String[1], Any] ?options", "Array[Boltlib::PlanResult]", wait},
      {"Variant[Future, Array[Future]] futures, Variant[Integer[0], Float[0.0]] timeout, Hash[String[1], Any] ?options",
       "Array[Boltlib::PlanResult]", wait}},
     "Waits for what was sent to the background, without futures for all of this plan, and gives its results. Those "
     "that have not ended after the timeout (seconds) are ended. Option: _catch_errors."},
});

}  // namespace

std::span<const runtime::FunctionRecord> branch_functions() { return kFunctions; }

}  // namespace volley::stdlib
