#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/module_path.hpp"
#include "runtime/project/project.hpp"
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

// The words of the system, and what could not be done: "No such file or directory @ rb_sysopen - /x".
[[noreturn]] void fail_system(int code, std::string_view operation, const std::string& path) {
  throw EvaluationError(fmt::format("{} @ {} - {}", std::generic_category().message(code), operation, path));
}

Value file_read(Call& call) {
  const std::string path = find_file(engine_of(call), std::string(call.arguments[0].as_string()));
  if (fs::is_directory(path)) {
    fail_system(EISDIR, "io_fread", path);
  }
  if (access(path.c_str(), R_OK) != 0) {
    fail_system(errno, "rb_sysopen", path);
  }
  return Value(*runtime::read_file_content(path));
}

Value file_write(Call& call) {
  const std::string path(call.arguments[0].as_string());
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file) {
    fail_system(errno, "rb_sysopen", path);
  }
  file << call.arguments[1].as_string();
  file.close();
  if (!file) {
    fail_system(errno == 0 ? EIO : errno, "io_write", path);
  }
  return Value();
}

Value file_delete(Call& call) {
  const std::string path(call.arguments[0].as_string());
  if (unlink(path.c_str()) != 0) {
    fail_system(errno, "apply2files", path);
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

// A folder of a module ("module/files"), of the project, or anywhere.
std::string folder_of(runtime::Engine& engine, const std::string& name) {
  const std::size_t slash = name.find('/');
  if (const auto module = engine.modules().module_directory(std::string_view(name).substr(0, slash))) {
    return slash == std::string::npos ? *module : *module + name.substr(slash);
  }
  return fs::path(name).is_absolute() ? name : (fs::path(engine.project().path()) / name).lexically_normal().string();
}

Value dir_children(Call& call) {
  const std::string path = folder_of(engine_of(call), std::string(call.arguments[0].as_string()));
  std::error_code error;
  std::vector<std::string> names;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error) {
    fail_system(error.value(), "dir_initialize", path);
  }
  std::sort(names.begin(), names.end());
  return Value(Values(names.begin(), names.end()));
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"dir::children", {{"String dirname", "Array", dir_children}}, "The names in a folder of the controller, sorted."},
    {"file::delete", {{"String[1] filename", "Undef", file_delete}}, "Deletes a file of the controller."},
    {"file::exists",
     {{"String[1] filename", "Boolean", file_exists}},
     "Whether a file or folder of the controller exists."},
    {"file::join", {{"String path, String *paths", "String", file_join}}, "Joins parts of a path with '/'."},
    {"file::read", {{"String[1] filename", "String", file_read}}, "The content of a file of the controller."},
    {"file::readable",
     {{"String[1] filename", "Boolean", file_readable}},
     "Whether a file of the controller can be read."},
    {"file::write", {{"String filename, String content", "Undef", file_write}}, "Writes a file of the controller."},
});

}  // namespace

std::span<const runtime::FunctionRecord> file_functions() { return kFunctions; }

}  // namespace volley::stdlib
