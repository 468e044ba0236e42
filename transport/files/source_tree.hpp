// A file or folder of the controller, as it is about to be copied: names, modes and sizes, symbolic links followed.
//
//   const SourceTree tree = read_source_tree("/srv/app");   // entries "app", "app/bin", "app/bin/run", ...
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace volley::transport {

struct SourceEntry {
  std::string relative;  // begins with the name of the tree
  unsigned mode = 0;     // permissions only
  std::uint64_t size = 0;
  bool folder = false;
};

struct SourceTree {
  std::string parent;  // what to put before `relative`
  std::string name;
  std::vector<SourceEntry> entries;  // folders before what is in them, in the order of their names
};

// Throws JobFailure (WRITE_ERROR).
[[nodiscard]] SourceTree read_source_tree(const std::string& path);

// The last part of a path and what comes before it, slash included; slashes at the end don't count.
struct SplitPath {
  std::string parent;
  std::string name;
};
[[nodiscard]] SplitPath split_path(std::string path);

}  // namespace volley::transport
