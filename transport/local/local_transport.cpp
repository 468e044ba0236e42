#include "transport/local/local_transport.hpp"

#include <pwd.h>
#include <unistd.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <filesystem>

#include "transport/descriptor_limit.hpp"
#include "transport/failure.hpp"
#include "transport/files/upload_plan.hpp"
#include "transport/job_run.hpp"
#include "transport/local/copy_tree.hpp"
#include "transport/local/guardian.hpp"
#include "transport/local/process.hpp"
#include "transport/local/temporary_directory.hpp"
#include "transport/options.hpp"
#include "transport/shell/command_line.hpp"
#include "transport/shell/download_program.hpp"
#include "transport/shell/program.hpp"

namespace volley::transport {

namespace {

namespace fs = std::filesystem;
using runtime::Outcome;

std::string current_user() {
  const passwd* entry = ::getpwuid(::geteuid());
  return entry == nullptr ? std::string() : entry->pw_name;
}

class LocalEndpoint final : public runtime::Endpoint {
 public:
  explicit LocalEndpoint(const runtime::TargetAddress& address)
      : name(address.name), user(current_user()), shell(read_shell_options(address)) {}
  std::string name;
  std::string user;  // who runs this program
  ShellOptions shell;
};

constexpr std::chrono::milliseconds kDescriptorPause{50};

// The time in which the guardian knows of a process group.
class Watched {
 public:
  // 0 is none.
  Watched(Guardian& guardian, int process_group) : guardian_(guardian), process_group_(process_group) {
    if (process_group_ > 0) {
      guardian_.watch(process_group_);
    }
  }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;
  ~Watched() {
    if (process_group_ > 0) {
      guardian_.forget(process_group_);
    }
  }

 private:
  Guardian& guardian_;
  int process_group_;
};

// One job: what it needs to be ended while it waits for a process.
class LocalJob : public std::enable_shared_from_this<LocalJob> {
 public:
  LocalJob(asio::io_context& loop, std::shared_ptr<const LocalEndpoint> endpoint, std::shared_ptr<JobRun> run,
           const std::shared_ptr<OutputStore>& store, std::shared_ptr<Guardian> guardian)
      : loop_(loop),
        guardian_(std::move(guardian)),
        endpoint_(std::move(endpoint)),
        run_(std::move(run)),
        identity_(identity_for(endpoint_->shell, run_->job().run_as, endpoint_->name, endpoint_->user, {})),
        output_(store, endpoint_->name, run_->listener()),
        limit_(loop) {}

  // Never throws.
  asio::awaitable<Outcome> perform();
  void end(StopReason reason);

 private:
  void begin();
  asio::awaitable<Outcome> dispatch();
  asio::awaitable<Outcome> run_command(const runtime::CommandJob& work);
  asio::awaitable<Outcome> run_script(const runtime::ScriptJob& work);
  asio::awaitable<Outcome> run_task(const runtime::TaskJob& work);
  asio::awaitable<std::optional<int>> run(ProcessRequest request);
  [[nodiscard]] Outcome upload(const runtime::UploadJob& work) const;
  [[nodiscard]] Outcome download(const runtime::DownloadJob& work) const;
  // The same as another user: by programs that this user's shell reads, because files of the controller's user are not
  // for that one.
  asio::awaitable<std::optional<int>> run_as(std::string command, std::string input, std::string input_file,
                                             bool as_root = false);
  asio::awaitable<std::optional<int>> run_program_as(std::string directory, std::string program);
  asio::awaitable<Outcome> run_file_as(const shell::Program& program);
  asio::awaitable<Outcome> upload_as(const runtime::UploadJob& work);
  asio::awaitable<Outcome> download_as(const runtime::DownloadJob& work);
  asio::awaitable<Outcome> dispatch_as();

  asio::io_context& loop_;
  std::shared_ptr<Guardian> guardian_;
  std::shared_ptr<const LocalEndpoint> endpoint_;
  std::shared_ptr<JobRun> run_;
  std::optional<shell::Identity> identity_;
  OutputCollector output_;
  std::shared_ptr<Process> process_;
  StopReason stop_ = StopReason::None;
  asio::steady_timer limit_;
};

void LocalJob::end(StopReason reason) {
  if (stop_ != StopReason::None) {
    return;
  }
  stop_ = reason;
  if (process_) {
    process_->end(reason);
  }
}

void LocalJob::begin() {
  const auto& limit = run_->job().time_limit;
  if (!run_->started() && limit) {
    limit_.expires_after(*limit);
    limit_.async_wait([weak = weak_from_this()](const asio::error_code& error) {
      const auto self = weak.lock();
      if (!error && self) {
        self->end(StopReason::TimeLimit);
      }
    });
  }
  run_->mark_started();
}

asio::awaitable<std::optional<int>> LocalJob::run(ProcessRequest request) {
  process_.reset();
  while (!process_) {
    if (stop_ != StopReason::None) {
      throw Stopped(stop_);
    }
    try {
      process_ = Process::start(loop_, request);
    } catch (const OutOfDescriptors&) {
      // Waiting is not possible here.
    }
    if (!process_ && !raise_descriptor_limit()) {
      asio::steady_timer timer(loop_, kDescriptorPause);
      co_await timer.async_wait(asio::use_awaitable);
    }
  }
  begin();
  const Watched watched(*guardian_, endpoint_->shell.detach ? 0 : process_->number());
  const std::optional<int> code = co_await process_->finish(output_);
  co_return code;
}

asio::awaitable<Outcome> LocalJob::run_command(const runtime::CommandJob& work) {
  ProcessRequest request;
  request.environment = run_->job().environment;
  if (request.environment.empty() && !shell::needs_shell(work.command)) {
    request.words = shell::plain_words(work.command);
  } else {
    request.words = {"/bin/sh", "-c", work.command};
  }
  const std::optional<int> code = co_await run(std::move(request));
  co_return output_.completed(code);
}

asio::awaitable<Outcome> LocalJob::run_script(const runtime::ScriptJob& work) {
  const TemporaryDirectory directory(endpoint_->shell);
  ProcessRequest request;
  request.environment = run_->job().environment;
  request.words = {directory.write(work.file_name, *work.content, true)};
  request.words.insert(request.words.end(), work.arguments.begin(), work.arguments.end());
  const std::optional<int> code = co_await run(std::move(request));
  Outcome outcome = output_.completed(code);
  outcome.kept_directory = endpoint_->shell.cleanup ? "" : directory.path();
  co_return outcome;
}

std::string with_install_directory(std::string json, const std::string& directory) {
  std::string escaped;
  for (const char c : directory) {
    escaped += c == '"' || c == '\\' ? "\\" : "";
    escaped += c;
  }
  const std::size_t brace = json.rfind('}');
  const std::string_view before = std::string_view(json).substr(0, brace);
  const bool empty_object = before.find_first_not_of(" \n{") == std::string_view::npos;
  json.resize(brace == std::string::npos ? json.size() : brace);
  return json + (empty_object ? "" : ",") + "\"_installdir\":\"" + escaped + "\"}";
}

asio::awaitable<Outcome> LocalJob::run_task(const runtime::TaskJob& work) {
  const TemporaryDirectory directory(endpoint_->shell);
  const bool installs = !work.files.empty();
  for (const runtime::TaskFile& file : work.files) {
    directory.write(file.relative_path, *file.content, false);
  }
  ProcessRequest request;
  request.words = interpreter_for(endpoint_->shell.interpreters, work.file_name);
  const std::string place =
      installs && !work.directory.empty() ? work.directory + "/" + work.file_name : work.file_name;
  request.words.push_back(directory.write(place, *work.content, true));
  if (work.input_by_environment) {
    request.environment = work.input_environment;
    if (installs) {
      request.environment.emplace_back("PT__installdir", directory.path());
    }
  }
  if (work.input_by_stdin) {
    request.input = installs ? with_install_directory(work.input_json, directory.path()) : work.input_json;
  }
  const std::optional<int> code = co_await run(std::move(request));
  Outcome outcome = output_.completed(code);
  outcome.kept_directory = endpoint_->shell.cleanup ? "" : directory.path();
  co_return outcome;
}

std::string base_name(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) {
    path.pop_back();
  }
  return path.substr(path.rfind('/') + 1);
}

Outcome LocalJob::upload(const runtime::UploadJob& work) const {
  // As mv does: into a folder that is already there.
  const bool into = fs::is_directory(work.destination);
  copy_tree(work.source, into ? work.destination + "/" + base_name(work.source) : work.destination, "WRITE_ERROR");
  return {};
}

Outcome LocalJob::download(const runtime::DownloadJob& work) const {
  const std::string folder = work.destination + "/" + folder_name(endpoint_->name);
  fs::create_directories(folder);
  Outcome outcome;
  outcome.downloaded_to = folder + "/" + folder_name(base_name(work.source));
  copy_tree(work.source, outcome.downloaded_to, "DOWNLOAD_ERROR");
  return outcome;
}

asio::awaitable<std::optional<int>> LocalJob::run_as(std::string command, std::string input, std::string input_file,
                                                     bool as_root) {
  shell::Identity identity = *identity_;
  identity.user = as_root ? "root" : identity.user;
  ProcessRequest request;
  request.escalation = std::make_shared<shell::Escalation>(std::move(identity));
  request.words = request.escalation->words(command, shell::Home::Stay);
  request.input = std::move(input);
  request.input_file = std::move(input_file);
  const std::optional<int> code = co_await run(std::move(request));
  co_return code;
}

asio::awaitable<std::optional<int>> LocalJob::run_program_as(std::string directory, std::string program) {
  const std::optional<int> code =
      co_await run_as(std::string(shell::kProgramRunner), shell::program_head(directory) + std::move(program), "");
  shell::check_program(directory, output_.standard_error());
  co_return code;
}

asio::awaitable<Outcome> LocalJob::run_file_as(const shell::Program& program) {
  const bool cleanup = endpoint_->shell.cleanup;
  const std::string directory = working_directory(endpoint_->shell);
  const std::optional<int> code = co_await run_program_as(
      directory, shell::complete(program, cleanup ? shell::Leftover::Remove : shell::Leftover::Keep));
  Outcome outcome = output_.completed(code);
  outcome.kept_directory = cleanup ? "" : directory;
  co_return outcome;
}

void check_exit(std::optional<int> code, const char* issue_code, const std::string& reason) {
  if (code != 0) {
    throw file_failure(issue_code, reason);
  }
}

asio::awaitable<Outcome> LocalJob::upload_as(const runtime::UploadJob& work) {
  const PlainUpload plan = plan_plain_upload(work);
  const std::string directory = working_directory(endpoint_->shell);
  std::optional<int> code = co_await run_program_as(directory, plan.first);
  check_exit(code, "WRITE_ERROR", "Could not write file: " + output_.standard_error());
  for (const std::string& file : plan.large) {
    code = co_await run_as(receive_command(directory + "/" + file), "", plan.parent + file);
    check_exit(code, "WRITE_ERROR", "Could not write file: " + output_.standard_error());
  }
  code = co_await run_program_as(directory, plan.last);
  check_exit(code, "WRITE_ERROR", "Could not write file: " + output_.standard_error());
  co_return Outcome{};
}

asio::awaitable<Outcome> LocalJob::download_as(const runtime::DownloadJob& work) {
  const std::string directory = working_directory(endpoint_->shell);
  std::optional<int> code = co_await run_program_as(directory, shell::copy_for_download(work));
  check_exit(code, "CP_ERROR", "Could not copy file to temporary directory: " + output_.standard_error());
  std::exception_ptr refusal;
  try {
    code = co_await run_as(shell::give_command(directory, endpoint_->user), "", "", true);
  } catch (const JobFailure&) {
    refusal = std::current_exception();
  }
  if (refusal || code != 0) {
    co_await run_as(shell::remove_command(directory), "", "");
  }
  if (refusal) {
    std::rethrow_exception(refusal);
  }
  check_exit(code, "CHOWN_ERROR", "Could not change owner of '" + directory + "': " + output_.standard_error());
  const std::string source = shell::download_source(work);
  Outcome outcome = download({directory + "/" + source.substr(source.rfind('/') + 1), work.destination});
  std::error_code ignored;
  fs::remove_all(directory, ignored);
  co_return outcome;
}

asio::awaitable<Outcome> LocalJob::dispatch_as() {
  const runtime::Job& job = run_->job();
  if (const auto* command = std::get_if<runtime::CommandJob>(&job.work)) {
    const std::optional<int> code = co_await run_as(shell::command_line(*command, job.environment), "", "");
    co_return output_.completed(code);
  }
  if (const auto* script = std::get_if<runtime::ScriptJob>(&job.work)) {
    co_return co_await run_file_as(shell::script_program(*script, job.environment));
  }
  if (const auto* task = std::get_if<runtime::TaskJob>(&job.work)) {
    co_return co_await run_file_as(
        shell::task_program(*task, interpreter_for(endpoint_->shell.interpreters, task->file_name)));
  }
  if (const auto* files = std::get_if<runtime::UploadJob>(&job.work)) {
    co_return co_await upload_as(*files);
  }
  if (const auto* files = std::get_if<runtime::DownloadJob>(&job.work)) {
    co_return co_await download_as(*files);
  }
  co_return Outcome{};
}

asio::awaitable<Outcome> LocalJob::dispatch() {
  if (identity_) {
    co_return co_await dispatch_as();
  }
  const auto& work = run_->job().work;
  if (const auto* command = std::get_if<runtime::CommandJob>(&work)) {
    co_return co_await run_command(*command);
  }
  if (const auto* script = std::get_if<runtime::ScriptJob>(&work)) {
    co_return co_await run_script(*script);
  }
  if (const auto* task = std::get_if<runtime::TaskJob>(&work)) {
    co_return co_await run_task(*task);
  }
  if (const auto* files = std::get_if<runtime::UploadJob>(&work)) {
    co_return upload(*files);
  }
  if (const auto* files = std::get_if<runtime::DownloadJob>(&work)) {
    co_return download(*files);
  }
  co_return Outcome{};
}

asio::awaitable<Outcome> LocalJob::perform() {
  try {
    Outcome outcome = co_await dispatch();
    co_return outcome;
  } catch (const JobFailure& failure) {
    co_return failure.outcome();
  } catch (const Stopped& stopped) {
    co_return output_.failed(run_->stopped(stopped.reason()));
  } catch (const std::exception& failure) {
    co_return exception_failure(failure.what()).outcome();
  }
}

asio::awaitable<void> run_job(asio::io_context& loop, std::shared_ptr<const LocalEndpoint> endpoint,
                              std::shared_ptr<JobRun> run, std::shared_ptr<OutputStore> store,
                              std::shared_ptr<Guardian> guardian) {
  const auto job = std::make_shared<LocalJob>(loop, endpoint, run, store, guardian);
  const std::stop_callback on_stop(run->stop(), [weak = std::weak_ptr(job), &loop] {
    asio::post(loop, [weak] {
      if (const auto job = weak.lock()) {
        job->end(StopReason::Interrupted);
      }
    });
  });
  if (run->stop().stop_requested()) {
    job->end(StopReason::Interrupted);
  }
  Outcome outcome = co_await job->perform();
  run->deliver(std::move(outcome));
}

}  // namespace

LocalTransport::LocalTransport(EventLoops& loops, runtime::OutputLimits limits)
    : LocalTransport(loops, std::make_shared<OutputStore>(limits)) {}

LocalTransport::LocalTransport(EventLoops& loops, std::shared_ptr<OutputStore> store)
    : loops_(loops), store_(std::move(store)), guardian_(std::make_shared<Guardian>()) {}

std::shared_ptr<const runtime::Endpoint> LocalTransport::endpoint(const runtime::TargetAddress& address) {
  return std::make_shared<const LocalEndpoint>(address);
}

void LocalTransport::start(std::shared_ptr<const runtime::Endpoint> endpoint, std::shared_ptr<const runtime::Job> job,
                           runtime::OutputListener listener, std::stop_token stop, runtime::Completion done) {
  auto local = std::static_pointer_cast<const LocalEndpoint>(std::move(endpoint));
  asio::io_context& loop = loops_.loop_for(local->name);
  auto run = std::make_shared<JobRun>(std::move(job), std::move(listener), std::move(stop), std::move(done));
  asio::co_spawn(loop, run_job(loop, std::move(local), std::move(run), store_, guardian_), asio::detached);
}

}  // namespace volley::transport
