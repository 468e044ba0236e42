// One action on a set of targets: what to do, what to call it, and how to read what comes back.
//
// The make_* functions build the actions of Bolt's commands and plan functions; the executor (executor.hpp) runs them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "lang/source.hpp"
#include "runtime/execute/job.hpp"
#include "runtime/execute/outcome.hpp"
#include "runtime/execute/result.hpp"

namespace volley::runtime {

// The job for one target, or why there is none.
using JobOrOutcome = std::variant<std::shared_ptr<const Job>, Outcome>;

struct Action {
  std::string name;         // "command", "task": the "action" of its results
  std::string function;     // "run_command": what a failure of the whole action names
  std::string object;       // the command line, the task's name, the source of a file
  std::string shown_as;     // the object as the plan has written it, where that differs
  std::string description;  // for the Starting and Finished lines
  Values targets;           // Target values
  lang::Place call_site;    // of the plan's call; unknown from the command line
  bool for_remote = false;  // may be run on behalf of targets that nobody logs in to (transport `remote`)
  bool quiet = false;       // the reporter hears nothing of its targets
  std::function<JobOrOutcome(const Value& target)> job_for;
  // Turns an outcome that completed into the value of a result ("_error" included when it failed).
  std::function<Hash(const Value& target, Outcome& outcome)> read;
};

}  // namespace volley::runtime
