// Files and folders to the target. Everything is brought to a private directory first and moved to its place at the
// end, so that nobody sees half a file.
#include "transport/failure.hpp"
#include "transport/shell/program.hpp"
#include "transport/ssh/execution.hpp"
#include "transport/ssh/jobs.hpp"

namespace volley::transport {

namespace {

using runtime::Outcome;

void check_exit(std::optional<int> code, const std::string& standard_error) {
  if (code != 0) {
    throw file_failure("WRITE_ERROR", "Could not write file: " + standard_error);
  }
}

asio::awaitable<void> send_file(std::shared_ptr<SshJob> job, std::string file, std::string place) {
  const auto source = std::make_shared<const OpenFile>(OpenFile::to_read(file));
  Execution copy;
  copy.command = receive_command(place);
  copy.more_input = [source](std::string& chunk) {
    constexpr std::size_t kChunkSize = 128UL * 1024;
    chunk.resize(kChunkSize);
    chunk.resize(source->read(chunk.data(), kChunkSize));
  };
  const std::optional<int> code = co_await execute(job, std::move(copy));
  check_exit(code, job->output().standard_error());
}

asio::awaitable<void> upload_without_tar(std::shared_ptr<SshJob> job, std::string directory) {
  const PlainUpload plan = plan_plain_upload(std::get<runtime::UploadJob>(job->run().job().work));
  std::optional<int> code = co_await run_program(job, directory, std::make_shared<const std::string>(plan.first));
  check_exit(code, job->output().standard_error());
  for (const std::string& file : plan.large) {
    co_await send_file(job, plan.parent + file, directory + "/" + file);
  }
  code = co_await run_program(job, directory, std::make_shared<const std::string>(plan.last));
  check_exit(code, job->output().standard_error());
}

// Whether there was a tar to do it.
asio::awaitable<bool> upload_archive(std::shared_ptr<SshJob> job, std::string directory,
                                     std::shared_ptr<const UploadArchive> archive) {
  Execution unpack;
  unpack.command = archive_command(directory);
  const auto stream = std::make_shared<UploadArchive::Stream>(std::move(archive));
  unpack.more_input = [stream](std::string& chunk) { stream->next(chunk); };
  const std::optional<int> code = co_await execute(job, std::move(unpack));
  const auto failure = shell::program_failure(directory, job->output().standard_error());
  if (failure && failure->issue_code == kNoTar) {
    co_return false;
  }
  shell::check_program(directory, job->output().standard_error());
  check_exit(code, job->output().standard_error());
  co_return true;
}

}  // namespace

asio::awaitable<Outcome> upload(std::shared_ptr<SshJob> job, std::shared_ptr<ProgramCache> programs) {
  const auto& work = std::get<runtime::UploadJob>(job->run().job().work);
  const std::shared_ptr<const UploadPlan> plan =
      programs->uploads.get(job->run().shared_job(), "", [&] { return plan_upload(work); });
  const std::string directory = working_directory(job->endpoint().shell);
  if (plan->program) {
    const std::optional<int> code = co_await run_program(job, directory, plan->program);
    check_exit(code, job->output().standard_error());
    co_return Outcome{};
  }
  const bool done = co_await upload_archive(job, directory, plan->archive);
  if (!done) {
    co_await upload_without_tar(job, directory);
  }
  co_return Outcome{};
}

}  // namespace volley::transport
