#include "transport/ssh/jobs.hpp"

#include <optional>

#include "transport/failure.hpp"
#include "transport/shell/command_line.hpp"
#include "transport/shell/program.hpp"
#include "transport/shell/quote.hpp"
#include "transport/ssh/execution.hpp"

namespace volley::transport {

namespace {

using runtime::Ending;
using runtime::Outcome;

// Bounded: a host that drops packets must not hold up a plan that only asks whether it is back.
constexpr std::chrono::seconds kProbeLimit{5};

// The end of a terminal is a signal by itself. What a run-as-command does with standard input is its own affair.
shell::Leash leash_for(const SshJob& job) {
  if (job.endpoint().tty || job.endpoint().shell.detach) {
    return shell::Leash::None;
  }
  if (!job.identity()) {
    return shell::Leash::Held;
  }
  return job.identity()->run_as_command.empty() ? shell::Leash::HeldByOther : shell::Leash::None;
}

asio::awaitable<Outcome> run_command(std::shared_ptr<SshJob> job) {
  const auto& work = std::get<runtime::CommandJob>(job->run().job().work);
  Execution execution;
  execution.command = shell::command_line(work, job->run().job().environment);
  execution.tty = job->endpoint().tty;
  const shell::Leash leash = leash_for(*job);
  if (leash != shell::Leash::None) {
    execution.leashed = true;
    execution.command = shell::leashed_command(execution.command, leash);
  }
  const std::optional<int> code = co_await execute(job, std::move(execution));
  co_return job->output().completed(code);
}

shell::Program build_program(const runtime::Job& job, const std::vector<std::string>& interpreter) {
  if (const auto* task = std::get_if<runtime::TaskJob>(&job.work)) {
    return shell::task_program(*task, interpreter);
  }
  return shell::script_program(std::get<runtime::ScriptJob>(job.work), job.environment);
}

// A task that needs no file on the target, if this one may do without.
std::optional<std::string> fileless_program(const runtime::Job& job, const ShellOptions& options,
                                            const std::vector<std::string>& interpreter, shell::Leash leash) {
  const auto* task = std::get_if<runtime::TaskJob>(&job.work);
  const bool may_be = task != nullptr && interpreter.empty() && options.cleanup && options.script_dir.empty();
  return may_be ? shell::fileless_task_program(*task, leash) : std::nullopt;
}

asio::awaitable<Outcome> run_file(std::shared_ptr<SshJob> job, std::shared_ptr<ProgramCache> programs) {
  const SshEndpoint& endpoint = job->endpoint();
  const auto& shared_job = job->run().shared_job();
  std::vector<std::string> interpreter;
  if (const auto* task = std::get_if<runtime::TaskJob>(&shared_job->work)) {
    interpreter = interpreter_for(endpoint.shell.interpreters, task->file_name);
  }
  const bool cleanup = endpoint.shell.cleanup;
  const shell::Leash leash = leash_for(*job);
  const std::string variant = std::string(endpoint.tty ? "tty " : "") + (cleanup ? "" : "keep ") +
                              (endpoint.shell.script_dir.empty() ? "" : "in place ") +
                              std::to_string(static_cast<int>(leash)) + " " + shell::join(interpreter);
  const runtime::SharedContent program = programs->get(shared_job, variant, [&] {
    if (auto whole = endpoint.tty ? std::nullopt : fileless_program(*shared_job, endpoint.shell, interpreter, leash)) {
      return *std::move(whole);
    }
    const shell::Program parts = build_program(*shared_job, interpreter);
    return endpoint.tty ? shell::staged(parts)
                        : shell::complete(parts, cleanup ? shell::Leftover::Remove : shell::Leftover::Keep, leash);
  });
  const std::string directory = working_directory(endpoint.shell);
  std::optional<int> code = co_await run_program(job, directory, program, leash);
  if (endpoint.tty) {
    Execution launch;
    launch.command = shell::launch_command(directory, cleanup);
    launch.tty = true;
    code = co_await execute(job, std::move(launch));
  }
  Outcome outcome = job->output().completed(code);
  outcome.kept_directory = cleanup ? "" : directory;
  co_return outcome;
}

asio::awaitable<Outcome> probe(std::shared_ptr<SshJob> job) {
  constexpr int kAttempts = 2;
  std::string reason;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const std::shared_ptr<Connection> connection = co_await job->connect();
    bool alive = false;
    try {
      co_await connection->ask(job->interruption(), after(kProbeLimit));
      alive = true;
    } catch (const ConnectionLost& failure) {
      reason = failure.what();
    }
    if (alive) {
      Outcome outcome;
      outcome.connection = std::make_shared<const runtime::ConnectionDetails>(connection->details());
      co_return outcome;
    }
    connection->retire();
  }
  throw connect_failure("CONNECT_ERROR", "Failed to connect to " + job->endpoint().name + ": " + reason);
}

void refuse_unsupported(const SshJob& job) {
  const SshEndpoint& endpoint = job.endpoint();
  if (!endpoint.unsupported.empty()) {
    throw connect_failure("CONNECT_ERROR", "Failed to connect to " + endpoint.name + ": " + endpoint.unsupported);
  }
}

asio::awaitable<Outcome> dispatch(std::shared_ptr<SshJob> job, std::shared_ptr<ProgramCache> programs) {
  const runtime::Job& work = job->run().job();
  refuse_unsupported(*job);
  if (std::holds_alternative<runtime::CommandJob>(work.work)) {
    return run_command(job);
  }
  if (std::holds_alternative<runtime::UploadJob>(work.work)) {
    return upload(job, programs);
  }
  if (std::holds_alternative<runtime::DownloadJob>(work.work)) {
    return download(job);
  }
  if (std::holds_alternative<runtime::ProbeJob>(work.work)) {
    return probe(job);
  }
  return run_file(job, programs);
}

Outcome connection_lost(bool started, const std::string& name, const std::string& reason) {
  if (!started) {
    return connect_failure("CONNECT_ERROR", "Failed to connect to " + name + ": " + reason).outcome();
  }
  return Outcome::failure(
      Ending::Unknown, "puppetlabs.tasks/connect-error", "CONNECTION_LOST",
      "The connection to " + name + " was lost while it ran (" + reason + "); how it ended is not known");
}

}  // namespace

asio::awaitable<std::optional<int>> run_program(std::shared_ptr<SshJob> job, std::string directory,
                                                runtime::SharedContent program, shell::Leash leash) {
  Execution execution;
  execution.leashed = leash != shell::Leash::None;
  execution.input = {std::make_shared<const std::string>(shell::program_head(directory)), std::move(program)};
  const std::optional<int> code = co_await execute(job, std::move(execution));
  shell::check_program(directory, job->output().standard_error());
  co_return code;
}

asio::awaitable<Outcome> perform(std::shared_ptr<SshJob> job, std::shared_ptr<ProgramCache> programs) {
  const std::string& name = job->endpoint().name;
  try {
    Outcome outcome = co_await dispatch(job, programs);
    co_return outcome;
  } catch (const JobFailure& failure) {
    co_return failure.outcome();
  } catch (const ConnectionLost& failure) {
    co_return job->output().failed(connection_lost(job->run().started(), name, failure.what()));
  } catch (const Stopped& stopped) {
    co_return job->output().failed(job->run().stopped(stopped.reason()));
  } catch (const std::exception& failure) {
    co_return exception_failure(failure.what()).outcome();
  }
}

}  // namespace volley::transport
