#include "runtime/execute/executor.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <stop_token>
#include <utility>

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/interpret.hpp"

namespace volley::runtime {
namespace {

// How long transports may take to end what runs: longer than what runs may take between a first and a last signal.
constexpr auto kInterruptionGrace = std::chrono::seconds(6);

Outcome not_started() {
  return Outcome::failure(Ending::Failed, "volley/interrupted", "INTERRUPTED",
                          "Interrupted before anything was started on this target");
}

Outcome unknown_end() {
  return Outcome::failure(Ending::Unknown, "volley/unknown", "UNKNOWN",
                          "Interrupted while it ran: how it ended on this target is unknown");
}

// Why nothing could be started, or what came back not be read.
Outcome failure_of(const PlanError& error) {
  return Outcome::failure(Ending::Failed, error.error().kind(), error.error().issue_code(), error.error().message());
}

Outcome failure_of(const std::exception& error) {
  return Outcome::failure(Ending::Failed, "puppetlabs.tasks/exception-error", "EXCEPTION", error.what());
}

// Cuts output into lines for streaming. Used from one transport thread at a time.
class LineSplitter {
 public:
  template <typename Emit>
  void add(std::string_view bytes, const Emit& emit) {
    pending_ += bytes;
    std::size_t begin = 0;
    for (std::size_t end = pending_.find('\n'); end != std::string::npos; end = pending_.find('\n', begin)) {
      emit(pending_.substr(begin, end - begin));
      begin = end + 1;
    }
    pending_.erase(0, begin);
  }
  template <typename Emit>
  void flush(const Emit& emit) {
    if (!pending_.empty()) {
      emit(std::exchange(pending_, {}));
    }
  }

 private:
  std::string pending_;
};

}  // namespace

struct Executor::ActionRun {
  const Action& action;
  Values results;
  std::vector<bool> done;
  std::vector<bool> started;
  std::size_t remaining;
  Scheduler::FiberNumber waiter;
  std::stop_source stop;

  ActionRun(const Action& what, Scheduler::FiberNumber who)
      : action(what),
        results(what.targets.size()),
        done(what.targets.size()),
        started(what.targets.size()),
        remaining(what.targets.size()),
        waiter(who) {}

  [[nodiscard]] Pointer<const Result> make_result(std::size_t position, Outcome outcome) const {
    const Value& target = action.targets[position];
    if (outcome.ending == Ending::Completed) {
      // What a target answers must not end the run of the others.
      try {
        return make<const Result>(target, action.name, Value(action.object), action.read(target, outcome),
                                  Ending::Completed, outcome.memory);
      } catch (const PlanError& error) {
        outcome = failure_of(error);
      } catch (const std::exception& error) {
        outcome = failure_of(error);
      }
    }
    const Ending ending = outcome.ending;
    const auto memory = outcome.memory;
    return make<const Result>(target, action.name, Value(), read_failure(action.name, std::move(outcome)), ending,
                              memory);
  }
};

Executor::Executor(Scheduler& scheduler, Router& router, Reporter& reporter, ExecutorOptions options)
    : scheduler_(scheduler),
      router_(router),
      reporter_(reporter),
      options_(options),
      self_(std::make_shared<Executor*>(this)) {
  // An embedder's 0 would wait for ever.
  options_.concurrency = std::max<std::size_t>(options_.concurrency, 1);
}

Executor::~Executor() {
  for (const auto& [number, run] : runs_) {
    run->stop.request_stop();
  }
  *self_ = nullptr;
}

Values Executor::run(const Action& action) {
  scheduler_.check_cancelled();
  if (stopped_) {
    throw Interrupted{};
  }
  if (action.targets.empty()) {
    return {};
  }
  const auto run = std::make_shared<ActionRun>(action, scheduler_.current());
  const auto entry = runs_.emplace(++last_run_, run).first;
  for (std::size_t position = 0; position < action.targets.size(); ++position) {
    waiting_.push_back({run, position});
  }
  start_waiting();
  while (run->remaining > 0 && !scheduler_.cancelled()) {
    scheduler_.park();
  }
  abandon(run);
  runs_.erase(entry);
  if (stopped_) {
    throw Interrupted{std::move(run->results)};
  }
  return std::move(run->results);
}

void Executor::start_waiting() {
  while (running_ < options_.concurrency && !waiting_.empty()) {
    const Waiting next = waiting_.front();
    waiting_.pop_front();
    ++running_;
    start(next);
  }
}

void Executor::start(const Waiting& waiting) {
  ActionRun& run = *waiting.run;
  const Value& target = run.action.targets[waiting.position];
  if (!run.action.quiet) {
    reporter_.target_started(target.as_object().to_string());
  }
  run.started[waiting.position] = true;
  try {
    JobOrOutcome job = run.action.job_for(target);
    if (auto* outcome = std::get_if<Outcome>(&job)) {
      refuse(waiting, std::move(*outcome));
    } else {
      start_job(waiting, std::get<std::shared_ptr<const Job>>(job));
    }
  } catch (const PlanError& error) {
    refuse(waiting, failure_of(error));
  } catch (const std::exception& error) {
    refuse(waiting, failure_of(error));
  }
}

// Ends a target that nothing was started on, in its turn like any other.
void Executor::refuse(const Waiting& waiting, Outcome outcome) {
  scheduler_.post([alive = self_, waiting, refused = std::move(outcome)] {
    if (*alive != nullptr) {
      (*alive)->finish(waiting.run, waiting.position, refused);
    }
  });
}

void Executor::start_job(const Waiting& waiting, const std::shared_ptr<const Job>& job) {
  const Route route = router_.route(waiting.run->action.targets[waiting.position]);
  const OutputListener listener = listener_for(waiting);
  if (route.remote && !waiting.run->action.for_remote) {
    refuse(waiting, Outcome::failure(Ending::Failed, "puppetlabs.tasks/remote-task-error", "REMOTE_TARGET",
                                     "Only tasks can be run on a target of the transport 'remote'"));
    return;
  }
  route.transport->start(route.endpoint, job, listener, waiting.run->stop.get_token(),
                         [alive = self_, &scheduler = scheduler_, waiting, listener](Outcome outcome) {
                           if (listener) {
                             listener(OutputStream::Output, {});
                             listener(OutputStream::Error, {});
                           }
                           auto shared = std::make_shared<Outcome>(std::move(outcome));
                           scheduler.post([alive, waiting, shared] {
                             if (*alive != nullptr) {
                               (*alive)->finish(waiting.run, waiting.position, std::move(*shared));
                             }
                           });
                         });
}

OutputListener Executor::listener_for(const Waiting& waiting) {
  if (!options_.stream) {
    return {};
  }
  const std::string name = waiting.run->action.targets[waiting.position].as_object().to_string();
  auto splitters = std::make_shared<std::array<LineSplitter, 2>>();
  return [alive = self_, &scheduler = scheduler_, name, splitters](OutputStream stream, std::string_view bytes) {
    const auto emit = [&](std::string line) {
      scheduler.post([alive, name, stream, line = std::move(line)] {
        if (*alive != nullptr) {
          (*alive)->reporter_.output_line(name, stream, line);
        }
      });
    };
    LineSplitter& splitter = (*splitters)[stream == OutputStream::Output ? 0 : 1];
    // An empty piece tells the end of the stream: what is left is a line without its break.
    bytes.empty() ? splitter.flush(emit) : splitter.add(bytes, emit);
  };
}

void Executor::finish(const std::shared_ptr<ActionRun>& run, std::size_t position, Outcome outcome) {
  if (run->done[position]) {
    return;
  }
  run->done[position] = true;
  if (run->started[position]) {
    --running_;
  }
  if (!outcome.kept_directory.empty()) {
    reporter_.log(LogLevel::Warning, "Skipping cleanup of tmpdir " + outcome.kept_directory + " [ID: skip_cleanup]");
  }
  for (const std::string& file : outcome.output_files) {
    reporter_.log(LogLevel::Warning, "Output of " + run->action.targets[position].as_object().to_string() +
                                         " was shortened; all of it is in " + file + " [ID: output_shortened]");
  }
  const auto result = run->make_result(position, std::move(outcome));
  run->results[position] = Value(result);
  if (!run->action.quiet) {
    reporter_.target_finished(*result);
  }
  if (--run->remaining == 0) {
    scheduler_.wake(run->waiter);
  }
  start_waiting();
}

void Executor::interrupt() {
  if (std::exchange(asked_to_stop_, true)) {
    end_running();
  } else {
    stop_starting();
  }
}

void Executor::stop_starting() {
  stopped_ = true;
  while (!waiting_.empty()) {
    const Waiting next = waiting_.front();
    waiting_.pop_front();
    finish(next.run, next.position, not_started());
  }
  scheduler_.end_sleeps();
}

void Executor::start_again() {
  if (!asked_to_stop_) {
    stopped_ = false;
    scheduler_.allow_sleeps();
  }
}

// What is left of a run that nobody wants any more.
void Executor::abandon(const std::shared_ptr<ActionRun>& run) {
  if (run->remaining == 0) {
    return;
  }
  std::vector<Waiting> unwanted;
  std::copy_if(waiting_.begin(), waiting_.end(), std::back_inserter(unwanted),
               [&run](const Waiting& waiting) { return waiting.run == run; });
  std::erase_if(waiting_, [&run](const Waiting& waiting) { return waiting.run == run; });
  for (const Waiting& waiting : unwanted) {
    finish(run, waiting.position, not_started());
  }
  run->stop.request_stop();
  const TimePoint deadline = scheduler_.clock().now() + kInterruptionGrace;
  while (run->remaining > 0 && scheduler_.clock().now() < deadline) {
    scheduler_.park_until(deadline);
  }
  end_unanswered(run);
}

void Executor::end_running() {
  if (std::exchange(ending_, true)) {
    return;
  }
  stop_.request_stop();
  for (const auto& [number, run] : runs_) {
    run->stop.request_stop();
  }
  scheduler_.spawn([this] {
    const TimePoint deadline = scheduler_.clock().now() + kInterruptionGrace;
    while (running_ > 0 && scheduler_.clock().now() < deadline) {
      scheduler_.pause_until(std::min(deadline, scheduler_.clock().now() + std::chrono::milliseconds(20)));
    }
    const auto runs = runs_;
    for (const auto& [number, run] : runs) {
      end_unanswered(run);
    }
  });
}

void Executor::end_unanswered(const std::shared_ptr<ActionRun>& run) {
  for (std::size_t position = 0; position < run->done.size(); ++position) {
    finish(run, position, unknown_end());
  }
}

}  // namespace volley::runtime
