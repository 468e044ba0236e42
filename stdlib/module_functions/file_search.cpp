#include "stdlib/module_functions/file_search.hpp"

#include <algorithm>
#include <filesystem>

#include "runtime/project/glob.hpp"
#include "stdlib/module_functions/brace_expansion.hpp"

namespace volley::stdlib {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDeepest = 200;

// One name of the pattern, between two slashes.
struct Part {
  std::string text;
  bool any_depth = false;  // "**" with something behind it
  bool special = false;    // has to be compared with the names of a directory
};

std::vector<Part> parts_of(std::string_view pattern) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  while (begin <= pattern.size()) {
    const std::size_t end = std::min(pattern.find('/', begin), pattern.size());
    const std::string text(pattern.substr(begin, end - begin));
    const bool last = end == pattern.size();
    const bool any_depth = text == "**" && !last;
    // Several "**" in a row mean no more than one; empty names count only at the end, where they ask for a directory.
    const bool repeated = any_depth && !parts.empty() && parts.back().any_depth;
    if (!repeated && (last || !text.empty())) {
      parts.push_back({text, any_depth, any_depth || text.find_first_of("*?[\\") != std::string::npos});
    }
    begin = end + 1;
  }
  return parts;
}

bool name_matches(const std::string& pattern, const std::string& name) {
  const bool hidden = name.starts_with('.');
  const bool names_hidden = pattern.starts_with('.') || pattern.starts_with("\\.");
  return (!hidden || names_hidden) &&
         runtime::glob_matches(pattern, name, runtime::Braces::Literal, runtime::LetterCase::Exact);
}

std::vector<std::string> names_in(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entries(directory.empty() ? "." : directory, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    names.push_back(entries->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class Search {
 public:
  explicit Search(std::string_view pattern) : parts_(parts_of(pattern)) {}

  std::vector<std::string> run(const std::string& root) {
    if (!parts_.empty()) {
      visit(root, {0}, 0);
    }
    return std::move(found_);
  }

 private:
  using Positions = std::vector<std::size_t>;  // in parts_: what the next name has to match

  // "**" also stands for no directory at all.
  [[nodiscard]] Positions with_skipped(Positions positions) const {
    for (std::size_t index = 0; index < positions.size(); ++index) {
      if (parts_[positions[index]].any_depth) {
        add(positions, positions[index] + 1);
      }
    }
    return positions;
  }

  static void add(Positions& positions, std::size_t position) {
    if (std::find(positions.begin(), positions.end(), position) == positions.end()) {
      positions.push_back(position);
    }
  }

  // `directory` is empty or ends with a slash.
  void visit(const std::string& directory, const Positions& given, std::size_t depth) {
    if (depth > kDeepest) {
      return;
    }
    const Positions positions = with_skipped(given);
    const bool special =
        std::any_of(positions.begin(), positions.end(), [&](std::size_t at) { return parts_[at].special; });
    for (const std::size_t at : positions) {
      if (parts_[at].text.empty() && !directory.empty()) {
        found_.push_back(directory);  // the pattern ends with a slash
      }
    }
    if (special) {
      for (const std::string& name : names_in(directory)) {
        visit_entry(directory, name, positions, depth);
      }
    } else if (!parts_[positions.front()].text.empty()) {
      visit_entry(directory, parts_[positions.front()].text, positions, depth);
    }
  }

  void visit_entry(const std::string& directory, const std::string& name, const Positions& positions,
                   std::size_t depth) {
    const std::string path = directory + name;
    std::error_code error;
    const fs::file_status own = fs::symlink_status(path, error);
    if (error || !fs::exists(own)) {
      return;
    }
    Positions next;
    bool complete = false;
    for (const std::size_t at : positions) {
      const Part& part = parts_[at];
      if (part.any_depth) {
        if (fs::is_directory(own) && !name.starts_with('.')) {
          add(next, at);
        }
      } else if (part.special ? name_matches(part.text, name) : part.text == name) {
        complete = complete || at + 1 == parts_.size();
        if (at + 1 < parts_.size()) {
          add(next, at + 1);
        }
      }
    }
    if (complete) {
      found_.push_back(path);
    }
    if (!next.empty() && fs::is_directory(fs::status(path, error))) {
      visit(path + "/", next, depth + 1);
    }
  }

  std::vector<Part> parts_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> find_files(std::string_view pattern) {
  std::vector<std::string> found;
  for (const std::string& alternative : expand_braces(pattern)) {
    if (alternative.empty()) {
      continue;
    }
    const bool absolute = alternative.front() == '/';
    if (alternative.find_first_not_of('/') == std::string::npos) {
      found.emplace_back("/");
      continue;
    }
    const std::vector<std::string> paths = Search(alternative).run(absolute ? "/" : "");
    found.insert(found.end(), paths.begin(), paths.end());
  }
  return found;
}

}  // namespace volley::stdlib
