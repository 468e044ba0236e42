// Modules that are part of the program: their files lie in memory, under paths that no file system has.
//
//   BuiltInModules modules(files);  // {"canary/plans/init.pp", "plan canary(...) { ... }"}, ...
//   modules.content("built-in:/canary/plans/init.pp");
//
// A ModulePath holds one and finds in it what no module directory has.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace volley::runtime {

struct BuiltInFile {
  std::string_view path;  // "<module>/<folder>/.../<file>"
  std::string_view content;
};

class BuiltInModules {
 public:
  BuiltInModules() = default;
  // The files must outlive it.
  explicit BuiltInModules(std::span<const BuiltInFile> files);

  // Their names, sorted.
  [[nodiscard]] std::vector<std::string> names() const;
  // The folder of a module: "built-in:/canary".
  [[nodiscard]] static std::string directory(std::string_view module);
  // Whether a path is of this kind.
  [[nodiscard]] static bool holds(std::string_view path);
  // A folder as users should see it: those of built-in modules cannot be opened.
  [[nodiscard]] static std::string shown(const std::string& directory);

  [[nodiscard]] bool is_file(std::string_view path) const { return files_.contains(path); }
  [[nodiscard]] std::optional<std::string_view> content(std::string_view path) const;
  // The paths of all files below a folder, sorted.
  [[nodiscard]] std::vector<std::string> files_below(std::string_view folder) const;

 private:
  std::map<std::string, std::string_view, std::less<>> files_;
};

}  // namespace volley::runtime
