// What a target sends, written below one folder of the controller and never anywhere else, whatever the other side
// calls its files. Each step of a path is opened from the folder before it, links are not followed, and nothing but
// plain files and folders is written.
//
//   ReceivedTree tree(folder, "etc");               // everything is below folder/etc
//   tree.add_folder({"ssh"}, 0755);                 // paths are below that
//   tree.begin_file({"ssh", "moduli"}, 0644); tree.write(bytes); tree.end_file();
//
// Every function throws JobFailure (DOWNLOAD_ERROR).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "transport/files/open_file.hpp"

namespace volley::transport {

using RelativePath = std::vector<std::string>;

class ReceivedTree {
 public:
  // The folder is made where it is missing; `root` is a name of our own choice.
  ReceivedTree(const std::string& folder, std::string root);

  // An empty path is the root itself.
  void add_folder(const RelativePath& path, unsigned mode);
  void begin_file(const RelativePath& path, unsigned mode);
  void write(std::string_view data) { file_.write(data); }
  void end_file();
  // The same content as a file that came before.
  void copy_file(const RelativePath& from, const RelativePath& path, unsigned mode);

  // Whether the root has come.
  [[nodiscard]] bool has_root() const { return has_root_; }
  [[nodiscard]] std::string location() const { return folder_ + "/" + root_; }

 private:
  struct Step {
    std::string name;
    OpenFile folder;
  };
  // The folder that holds the last part of the path, missing ones made.
  [[nodiscard]] int parent_of(const RelativePath& path);
  [[nodiscard]] const std::string& last_of(const RelativePath& path) const {
    return path.empty() ? root_ : path.back();
  }
  [[nodiscard]] OpenFile enter(int parent, const std::string& name) const;
  [[noreturn]] void fail(const std::string& reason, const std::string& name) const;

  std::string folder_;
  std::string root_;
  OpenFile base_;
  std::vector<Step> steps_;  // open folders from the root on: what comes next is mostly beside what came before
  OpenFile file_;
  unsigned mode_ = 0;
  bool has_root_ = false;
};

// A name that stays in its folder: not empty, no slash, neither . nor ..
[[nodiscard]] bool is_plain_name(std::string_view name);
// The parts of a path below a root; nothing when one of them is no plain name.
[[nodiscard]] std::optional<RelativePath> relative_path(std::string_view path);

}  // namespace volley::transport
