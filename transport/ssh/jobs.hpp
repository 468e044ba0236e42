// The kinds of jobs, done over ssh.
#pragma once

#include <asio/awaitable.hpp>
#include <memory>
#include <mutex>
#include <string>

#include "transport/shell/program.hpp"
#include "transport/ssh/ssh_job.hpp"

namespace volley::transport {

// The programs of one job are the same for all targets but for their first lines; they are built once.
class ProgramCache {
 public:
  template <typename Build>
  [[nodiscard]] runtime::SharedContent get(const std::shared_ptr<const runtime::Job>& job, const std::string& variant,
                                           Build build) {
    const std::lock_guard lock(mutex_);
    if (job_.lock() != job || variant_ != variant) {
      program_ = std::make_shared<const std::string>(build());
      job_ = job;
      variant_ = variant;
    }
    return program_;
  }

 private:
  std::mutex mutex_;
  std::weak_ptr<const runtime::Job> job_;
  std::string variant_;
  runtime::SharedContent program_;
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

}  // namespace volley::transport
