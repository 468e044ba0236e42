// The kinds of jobs, done over ssh.
#pragma once

#include <asio/awaitable.hpp>
#include <memory>
#include <string>

#include "transport/files/received_tree.hpp"
#include "transport/shared_work.hpp"
#include "transport/ssh/ssh_job.hpp"
#include "transport/ssh/upload_plan.hpp"

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
                                                              runtime::SharedContent program);
// Throws when standard error ends in the words of a program that could not do its part.
void check_program(SshJob& job, const std::string& directory);
[[nodiscard]] asio::awaitable<runtime::Outcome> upload(std::shared_ptr<SshJob> job,
                                                       std::shared_ptr<ProgramCache> programs);
[[nodiscard]] asio::awaitable<runtime::Outcome> download(std::shared_ptr<SshJob> job);
// By sftp; throws JobFailure (DOWNLOAD_ERROR) like the other.
[[nodiscard]] asio::awaitable<void> download_by_sftp(std::shared_ptr<SshJob> job, std::string source,
                                                     ReceivedTree& tree);

}  // namespace volley::transport
