// A download as another user: what the login user may not read is copied to a directory that is then given to it.
//
//   feed `sh`, as the other user, with program_head(directory) + copy_for_download(job)
//   run give_command(directory, login_user) as root
//   fetch `directory`/<name> as the login user, and remove the directory
#pragma once

#include <string>

#include "runtime/execute/job.hpp"

namespace volley::transport::shell {

// Without the slashes at its end.
[[nodiscard]] std::string download_source(const runtime::DownloadJob& job);
[[nodiscard]] std::string copy_for_download(const runtime::DownloadJob& job);
// Only root can give files away.
[[nodiscard]] std::string give_command(const std::string& directory, const std::string& user);
[[nodiscard]] std::string remove_command(const std::string& directory);

}  // namespace volley::transport::shell
