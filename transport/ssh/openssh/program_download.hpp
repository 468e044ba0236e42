// Files and folders from a target that the ssh program holds the connection to, by the system's scp.
#pragma once

#include <asio/awaitable.hpp>
#include <memory>
#include <string>

#include "transport/files/received_tree.hpp"
#include "transport/ssh/openssh/program_connection.hpp"
#include "transport/ssh/ssh_job.hpp"

namespace volley::transport {

// Throws JobFailure (DOWNLOAD_ERROR), ConnectionLost, Stopped.
[[nodiscard]] asio::awaitable<void> download_by_program(std::shared_ptr<SshJob> job,
                                                        std::shared_ptr<ProgramConnection> connection,
                                                        std::string source, ReceivedTree& tree);

}  // namespace volley::transport
