#include "stdlib/bolt/file_reference.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "runtime/evaluate/plain_error.hpp"
#include "runtime/project/module_path.hpp"

namespace volley::stdlib {

std::string locate_file(runtime::Engine& engine, const std::string& reference) {
  const auto found = engine.modules().find_file(reference);
  return found && std::filesystem::exists(*found) ? *found : std::string();
}

std::string find_file(runtime::Engine& engine, const std::string& reference) {
  std::string path = locate_file(engine, reference);
  if (path.empty()) {
    throw runtime::PlainError(fmt::format("No such file or directory: {}", reference), "NO_SUCH_FILE_OR_DIRECTORY");
  }
  return path;
}

}  // namespace volley::stdlib
