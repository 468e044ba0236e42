#include "runtime/project/built_in_modules.hpp"

namespace volley::runtime {
namespace {

constexpr std::string_view kRoot = "built-in:/";

}  // namespace

BuiltInModules::BuiltInModules(std::span<const BuiltInFile> files) {
  for (const BuiltInFile& file : files) {
    files_.emplace(std::string(kRoot) + std::string(file.path), file.content);
  }
}

std::vector<std::string> BuiltInModules::names() const {
  std::vector<std::string> names;
  for (const auto& [path, content] : files_) {
    const std::size_t end = path.find('/', kRoot.size());
    std::string name = path.substr(kRoot.size(), end - kRoot.size());
    if (names.empty() || names.back() != name) {
      names.push_back(std::move(name));
    }
  }
  return names;
}

std::string BuiltInModules::directory(std::string_view module) { return std::string(kRoot).append(module); }

bool BuiltInModules::holds(std::string_view path) { return path.starts_with(kRoot); }

std::string BuiltInModules::shown(const std::string& directory) {
  return holds(directory) ? "built-in module" : directory;
}

std::optional<std::string_view> BuiltInModules::content(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> BuiltInModules::files_below(std::string_view folder) const {
  const std::string prefix = std::string(folder) + "/";
  std::vector<std::string> paths;
  for (auto file = files_.lower_bound(prefix); file != files_.end() && file->first.starts_with(prefix); ++file) {
    paths.push_back(file->first);
  }
  return paths;
}

}  // namespace volley::runtime
