#include "transport/shell/download_program.hpp"

#include "transport/shell/program.hpp"
#include "transport/shell/quote.hpp"

namespace volley::transport::shell {

std::string download_source(const runtime::DownloadJob& job) {
  std::string source = job.source;
  while (source.size() > 1 && source.ends_with('/')) {
    source.pop_back();
  }
  return source;
}

std::string copy_for_download(const runtime::DownloadJob& job) {
  const std::string source = download_source(job);
  const std::string unambiguous = source.starts_with('-') ? "./" + source : source;
  return make_directory(Leftover::OnlyOnError) + "cp -R " + single_quote(unambiguous) + " \"$d\"" + or_fail("CP_ERROR");
}

std::string give_command(const std::string& directory, const std::string& user) {
  return "chown -R " + escape(user) + " " + escape(directory);
}

std::string remove_command(const std::string& directory) { return "rm -rf " + escape(directory); }

}  // namespace volley::transport::shell
