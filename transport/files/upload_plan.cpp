#include "transport/files/upload_plan.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include "transport/files/open_file.hpp"
#include "transport/shell/program.hpp"
#include "transport/shell/quote.hpp"

namespace volley::transport {

namespace {

constexpr std::size_t kFewFiles = 32;
constexpr std::uint64_t kSmallUpload = 128UL * 1024;
constexpr std::uint64_t kLargeFile = 256UL * 1024;
constexpr std::uint64_t kInlineBudget = 8UL * 1024 * 1024;
// What a command line may have on every system.
constexpr std::size_t kLineLimit = 60UL * 1024;

bool is_small(const SourceTree& tree) {
  std::uint64_t bytes = 0;
  for (const SourceEntry& entry : tree.entries) {
    bytes += entry.size;
  }
  return tree.entries.size() <= kFewFiles && bytes <= kSmallUpload;
}

// As many lines as it takes.
std::string for_all(const std::string& command, const std::vector<std::string>& paths, std::string_view issue_code) {
  std::string text;
  std::string line;
  for (const std::string& path : paths) {
    line += " " + shell::in_directory(path);
    if (line.size() > kLineLimit || &path == &paths.back()) {
      text += command + line + shell::or_fail(issue_code);
      line.clear();
    }
  }
  return text;
}

std::string set_modes(const SourceTree& tree) {
  std::map<unsigned, std::vector<std::string>> modes;
  // From the inside out: a mode may close a folder.
  for (auto entry = tree.entries.rbegin(); entry != tree.entries.rend(); ++entry) {
    modes[entry->folder ? entry->mode | 0700U : entry->mode].push_back(entry->relative);
  }
  std::string text;
  for (const auto& [mode, paths] : modes) {
    std::ostringstream octal;
    octal << std::oct << mode;
    text += for_all("chmod " + octal.str(), paths, "CHMOD_ERROR");
  }
  for (auto entry = tree.entries.rbegin(); entry != tree.entries.rend(); ++entry) {
    if (entry->folder && (entry->mode & 0700U) != 0700U) {
      std::ostringstream octal;
      octal << std::oct << entry->mode;
      text += for_all("chmod " + octal.str(), {entry->relative}, "CHMOD_ERROR");
    }
  }
  return text;
}

std::string move_into_place(const std::string& name, const std::string& destination) {
  const std::string target = destination.starts_with('-') ? "./" + destination : destination;
  return "mv -f " + shell::in_directory(name) + " " + shell::single_quote(target) + shell::or_fail("MV_ERROR");
}

std::string make_folders(const SourceTree& tree) {
  std::vector<std::string> folders;
  for (const SourceEntry& entry : tree.entries) {
    if (entry.folder) {
      folders.push_back(entry.relative);
    }
  }
  return for_all("mkdir", folders, "MKDIR_ERROR");
}

std::string write_content(const SourceTree& tree, const SourceEntry& entry) {
  const OpenFile file = OpenFile::to_read(tree.parent + entry.relative);
  return shell::write_file(entry.relative, file.read_all(static_cast<std::size_t>(entry.size)));
}

// For login shells that know no quotes over several lines.
std::string in_one_line(std::string text, const std::string& directory) {
  if (directory.find('\n') == std::string::npos) {
    while (text.ends_with('\n')) {
      text.pop_back();
    }
    std::replace(text.begin(), text.end(), '\n', ';');
  }
  return text;
}

}  // namespace

UploadPlan plan_upload(const runtime::UploadJob& work) {
  SourceTree tree = read_source_tree(work.source);
  UploadPlan plan;
  if (is_small(tree)) {
    std::string text = shell::make_directory(shell::Leftover::Remove) + make_folders(tree);
    for (const SourceEntry& entry : tree.entries) {
      text += entry.folder ? "" : write_content(tree, entry);
    }
    text += set_modes(tree) + move_into_place(tree.name, work.destination);
    plan.program = std::make_shared<const std::string>(std::move(text));
  } else {
    const std::string place = std::string(UploadArchive::kFolder) + "/" + tree.name;
    plan.archive = std::make_shared<const UploadArchive>(std::move(tree), move_into_place(place, work.destination));
  }
  return plan;
}

std::string archive_command(const std::string& directory) {
  const std::string finish(UploadArchive::kFinish);
  std::string text = shell::program_head(directory) + shell::make_directory(shell::Leftover::Remove);
  text += "command -v tar >/dev/null 2>&1" + shell::or_fail(kNoTar);
  text += "tar -xpomf - -C \"$d\"" + shell::or_fail("WRITE_ERROR");
  text += "test -f \"$d\"/" + finish + " || { echo the archive did not arrive whole >&2; fail WRITE_ERROR; }\n";
  text += ". \"$d\"/" + finish + "\n";
  return "sh -c " + shell::single_quote(in_one_line(std::move(text), directory));
}

std::string receive_command(const std::string& path) {
  return "sh -c " + shell::single_quote("cat > " + shell::escape(path));
}

PlainUpload plan_plain_upload(const runtime::UploadJob& work) {
  const SourceTree tree = read_source_tree(work.source);
  PlainUpload plan;
  plan.parent = tree.parent;
  plan.first = shell::make_directory(shell::Leftover::OnlyOnError) + make_folders(tree);
  std::uint64_t inlined = 0;
  for (const SourceEntry& entry : tree.entries) {
    if (entry.folder) {
      continue;
    }
    if (entry.size <= kLargeFile && inlined + entry.size <= kInlineBudget) {
      inlined += entry.size;
      plan.first += write_content(tree, entry);
    } else {
      plan.large.push_back(entry.relative);
    }
  }
  plan.last = shell::take_directory() + set_modes(tree) + move_into_place(tree.name, work.destination);
  return plan;
}

}  // namespace volley::transport
