#include "cli/commands/new_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "runtime/evaluate/error.hpp"

namespace volley::cli {

void write_new_file(const std::filesystem::path& path, const std::string& content) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) {
    throw runtime::PlanError("bolt/existing-file-error", fmt::format("{}; unable to create the directory '{}'",
                                                                     error.message(), path.parent_path().string()));
  }
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << content;
  file.close();
  if (!file) {
    throw runtime::PlanError("bolt/file-error", fmt::format("{}; unable to create '{}'",
                                                            std::generic_category().message(errno), path.string()));
  }
}

}  // namespace volley::cli
