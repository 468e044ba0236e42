// The branches of a run: starts them, waits for them, and ends them.
//
//   branches.run([&] { ... the main branch ... });           // until the last branch has ended
//   const BranchPointer one = branches.start("copy", body);  // goes on once the present branch waits
//   branches.await({one}, std::nullopt);
//   const BranchList many = branches.run_all(100, 10, [&](std::size_t position) { return ...; });
//
// A PlanError of a body is the result of its branch. Any other exception is a mistake in the plan: it ends the whole
// run, with nothing new being started, and run() throws it.
#pragma once

#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "runtime/execute/branch.hpp"
#include "runtime/execute/executor.hpp"
#include "runtime/execute/scheduler.hpp"

namespace volley::runtime {

class Branches {
 public:
  // Each has a stack with a guard page, two mappings; the system allows a process 65530 of them by default.
  static constexpr std::size_t kMost = 20'000;

  using Body = std::function<Value()>;
  using Bodies = std::function<Value(std::size_t position)>;

  // `failed` is told of each branch that ends with an error.
  Branches(Scheduler& scheduler, Executor& executor, std::function<void(const Branch&)> failed)
      : scheduler_(scheduler), executor_(executor), failed_(std::move(failed)) {}
  Branches(const Branches&) = delete;
  Branches& operator=(const Branches&) = delete;

  void run(const std::function<void()>& body);
  [[nodiscard]] Branch& current();

  // Work in the background of the present plan call. Throws TooManyFibers.
  BranchPointer start(std::string name, Body body);
  // Branches for the positions 0 to count - 1, at most `most` of them at the same time; returns when all have ended.
  BranchList run_all(std::size_t count, std::size_t most, Bodies bodies);
  // Until all have ended. Those that have not after `limit` end with bolt/future-timeout-error, which shows the limit
  // as `limit_text`.
  void await(const BranchList& branches, std::optional<Duration> limit, const std::string& limit_text = {});
  // What the present plan call has sent to the background: what still runs first, then what has ended, in the order
  // of the ends. Throws PlanError bolt/infinite-wait when the present branch would be one of them.
  [[nodiscard]] BranchList of_plan_call();
  // Ends the whole run with that exception, as a mistake in the plan does.
  [[noreturn]] void end_run(std::exception_ptr failure);

 private:
  struct Batch;
  BranchPointer open(std::string name, const std::shared_ptr<PlanCall>& origin);
  void launch(const BranchPointer& branch, Body body, std::function<void()> at_end);
  void perform(Branch& branch, const Body& body);
  void settle(Branch& branch, Branch::State state, Value result);
  void start_more(const std::shared_ptr<Batch>& batch);
  void launch_next(const std::shared_ptr<Batch>& batch);
  void end_one(const std::shared_ptr<Batch>& batch);
  bool all_end_before(const BranchList& branches, std::optional<TimePoint> deadline);
  void expire(Branch& branch, const std::string& limit_text);
  void check_interrupted(const BranchList& branches) const;
  void fail(std::exception_ptr failure);

  Scheduler& scheduler_;
  Executor& executor_;
  std::function<void(const Branch&)> failed_;
  std::map<Scheduler::FiberNumber, BranchPointer> running_;
  std::uint64_t last_number_ = 0;
  std::uint64_t endings_ = 0;
  std::exception_ptr failure_;
};

// The results of branches that have ended, as parallelize() and wait() give them. Unless `catch_errors`, one that
// failed makes it a PlanError bolt/parallel-failure.
[[nodiscard]] Value branch_results(const BranchList& branches, bool catch_errors, const lang::Place& call_site);

}  // namespace volley::runtime
