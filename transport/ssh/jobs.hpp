// The kinds of jobs, done over ssh.
#pragma once

#include <asio/awaitable.hpp>
#include <memory>
#include <string>

#include "transport/files/received_tree.hpp"
#include "transport/files/upload_plan.hpp"
#include "transport/shared_work.hpp"
#include "transport/shell/program.hpp"
#include "transport/ssh/ssh_job.hpp"

namespace volley::transport {

// What all targets of a job need is made once.
class ProgramCache : public SharedWork<std::string> {
 public:
  SharedWork<UploadPlan> uploads;
};

// Never throws: whatever goes wrong becomes the outcome.
[[nodiscard]] asio::awaitable<runtime::Outcome> perform(std::shared_ptr<SshJob> job,
                                                        std::shared_ptr<ProgramCache> programs);

// Feeds a program to a shell on the target. Throws JobFailure when the program could not do its part.
[[nodiscard]] asio::awaitable<std::optional<int>> run_program(std::shared_ptr<SshJob> job, std::string directory,
                                                              runtime::SharedContent program,
                                                              shell::Leash leash = shell::Leash::None);
[[nodiscard]] asio::awaitable<runtime::Outcome> upload(std::shared_ptr<SshJob> job,
                                                       std::shared_ptr<ProgramCache> programs);
[[nodiscard]] asio::awaitable<runtime::Outcome> download(std::shared_ptr<SshJob> job);
// By sftp, from a target that has nothing else to send files with. Throws JobFailure (DOWNLOAD_ERROR).
[[nodiscard]] asio::awaitable<void> download_by_sftp(std::shared_ptr<SshJob> job,
                                                     std::shared_ptr<LibraryConnection> connection, std::string source,
                                                     ReceivedTree& tree);

}  // namespace volley::transport
