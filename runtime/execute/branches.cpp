#include "runtime/execute/branches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {

// What a run_all() shares with its branches, which may outlive it when it is cancelled.
struct Branches::Batch {
  Bodies bodies;
  BranchList branches;  // null: not started yet
  std::size_t most;
  std::shared_ptr<PlanCall> origin = std::make_shared<PlanCall>();
  Scheduler::FiberNumber waiter = 0;
  Manner manner;
  std::size_t started = 0;
  std::size_t ended = 0;
  bool closed = false;   // no more are started
  bool starved = false;  // because not even one could be

  [[nodiscard]] std::size_t running() const { return started - ended; }
  [[nodiscard]] bool over() const { return running() == 0 && (closed || started == branches.size()); }
};

void Branches::run(const std::function<void()>& body) {
  std::exception_ptr own;
  last_number_ = 0;
  scheduler_.run([&] {
    const BranchPointer main = open({}, {});
    main->fiber = scheduler_.current();
    running_.emplace(main->fiber, main);
    try {
      body();
    } catch (const PlanError&) {
      own = std::current_exception();
    } catch (const Interrupted&) {
      own = std::current_exception();
    } catch (...) {
      fail(std::current_exception());
    }
    running_.erase(main->fiber);
  });
  if (const std::exception_ptr failure = std::exchange(failure_, nullptr)) {
    executor_.start_again();
    std::rethrow_exception(failure);
  }
  if (own) {
    std::rethrow_exception(own);
  }
}

Branch& Branches::current() { return *running_.at(scheduler_.current()); }

BranchPointer Branches::open(std::string name, const std::shared_ptr<PlanCall>& origin) {
  auto branch = std::make_shared<Branch>();
  branch->number = ++last_number_;
  branch->given_name = std::move(name);
  branch->origin = origin;
  const auto opener = running_.find(scheduler_.current());
  if (opener != running_.end()) {
    branch->manner = opener->second->manner;
  }
  return branch;
}

BranchPointer Branches::start(std::string name, Body body) {
  const std::shared_ptr<PlanCall> call = current().current_call();
  BranchPointer branch = open(std::move(name), call);
  launch(branch, std::move(body), [] {});
  if (call) {
    call->background.push_back(branch);
  }
  return branch;
}

void Branches::launch(const BranchPointer& branch, Body body, std::function<void()> at_end) {
  if (running_.size() >= kMost) {
    throw TooManyFibers();
  }
  branch->fiber = scheduler_.spawn([this, branch, body = std::move(body), at_end = std::move(at_end)] {
    perform(*branch, body);
    running_.erase(branch->fiber);
    at_end();
  });
  running_.emplace(branch->fiber, branch);
}

void Branches::perform(Branch& branch, const Body& body) {
  Value result;
  Branch::State state = Branch::State::Failed;
  try {
    scheduler_.check_cancelled();
    if (executor_.interrupted()) {
      throw Interrupted{};
    }
    result = body();
    state = Branch::State::Done;
  } catch (const PlanError& error) {
    result = error.value();
  } catch (Interrupted& interrupted) {
    branch.interrupted = std::move(interrupted);
  } catch (...) {
    branch.interrupted.emplace();
    fail(std::current_exception());
  }
  settle(branch, state, std::move(result));
  if (branch.state == Branch::State::Failed && !branch.interrupted) {
    failed_(branch);
  }
}

// The first end counts: that of a time limit may come before that of the work.
void Branches::settle(Branch& branch, Branch::State state, Value result) {
  if (!branch.running()) {
    return;
  }
  branch.state = state;
  branch.result = std::move(result);
  branch.ending = ++endings_;
  for (const Scheduler::FiberNumber waiter : std::exchange(branch.waiters, {})) {
    scheduler_.wake(waiter);
  }
}

void Branches::fail(std::exception_ptr failure) {
  if (!failure_) {
    failure_ = std::move(failure);
    executor_.stop_starting();
  }
}

void Branches::end_run(std::exception_ptr failure) {
  fail(std::move(failure));
  throw Interrupted{};
}

BranchList Branches::run_all(std::size_t count, std::size_t most, Bodies bodies) {
  const auto batch = std::make_shared<Batch>();
  batch->bodies = std::move(bodies);
  batch->branches.resize(count);
  batch->most = most;
  batch->waiter = scheduler_.current();
  batch->manner = current().manner;
  start_more(batch);
  try {
    while (!batch->over()) {
      scheduler_.park();
      scheduler_.check_cancelled();
    }
  } catch (const PlanError& error) {
    batch->closed = true;
    for (const BranchPointer& branch : batch->branches) {
      if (branch && branch->running()) {
        scheduler_.cancel(branch->fiber, std::make_exception_ptr(error));
      }
    }
    throw;
  }
  if (batch->starved) {
    throw TooManyFibers();
  }
  check_interrupted(batch->branches);
  return batch->branches;
}

void Branches::start_more(const std::shared_ptr<Batch>& batch) {
  batch->closed = batch->closed || executor_.interrupted();
  while (!batch->closed && batch->started < batch->branches.size() && batch->running() < batch->most) {
    try {
      launch_next(batch);
    } catch (const TooManyFibers&) {
      // The others follow when some have ended.
      batch->starved = batch->running() == 0;
      batch->closed = batch->starved;
      return;
    }
  }
}

void Branches::launch_next(const std::shared_ptr<Batch>& batch) {
  const std::size_t position = batch->started;
  const BranchPointer branch = open({}, batch->origin);
  branch->manner = batch->manner;
  launch(
      branch, [batch, position] { return batch->bodies(position); }, [this, batch] { end_one(batch); });
  batch->branches[position] = branch;
  ++batch->started;
}

void Branches::end_one(const std::shared_ptr<Batch>& batch) {
  ++batch->ended;
  start_more(batch);
  if (batch->over()) {
    scheduler_.wake(batch->waiter);
  }
}

void Branches::await(const BranchList& branches, std::optional<Duration> limit, const std::string& limit_text) {
  const auto deadline = limit ? std::optional(scheduler_.clock().now() + *limit) : std::nullopt;
  if (!all_end_before(branches, deadline)) {
    for (const BranchPointer& branch : branches) {
      if (branch->running()) {
        expire(*branch, limit_text);
      }
    }
  }
  check_interrupted(branches);
}

bool Branches::all_end_before(const BranchList& branches, std::optional<TimePoint> deadline) {
  for (const BranchPointer& branch : branches) {
    if (branch->running()) {
      branch->waiters.push_back(scheduler_.current());
    }
  }
  for (const BranchPointer& branch : branches) {
    while (branch->running()) {
      if (deadline && scheduler_.clock().now() >= *deadline) {
        return false;
      }
      deadline ? scheduler_.park_until(*deadline) : scheduler_.park();
      scheduler_.check_cancelled();
    }
  }
  return true;
}

void Branches::expire(Branch& branch, const std::string& limit_text) {
  const PlanError error("bolt/future-timeout-error",
                        fmt::format("Future '{}' timed out after {} seconds.", to_text(branch.label()), limit_text),
                        Value(Hash{{"future", branch.label()}}));
  settle(branch, Branch::State::Failed, error.value());
  scheduler_.cancel(branch.fiber, std::make_exception_ptr(error));
}

// Who waits for what was interrupted is interrupted, too.
void Branches::check_interrupted(const BranchList& branches) const {
  bool interrupted = false;
  Interrupted all;
  for (const BranchPointer& branch : branches) {
    if (!branch || branch->interrupted) {
      interrupted = true;
    }
    if (branch && branch->interrupted) {
      Values& results = branch->interrupted->results;
      all.results.insert(all.results.end(), results.begin(), results.end());
    }
  }
  if (interrupted) {
    throw all;
  }
}

BranchList Branches::of_plan_call() {
  const Branch& waiting = current();
  if (waiting.calls.empty()) {
    throw PlanError("bolt/infinite-wait",
                    "The wait() function cannot be called with no arguments inside a background block in the same "
                    "plan.");
  }
  BranchList branches = waiting.calls.back()->background;
  std::stable_sort(branches.begin(), branches.end(), [](const BranchPointer& one, const BranchPointer& other) {
    return (one->running() ? 0 : one->ending) < (other->running() ? 0 : other->ending);
  });
  return branches;
}

Value branch_results(const BranchList& branches, bool catch_errors, const lang::Place& call_site) {
  Values results;
  Values failed;
  results.reserve(branches.size());
  for (const BranchPointer& branch : branches) {
    if (branch->state == Branch::State::Failed) {
      failed.push_back(Value(static_cast<std::int64_t>(results.size())));
    }
    results.push_back(branch->result);
  }
  if (failed.empty() || catch_errors) {
    return Value(std::move(results));
  }
  const std::string message =
      fmt::format("parallel block failed on {} target{}", failed.size(), failed.size() == 1 ? "" : "s");
  Hash details{
      {"action", "parallelize"}, {"failed_indices", Value(std::move(failed))}, {"results", Value(std::move(results))}};
  throw PlanError(make<const ErrorValue>("bolt/parallel-failure", message, Value(std::move(details))), call_site);
}

}  // namespace volley::runtime
