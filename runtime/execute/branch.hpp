// A branch: work of a run that goes on by itself, on a fiber of its own. The main plan is one, so is the block of a
// background() and each element of a parallelize(). What belongs to one branch and not to the others is here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/execute/executor.hpp"
#include "runtime/execute/scheduler.hpp"
#include "runtime/value/value.hpp"

namespace volley::runtime {

struct Branch;
using BranchPointer = std::shared_ptr<Branch>;
using BranchList = std::vector<BranchPointer>;

// One call of a plan, with what was sent to the background from it.
struct PlanCall {
  BranchList background;  // in the order of their start
};

// What the present block of the plan has set for its actions; a branch starts with that of the one which opens it.
struct Manner {
  bool quiet = false;                 // they show no Starting and Finished lines
  std::optional<std::string> run_as;  // where they do not say otherwise
  bool drops_failed = false;          // targets that fail are dropped where an action does not say otherwise
};

struct Branch {
  enum class State { Running, Done, Failed };

  std::uint64_t number = 0;  // 1 is the main plan
  std::string given_name;    // of a background()
  Scheduler::FiberNumber fiber = 0;

  // The plan call that it was started from, which it may outlive, and those inside of it, the innermost last.
  std::weak_ptr<PlanCall> origin;
  std::vector<std::shared_ptr<PlanCall>> calls;
  Manner manner;

  State state = State::Running;
  Value result;              // of its block; the Error when it failed
  std::uint64_t ending = 0;  // which one it was to end
  std::optional<Interrupted> interrupted;
  std::vector<Scheduler::FiberNumber> waiters;

  [[nodiscard]] bool running() const { return state == State::Running; }
  // The name, or else the number.
  [[nodiscard]] Value label() const {
    return given_name.empty() ? Value(static_cast<std::int64_t>(number)) : Value(given_name);
  }
  [[nodiscard]] std::shared_ptr<PlanCall> current_call() const { return calls.empty() ? origin.lock() : calls.back(); }
};

}  // namespace volley::runtime
