// Files and folders to the target, with nothing but `sh` there: small files travel inside one program, large ones
// each through a `cat` of their own. Everything is brought to a private directory first and moved to its place at the
// end, so that nobody sees half a file.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "transport/failure.hpp"
#include "transport/shell/program.hpp"
#include "transport/shell/quote.hpp"
#include "transport/ssh/execution.hpp"
#include "transport/ssh/jobs.hpp"

namespace volley::transport {

namespace {

namespace fs = std::filesystem;
using runtime::Outcome;

constexpr std::uintmax_t kLargeFile = 256UL * 1024;
constexpr std::uintmax_t kInlineBudget = 8UL * 1024 * 1024;
constexpr int kDepthLimit = 100;

struct Tree {
  std::vector<std::string> folders;  // relative, parents first
  std::vector<std::string> small;
  std::vector<std::string> large;
  std::map<unsigned, std::vector<std::string>> modes;
  std::uintmax_t inlined = 0;
};

void add_to_tree(Tree& tree, const fs::path& source, const std::string& relative, int depth) {
  if (depth > kDepthLimit) {
    throw file_failure("WRITE_ERROR", "The folder '" + source.string() + "' is nested too deeply");
  }
  struct stat status {};
  if (::stat(source.c_str(), &status) != 0) {
    throw file_failure("WRITE_ERROR", "No such file or directory - " + source.string());
  }
  tree.modes[status.st_mode & 0777U].push_back(relative);
  if (S_ISDIR(status.st_mode)) {
    tree.folders.push_back(relative);
    for (const fs::directory_entry& entry : fs::directory_iterator(source)) {
      add_to_tree(tree, entry.path(), relative + "/" + entry.path().filename().string(), depth + 1);
    }
    return;
  }
  if (!S_ISREG(status.st_mode)) {
    throw file_failure("WRITE_ERROR", "'" + source.string() + "' is neither a file nor a folder");
  }
  const auto size = static_cast<std::uintmax_t>(status.st_size);
  const bool fits = size <= kLargeFile && tree.inlined + size <= kInlineBudget;
  tree.inlined += fits ? size : 0;
  (fits ? tree.small : tree.large).push_back(relative);
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw file_failure("WRITE_ERROR", "Permission denied - " + path);
  }
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

// The name of the root of the tree, and in the source path what comes before it.
struct Source {
  std::string parent;
  std::string name;
};

Source split_source(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) {
    path.pop_back();
  }
  const std::size_t slash = path.rfind('/');
  return {path.substr(0, slash + 1), path.substr(slash + 1)};
}

std::string placing_program(const Source& source, const Tree& tree) {
  std::string text;
  if (!tree.folders.empty()) {
    text += "mkdir";
    for (const std::string& folder : tree.folders) {
      text += " " + shell::in_directory(folder);
    }
    text += shell::or_fail("MKDIR_ERROR");
  }
  for (const std::string& file : tree.small) {
    text += shell::write_file(file, read_file(source.parent + file));
  }
  return text;
}

std::string moving_program(const Source& source, const Tree& tree, const std::string& destination) {
  std::string text;
  for (const auto& [mode, paths] : tree.modes) {
    std::ostringstream octal;
    octal << std::oct << mode;
    text += "chmod " + octal.str();
    for (const std::string& path : paths) {
      text += " " + shell::in_directory(path);
    }
    text += shell::or_fail("CHMOD_ERROR");
  }
  const std::string target = destination.starts_with('-') ? "./" + destination : destination;
  return text + "mv -f " + shell::in_directory(source.name) + " " + shell::single_quote(target) +
         shell::or_fail("MV_ERROR");
}

// For uploads with large files: the first and the last of several steps.
std::string finishing_program(const std::string& moving) {
  return "fail() { printf '%s%s %s\\n' 'volley could not prepare ' \"$d\" \"$1\" >&2; exit 1; }\n"
         "trap 'rm -rf \"$d\"' EXIT\n" +
         moving;
}

void check_exit(std::optional<int> code, const std::string& standard_error) {
  if (code != 0) {
    throw file_failure("WRITE_ERROR", "Could not write file: " + standard_error);
  }
}

}  // namespace

asio::awaitable<Outcome> upload(std::shared_ptr<SshJob> job, std::shared_ptr<ProgramCache> programs) {
  const auto& work = std::get<runtime::UploadJob>(job->run().job().work);
  const Source source = split_source(work.source);
  Tree tree;
  add_to_tree(tree, source.parent + source.name, source.name, 0);
  const std::string moving = moving_program(source, tree, work.destination);
  const bool at_once = tree.large.empty();
  const runtime::SharedContent program = programs->get(job->run().shared_job(), "upload", [&] {
    const std::string placing = placing_program(source, tree);
    return at_once ? shell::make_directory(shell::Leftover::Remove) + placing + moving
                   : shell::make_directory(shell::Leftover::OnlyOnError) + placing;
  });
  const std::string directory = working_directory(job->endpoint().shell);
  std::optional<int> code = co_await run_program(job, directory, program);
  check_exit(code, job->output().standard_error());
  for (const std::string& file : tree.large) {
    Execution copy;
    copy.command = "sh -c " + shell::single_quote("cat > " + shell::escape(directory + "/" + file));
    copy.input_file = source.parent + file;
    code = co_await execute(job, std::move(copy));
    check_exit(code, job->output().standard_error());
  }
  if (!at_once) {
    code = co_await run_program(job, directory, std::make_shared<const std::string>(finishing_program(moving)));
    check_exit(code, job->output().standard_error());
  }
  co_return Outcome{};
}

}  // namespace volley::transport
