// How a file or folder goes to the targets of one job, decided once for all of them.
//
// A few small files travel inside one program, which needs nothing but `sh`. All else is one tar archive through one
// execution. For a target without tar there is a third way, slow with many large files: a program that writes the small
// ones, one `cat` for each large one, and a program that moves all into place.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/execute/job.hpp"
#include "transport/files/upload_archive.hpp"

namespace volley::transport {

struct UploadPlan {
  // One program that does it all; nothing when there is too much to send.
  runtime::SharedContent program;
  // What is streamed to archive_command().
  std::shared_ptr<const UploadArchive> archive;
};

// Throws JobFailure (WRITE_ERROR).
[[nodiscard]] UploadPlan plan_upload(const runtime::UploadJob& work);
// Unpacks an archive from its standard input in a private directory, and runs what comes last in it.
[[nodiscard]] std::string archive_command(const std::string& directory);
// What check_program() finds at the end of standard error when there is no tar.
inline constexpr std::string_view kNoTar = "NO_TAR";

// The way without tar. Also that of the controller to itself, for another user.
struct PlainUpload {
  std::string parent;              // where the files are
  std::string first;               // a program
  std::vector<std::string> large;  // to be sent one after the other to these places in the directory
  std::string last;                // a program
};
// Writes its standard input to a file.
[[nodiscard]] std::string receive_command(const std::string& path);
[[nodiscard]] PlainUpload plan_plain_upload(const runtime::UploadJob& work);

}  // namespace volley::transport
