// Files and folders from the target: one tar archive through one execution, unpacked here. Where there is no tar, or no
// shell, sftp or scp does it; what only another user may read is copied for the login user first.
#include <algorithm>
#include <functional>

#include "transport/failure.hpp"
#include "transport/files/received_tree.hpp"
#include "transport/files/source_tree.hpp"
#include "transport/files/tar_reader.hpp"
#include "transport/shell/download_program.hpp"
#include "transport/shell/program.hpp"
#include "transport/shell/quote.hpp"
#include "transport/ssh/execution.hpp"
#include "transport/ssh/jobs.hpp"
#include "transport/ssh/openssh/program_download.hpp"
#include "transport/unique_name.hpp"

namespace volley::transport {

namespace {

using runtime::Outcome;

constexpr int kNothingThere = 66;
constexpr std::size_t kNoiseLimit = 64UL * 1024;

JobFailure failed(const SshJob& job, const std::string& reason) {
  return file_failure(job.identity() ? "CP_ERROR" : "DOWNLOAD_ERROR", reason);
}

// What a login shell prints before the archive begins is no part of it.
class MarkedOutput {
 public:
  MarkedOutput(std::string mark, TarReader& reader) : mark_(std::move(mark)), reader_(reader) {}
  void operator()(std::string_view bytes) {
    if (found_) {
      reader_.feed(bytes);
      return;
    }
    noise_ += bytes;
    const std::size_t at = noise_.find(mark_);
    if (at == std::string::npos) {
      noise_.erase(0, noise_.size() > kNoiseLimit ? noise_.size() - mark_.size() : 0);
      return;
    }
    found_ = true;
    reader_.feed(std::string_view(noise_).substr(at + mark_.size()));
    noise_.clear();
  }
  [[nodiscard]] bool found() const { return found_; }

 private:
  std::string mark_;
  TarReader& reader_;
  std::string noise_;
  bool found_ = false;
};

std::string packing_program(const SplitPath& source, const std::string& mark) {
  std::string parent = source.parent.empty() ? "." : source.parent;
  parent = parent.starts_with('-') ? "./" + parent : parent;
  return "p=" + shell::single_quote(parent) + "\nn=" + shell::single_quote("./" + source.name) +
         "\ncommand -v tar >/dev/null 2>&1 || exit 127\ntest -e \"$p/$n\" || exit " + std::to_string(kNothingThere) +
         "\nprintf %s " + shell::single_quote(mark) + "\nexec tar -chf - -C \"$p\" -- \"$n\"\n";
}

// A file that grows while it is read is no failure.
bool only_changes(const std::string& standard_error) {
  static constexpr std::string_view kChanged = ": file changed as we read it";
  std::string_view rest = standard_error;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (!line.ends_with(kChanged)) {
      return false;
    }
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  }
  return true;
}

void check_archive(SshJob& job, const TarReader& reader, std::optional<int> code) {
  std::string standard_error = job.output().standard_error();
  if (code == 0 ? reader.complete() : code == 1 && reader.complete() && only_changes(standard_error)) {
    return;
  }
  while (standard_error.ends_with('\n')) {
    standard_error.pop_back();
  }
  throw failed(job, standard_error.empty() ? "The target stopped in the middle of the download" : standard_error);
}

// Whether there was a tar to do it.
asio::awaitable<bool> download_archive(std::shared_ptr<SshJob> job, SplitPath source, ReceivedTree& tree) {
  TarReader reader(tree);
  const std::string mark = "volley archive " + unique_name() + "\n";
  MarkedOutput output(mark, reader);
  Execution pack;
  pack.input = {std::make_shared<const std::string>(packing_program(source, mark))};
  pack.output = std::ref(output);
  std::optional<int> code;
  try {
    code = co_await execute(job, std::move(pack));
  } catch (const JobFailure& failure) {
    // Some servers offer nothing but sftp.
    if (failure.issue_code() != "EXEC_ERROR") {
      throw;
    }
  }
  if (output.found()) {
    check_archive(*job, reader, code);
    co_return true;
  }
  if (code == kNothingThere) {
    throw failed(*job, "No such file or directory - " + source.parent + source.name);
  }
  co_return false;
}

asio::awaitable<std::optional<int>> run_step(std::shared_ptr<SshJob> job, std::string command, RunAs run_as) {
  Execution execution;
  execution.command = std::move(command);
  execution.run_as = run_as;
  const std::optional<int> code = co_await execute(job, std::move(execution));
  co_return code;
}

asio::awaitable<void> copy_as_other_user(std::shared_ptr<SshJob> job, std::string directory) {
  const auto& work = std::get<runtime::DownloadJob>(job->run().job().work);
  const auto program = std::make_shared<const std::string>(shell::copy_for_download(work));
  std::optional<int> code = co_await run_program(job, directory, program);
  if (code != 0) {
    throw file_failure("CP_ERROR", "Could not copy file to temporary directory: " + job->output().standard_error());
  }
  std::exception_ptr refusal;
  try {
    code = co_await run_step(job, shell::give_command(directory, job->endpoint().user), RunAs::Root);
  } catch (const JobFailure&) {
    refusal = std::current_exception();
  }
  if (refusal || code != 0) {
    const std::string reason = job->output().standard_error();
    co_await run_step(job, shell::remove_command(directory), RunAs::Job);
    if (refusal) {
      std::rethrow_exception(refusal);
    }
    throw file_failure("CHOWN_ERROR", "Could not change owner of '" + directory + "': " + reason);
  }
}

asio::awaitable<void> download_as_login_user(std::shared_ptr<SshJob> job, std::string source, ReceivedTree& tree) {
  const std::shared_ptr<Connection> connection = co_await job->connect();
  job->begin();
  if (const auto library = std::dynamic_pointer_cast<LibraryConnection>(connection)) {
    co_await download_by_sftp(job, library, std::move(source), tree);
  } else {
    co_await download_by_program(job, std::dynamic_pointer_cast<ProgramConnection>(connection), std::move(source),
                                 tree);
  }
}

asio::awaitable<void> download_without_tar(std::shared_ptr<SshJob> job, SplitPath source, ReceivedTree& tree) {
  if (!job->identity()) {
    co_await download_as_login_user(job, source.parent + source.name, tree);
    co_return;
  }
  const std::string directory = working_directory(job->endpoint().shell);
  co_await copy_as_other_user(job, directory);
  co_await download_as_login_user(job, directory + "/" + source.name, tree);
  co_await run_step(job, shell::remove_command(directory), RunAs::Login);
}

}  // namespace

asio::awaitable<Outcome> download(std::shared_ptr<SshJob> job) {
  const auto& work = std::get<runtime::DownloadJob>(job->run().job().work);
  const SplitPath source = split_path(work.source);
  ReceivedTree tree(work.destination + "/" + folder_name(job->endpoint().name), folder_name(source.name));
  bool done = false;
  if (is_plain_name(source.name)) {
    done = co_await download_archive(job, source, tree);
  }
  if (!done) {
    co_await download_without_tar(job, source, tree);
  }
  if (!tree.has_root()) {
    throw failed(*job, "Neither a file nor a folder - " + work.source);
  }
  Outcome outcome;
  outcome.downloaded_to = tree.location();
  co_return outcome;
}

}  // namespace volley::transport
