// Runs actions on targets: many at once, without a thread for each.
//
// run() parks the calling fiber until every target has its result. Jobs of all fibers share one window of
// `concurrency`; what does not fit waits in line. Each target of an action gets exactly one Result, whatever happens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "runtime/execute/action.hpp"
#include "runtime/execute/reporter.hpp"
#include "runtime/execute/scheduler.hpp"
#include "runtime/execute/transport.hpp"

namespace volley::runtime {

// The way to a target: which transport, and its parsed options.
struct Route {
  Transport* transport = nullptr;
  std::shared_ptr<const Endpoint> endpoint;
  bool remote = false;  // another target (`run-on`) does the work on its behalf: only tasks can be run
};

class Router {
 public:
  virtual ~Router() = default;
  // Throws PlanError when there is no way (unknown transport, bad options).
  virtual Route route(const Value& target) = 0;
};

// Thrown by run() once the user has interrupted: no error of the plan, so nothing in a plan can catch it. Holds the
// results of the action that was under way, complete: what was running ends as unknown.
struct Interrupted {
  Values results;
};

struct ExecutorOptions {
  std::size_t concurrency = 100;
  bool stream = false;
  // For actions that name none of their own.
  std::optional<TimeLimit> time_limit;
};

class Executor {
 public:
  Executor(Scheduler& scheduler, Router& router, Reporter& reporter, ExecutorOptions options);
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;
  ~Executor();

  // Result values in the order of action.targets. When the calling fiber is cancelled meanwhile, what runs is ended on
  // the targets, and the results say so.
  Values run(const Action& action);

  [[nodiscard]] const ExecutorOptions& options() const { return options_; }

  // The user wants to stop: nothing new is started, what runs may go on to its end. Asked a second time, what runs is
  // ended on the targets. Scheduler's thread.
  void interrupt();
  // Nothing new is started.
  [[nodiscard]] bool interrupted() const { return stopped_; }
  // The same without the user's asking, because the run is to end; taken back for the next one.
  void stop_starting();
  void start_again();
  // Asks what runs to end, once the user wants that.
  [[nodiscard]] std::stop_token stop_token() const { return stop_.get_token(); }

 private:
  struct ActionRun;
  struct Waiting {
    std::shared_ptr<ActionRun> run;
    std::size_t position;
  };

  void start_waiting();
  void start(const Waiting& waiting);
  void refuse(const Waiting& waiting, Outcome outcome);
  void start_job(const Waiting& waiting, const std::shared_ptr<const Job>& job);
  void finish(const std::shared_ptr<ActionRun>& run, std::size_t position, Outcome outcome);
  void end_running();
  void abandon(const std::shared_ptr<ActionRun>& run);
  void end_unanswered(const std::shared_ptr<ActionRun>& run);
  OutputListener listener_for(const Waiting& waiting);

  Scheduler& scheduler_;
  Router& router_;
  Reporter& reporter_;
  ExecutorOptions options_;
  std::deque<Waiting> waiting_;
  std::size_t running_ = 0;
  std::map<std::uint64_t, std::shared_ptr<ActionRun>> runs_;
  std::uint64_t last_run_ = 0;
  std::stop_source stop_;
  bool asked_to_stop_ = false;
  bool stopped_ = false;
  bool ending_ = false;
  // Completions that arrive after the executor is gone find this empty.
  std::shared_ptr<Executor*> self_;
};

}  // namespace volley::runtime
