#include "transport/failure.hpp"
#include "transport/shell/upload_program.hpp"
#include "transport/ssh/execution.hpp"
#include "transport/ssh/jobs.hpp"

namespace volley::transport {

namespace {

void check_exit(std::optional<int> code, const std::string& standard_error) {
  if (code != 0) {
    throw file_failure("WRITE_ERROR", "Could not write file: " + standard_error);
  }
}

}  // namespace

asio::awaitable<runtime::Outcome> upload(std::shared_ptr<SshJob> job, std::shared_ptr<ProgramCache> programs) {
  const shell::UploadProgram upload(std::get<runtime::UploadJob>(job->run().job().work));
  const runtime::SharedContent program =
      programs->get(job->run().shared_job(), "upload", [&] { return upload.first(); });
  const std::string directory = working_directory(job->endpoint().shell);
  std::optional<int> code = co_await run_program(job, directory, program);
  check_exit(code, job->output().standard_error());
  for (const std::string& file : upload.large_files()) {
    Execution copy;
    copy.command = upload.copy_command(directory, file);
    copy.input_file = upload.source_of(file);
    code = co_await execute(job, std::move(copy));
    check_exit(code, job->output().standard_error());
  }
  if (!upload.at_once()) {
    code = co_await run_program(job, directory, std::make_shared<const std::string>(upload.last()));
    check_exit(code, job->output().standard_error());
  }
  co_return runtime::Outcome{};
}

}  // namespace volley::transport
