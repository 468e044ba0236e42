#include "embedding/diagnosis.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string_view>

#include "embedding/advice.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::embedding {
namespace {

using runtime::Ending;
using runtime::Job;
using runtime::Outcome;
using Clock = std::chrono::steady_clock;

// Whatever stands before it was printed by the start-up files of the login shell.
constexpr std::string_view kMark = "volley-doctor";
constexpr const char* kQuestions =
    "sh -c 'echo volley-doctor; echo \"system=$(uname -srm)\"; echo \"user=$(id -un)\"; "
    "for p in mkdir chmod rm cat mv; do command -v \"$p\" >/dev/null 2>&1 || echo \"missing=$p\"; done; "
    "if [ -r /etc/os-release ]; then . /etc/os-release; echo \"release=$PRETTY_NAME\"; fi; exit 0'";
constexpr const char* kScript = "#!/bin/sh\nexit 0\n";

// Outcomes on their way from the threads of the transports to the one that waits for them.
class Inbox {
 public:
  struct Letter {
    std::size_t subject;
    Outcome outcome;
  };
  void put(Letter letter) {
    const std::lock_guard lock(mutex_);
    letters_.push_back(std::move(letter));
    arrived_.notify_one();
  }
  [[nodiscard]] Letter take() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return !letters_.empty(); });
    Letter letter = std::move(letters_.front());
    letters_.pop_front();
    return letter;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Letter> letters_;
};

std::shared_ptr<const Job> job_of(decltype(Job::work) work) {
  Job job;
  job.work = std::move(work);
  return std::make_shared<const Job>(std::move(job));
}

void read_answers(std::string_view text, TargetDiagnosis& report) {
  const std::size_t mark = text.find(kMark);
  if (mark == std::string_view::npos) {
    report.problems.push_back(no_shell(text));
    return;
  }
  if (mark > 0) {
    report.problems.push_back(noisy_login(text.substr(0, mark)));
  }
  std::string missing;
  text.remove_prefix(mark);
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t equals = line.find('=');
    const std::string_view name = line.substr(0, equals);
    const std::string value(equals == std::string_view::npos ? "" : line.substr(equals + 1));
    if (name == "system") {
      report.system = value;
    } else if (name == "user") {
      report.user = value;
    } else if (name == "release") {
      report.release = value;
    } else if (name == "missing") {
      missing += (missing.empty() ? "" : ", ") + value;
    }
  }
  if (!missing.empty()) {
    report.problems.push_back(missing_programs(missing));
  }
}

class Diagnosis {
 public:
  Diagnosis(Workspace& workspace, const DiagnosisOptions& options) : workspace_(workspace), options_(options) {}

  std::vector<TargetDiagnosis> run(const std::vector<runtime::TargetId>& ids) {
    for (const runtime::TargetId id : ids) {
      prepare(id);
    }
    std::size_t next = 0;
    std::size_t running = 0;
    while (next < subjects_.size() || running > 0) {
      while (next < subjects_.size() && running < options_.concurrency) {
        running += start(next++) ? 1 : 0;
      }
      if (running > 0) {
        const Inbox::Letter letter = inbox_->take();
        running -= finish_step(letter) ? 0 : 1;
      }
    }
    std::vector<TargetDiagnosis> reports;
    reports.reserve(subjects_.size());
    for (Subject& subject : subjects_) {
      reports.push_back(std::move(subject.report));
    }
    return reports;
  }

 private:
  struct Subject {
    runtime::Route route;
    TargetDiagnosis report;
    std::size_t step = 0;
    Clock::time_point started;
  };
  using Reader = void (Diagnosis::*)(Subject& subject, const Outcome& outcome);
  struct Step {
    std::shared_ptr<const Job> job;
    Reader read;
  };

  void prepare(runtime::TargetId id) {
    Subject subject;
    subject.report.name = workspace_.inventory()->name(id);
    try {
      const runtime::Values values = workspace_.target_values({id});
      subject.route = workspace_.engine().route(values.front());
      const runtime::Value tmpdir = workspace_.inventory()->address(id).config.get("tmpdir");
      subject.report.tmpdir = tmpdir.is_string() ? tmpdir.as_string() : "/tmp";
      subject.report.transport = subject.route.transport->name();
      subject.report.carrier = subject.route.transport->carrier(*subject.route.endpoint);
    } catch (const std::exception& error) {
      subject.report.problems.push_back(bad_configuration(error.what()));
    }
    subjects_.push_back(std::move(subject));
  }

  // False when there is nothing that could be started.
  bool start(std::size_t number) {
    Subject& subject = subjects_[number];
    if (subject.route.transport == nullptr) {
      return false;
    }
    subject.started = Clock::now();
    subject.route.transport->start(subject.route.endpoint, steps_[subject.step].job, {}, options_.stop,
                                   [inbox = inbox_, number](Outcome outcome) {
                                     inbox->put({number, std::move(outcome)});
                                   });
    return true;
  }

  // True when the next step of the same target runs now.
  bool finish_step(const Inbox::Letter& letter) {
    Subject& subject = subjects_[letter.subject];
    (this->*steps_[subject.step].read)(subject, letter.outcome);
    ++subject.step;
    return letter.outcome.ending == Ending::Completed && subject.step < steps_.size() && start(letter.subject);
  }

  void read_probe(Subject& subject, const Outcome& outcome) {
    subject.report.connection = outcome.connection;
    if (outcome.ending != Ending::Completed) {
      subject.report.problems.push_back(not_reached(outcome));
    }
  }

  void read_command(Subject& subject, const Outcome& outcome) {
    if (outcome.ending != Ending::Completed) {
      subject.report.problems.push_back(not_reached(outcome));
      return;
    }
    subject.report.run = Clock::now() - subject.started;
    read_answers(outcome.standard_output, subject.report);
  }

  void read_script(Subject& subject, const Outcome& outcome) {
    subject.report.runs_scripts = outcome.ending == Ending::Completed && outcome.exit_code == 0;
    if (!subject.report.runs_scripts) {
      subject.report.problems.push_back(no_scripts(outcome, subject.report.tmpdir));
    }
  }

  Workspace& workspace_;
  DiagnosisOptions options_;
  std::vector<Subject> subjects_;
  std::shared_ptr<Inbox> inbox_ = std::make_shared<Inbox>();
  const std::array<Step, 3> steps_{{
      {job_of(runtime::ProbeJob{}), &Diagnosis::read_probe},
      {job_of(runtime::CommandJob{kQuestions}), &Diagnosis::read_command},
      {job_of(runtime::ScriptJob{"volley-doctor.sh", std::make_shared<const std::string>(kScript), {}}),
       &Diagnosis::read_script},
  }};
};

}  // namespace

bool TargetDiagnosis::usable() const {
  return std::none_of(problems.begin(), problems.end(), [](const Problem& problem) { return problem.fatal; });
}

std::vector<TargetDiagnosis> diagnose(Workspace& workspace, const std::vector<runtime::TargetId>& ids,
                                      const DiagnosisOptions& options) {
  return Diagnosis(workspace, options).run(ids);
}

runtime::Carrier carrier_of(Workspace& workspace, runtime::TargetId id) {
  const runtime::Values values = workspace.target_values({id});
  const runtime::Route route = workspace.engine().route(values.front());
  return route.transport->carrier(*route.endpoint);
}

}  // namespace volley::embedding
