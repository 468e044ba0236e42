#include "transport/local/copy_tree.hpp"

#include <filesystem>
#include <vector>

#include "transport/failure.hpp"

namespace volley::transport {

namespace {

namespace fs = std::filesystem;
constexpr int kDepthLimit = 100;

void copy_one(const fs::path& source, const fs::path& destination, int depth) {
  if (depth > kDepthLimit) {
    throw fs::filesystem_error("nested too deeply", source, std::make_error_code(std::errc::filename_too_long));
  }
  if (!fs::is_directory(source)) {
    fs::copy_file(source, destination, fs::copy_options::overwrite_existing);
    return;
  }
  // Listed before anything is written: the destination may lie inside.
  std::vector<fs::path> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(source)) {
    names.push_back(entry.path().filename());
  }
  fs::create_directory(destination);
  for (const fs::path& name : names) {
    copy_one(source / name, destination / name, depth + 1);
  }
  fs::permissions(destination, fs::status(source).permissions() | fs::perms::owner_all);
}

}  // namespace

void copy_tree(const std::string& source, const std::string& destination, const std::string& issue_code) {
  try {
    copy_one(source, destination, 0);
  } catch (const fs::filesystem_error& error) {
    const std::string path =
        error.path2().empty() || fs::exists(error.path1()) == false ? error.path1() : error.path2();
    throw file_failure(issue_code, error.code().message() + " - " + path);
  }
}

}  // namespace volley::transport
