#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "runtime/evaluate/error.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"
#include "stdlib/bolt/file_reference.hpp"

namespace volley::stdlib {
namespace {

namespace fs = std::filesystem;

using runtime::Call;
using runtime::EvaluationError;
using runtime::Value;
using runtime::Values;

Value file_exists(Call& call) {
  return Value(!locate_file(engine_of(call), std::string(call.arguments[0].as_string())).empty());
}

Value file_readable(Call& call) {
  const std::string path = locate_file(engine_of(call), std::string(call.arguments[0].as_string()));
  return Value(!path.empty() && access(path.c_str(), R_OK) == 0);
}

Value file_read(Call& call) {
  return Value(*runtime::read_file_content(find_file(engine_of(call), std::string(call.arguments[0].as_string()))));
}

Value file_write(Call& call) {
  const std::string path(call.arguments[0].as_string());
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << call.arguments[1].as_string();
  file.close();
  if (!file) {
    throw EvaluationError(fmt::format("Cannot write '{}': {}", path, std::strerror(errno)));
  }
  return Value();
}

Value file_delete(Call& call) {
  const std::string path(call.arguments[0].as_string());
  if (unlink(path.c_str()) != 0) {
    throw EvaluationError(fmt::format("Cannot delete '{}': {}", path, std::strerror(errno)));
  }
  return Value();
}

Value file_join(Call& call) {
  std::string joined;
  for (const Value& part : call.arguments) {
    std::string_view text = part.as_string();
    if (!joined.empty()) {
      while (joined.ends_with('/')) {
        joined.pop_back();
      }
      while (text.starts_with('/')) {
        text.remove_prefix(1);
      }
      joined += '/';
    }
    joined += text;
  }
  return Value(std::move(joined));
}

Value dir_children(Call& call) {
  const std::string path = find_file(engine_of(call), std::string(call.arguments[0].as_string()));
  if (!fs::is_directory(path)) {
    throw EvaluationError(fmt::format("Path '{}' is not a directory", path));
  }
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return Value(Values(names.begin(), names.end()));
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"dir::children",
     {{"String[1] dirname", "Array", dir_children}},
     "The names in a folder of the controller, sorted."},
    {"file::delete", {{"String[1] filename", "Undef", file_delete}}, "Deletes a file of the controller."},
    {"file::exists",
     {{"String[1] filename", "Boolean", file_exists}},
     "Whether a file or folder of the controller exists."},
    {"file::join", {{"String *paths", "String", file_join}}, "Joins parts of a path with '/'."},
    {"file::read", {{"String[1] filename", "String", file_read}}, "The content of a file of the controller."},
    {"file::readable",
     {{"String[1] filename", "Boolean", file_readable}},
     "Whether a file of the controller can be read."},
    {"file::write", {{"String[1] filename, String content", "Undef", file_write}}, "Writes a file of the controller."},
});

}  // namespace

std::span<const runtime::FunctionRecord> file_functions() { return kFunctions; }

}  // namespace volley::stdlib
