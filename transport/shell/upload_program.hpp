// The programs that bring files and folders of the controller to a target, with nothing but `sh` there: small files
// travel inside one program, large ones each through a `cat` of their own. Everything is brought to a private directory
// first and moved to its place at the end, so that nobody sees half a file.
//
//   UploadProgram upload(job);
//   feed `sh` with program_head(directory) + upload.first();
//   for (file : upload.large_files()) feed upload.copy_command(directory, file) with upload.source_of(file);
//   if (!upload.at_once()) feed `sh` with program_head(directory) + upload.last();
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "runtime/execute/job.hpp"

namespace volley::transport::shell {

class UploadProgram {
 public:
  // Looks at the files. Throws JobFailure WRITE_ERROR.
  explicit UploadProgram(const runtime::UploadJob& job);

  // Whether the first program is all.
  [[nodiscard]] bool at_once() const { return tree_.large.empty(); }
  [[nodiscard]] std::string first() const;
  [[nodiscard]] const std::vector<std::string>& large_files() const { return tree_.large; }
  [[nodiscard]] std::string copy_command(const std::string& directory, const std::string& file) const;
  [[nodiscard]] std::string source_of(const std::string& file) const { return parent_ + file; }
  [[nodiscard]] std::string last() const;

 private:
  struct Tree {
    std::vector<std::string> folders;  // relative, parents first
    std::vector<std::string> small;
    std::vector<std::string> large;
    std::map<unsigned, std::vector<std::string>> modes;
    std::uintmax_t inlined = 0;
  };
  void add(const std::string& relative, int depth);
  [[nodiscard]] std::string placing() const;
  [[nodiscard]] std::string moving() const;

  std::string parent_;  // what comes before the name of the root of the tree in its path
  std::string name_;
  std::string destination_;
  Tree tree_;
};

}  // namespace volley::transport::shell
