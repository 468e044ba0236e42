#include "transport/shell/upload_program.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "transport/failure.hpp"
#include "transport/shell/program.hpp"
#include "transport/shell/quote.hpp"

namespace volley::transport::shell {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargeFile = 256UL * 1024;
constexpr std::uintmax_t kInlineBudget = 8UL * 1024 * 1024;
constexpr int kDepthLimit = 100;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw file_failure("WRITE_ERROR", "Permission denied - " + path);
  }
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

}  // namespace

UploadProgram::UploadProgram(const runtime::UploadJob& job) : destination_(job.destination) {
  std::string path = job.source;
  while (path.size() > 1 && path.ends_with('/')) {
    path.pop_back();
  }
  const std::size_t slash = path.rfind('/');
  parent_ = path.substr(0, slash + 1);
  name_ = path.substr(slash + 1);
  add(name_, 0);
}

void UploadProgram::add(const std::string& relative, int depth) {
  const fs::path source = parent_ + relative;
  if (depth > kDepthLimit) {
    throw file_failure("WRITE_ERROR", "The folder '" + source.string() + "' is nested too deeply");
  }
  struct stat status {};
  if (::stat(source.c_str(), &status) != 0) {
    throw file_failure("WRITE_ERROR", "No such file or directory - " + source.string());
  }
  tree_.modes[status.st_mode & 0777U].push_back(relative);
  if (S_ISDIR(status.st_mode)) {
    tree_.folders.push_back(relative);
    for (const fs::directory_entry& entry : fs::directory_iterator(source)) {
      add(relative + "/" + entry.path().filename().string(), depth + 1);
    }
    return;
  }
  if (!S_ISREG(status.st_mode)) {
    throw file_failure("WRITE_ERROR", "'" + source.string() + "' is neither a file nor a folder");
  }
  const auto size = static_cast<std::uintmax_t>(status.st_size);
  const bool fits = size <= kLargeFile && tree_.inlined + size <= kInlineBudget;
  tree_.inlined += fits ? size : 0;
  (fits ? tree_.small : tree_.large).push_back(relative);
}

std::string UploadProgram::placing() const {
  std::string text;
  if (!tree_.folders.empty()) {
    text += "mkdir";
    for (const std::string& folder : tree_.folders) {
      text += " " + in_directory(folder);
    }
    text += or_fail("MKDIR_ERROR");
  }
  for (const std::string& file : tree_.small) {
    text += write_file(file, read_file(source_of(file)));
  }
  return text;
}

std::string UploadProgram::moving() const {
  std::string text;
  for (const auto& [mode, paths] : tree_.modes) {
    std::ostringstream octal;
    octal << std::oct << mode;
    text += "chmod " + octal.str();
    for (const std::string& path : paths) {
      text += " " + in_directory(path);
    }
    text += or_fail("CHMOD_ERROR");
  }
  const std::string target = destination_.starts_with('-') ? "./" + destination_ : destination_;
  return text + "mv -f " + in_directory(name_) + " " + single_quote(target) + or_fail("MV_ERROR");
}

std::string UploadProgram::first() const {
  return at_once() ? make_directory(Leftover::Remove) + placing() + moving()
                   : make_directory(Leftover::OnlyOnError) + placing();
}

std::string UploadProgram::copy_command(const std::string& directory, const std::string& file) const {
  return "sh -c " + single_quote("cat > " + escape(directory + "/" + file));
}

std::string UploadProgram::last() const { return take_directory() + moving(); }

}  // namespace volley::transport::shell
