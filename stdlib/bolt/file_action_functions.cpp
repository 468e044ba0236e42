#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/project.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"
#include "stdlib/bolt/file_reference.hpp"

namespace volley::stdlib {
namespace {

namespace fs = std::filesystem;

using runtime::Call;
using runtime::Engine;
using runtime::Value;

Value upload_file(Call& call) {
  Engine& engine = engine_of(call);
  const CallOptions options = read_options(call, 3);
  const std::string source(call.arguments[0].as_string());
  const std::string path = find_file(engine, source);
  runtime::Action action = runtime::upload_action(path, path, std::string(call.arguments[1].as_string()),
                                                  engine.targets(call.arguments[2]), options.run);
  action.shown_as = source;
  return engine.run_step(action, options.on_failure());
}

std::string stripped(const std::string& text) {
  constexpr std::string_view kBlanks = " \t\r\n\f\v";
  const std::size_t first = text.find_first_not_of(kBlanks);
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// A folder below the project's downloads; nothing may lead out of it.
fs::path download_folder(const Engine& engine, const std::string& given) {
  const std::string destination = stripped(given);
  if (destination.empty()) {
    refuse_options("Destination cannot be an empty string");
  }
  const fs::path relative(destination);
  if (relative.is_absolute()) {
    refuse_options(fmt::format("Destination must be a relative path, received absolute path {}", destination));
  }
  for (const fs::path& part : relative) {
    if (part == "." || part == "..") {
      refuse_options(fmt::format("Destination must not include path traversal, received {}", destination));
    }
  }
  return fs::path(engine.project().path()) / "downloads" / relative;
}

Value download_file(Call& call) {
  Engine& engine = engine_of(call);
  const CallOptions options = read_options(call, 3);
  const fs::path folder = download_folder(engine, std::string(call.arguments[1].as_string()));
  std::error_code error;
  fs::remove_all(folder, error);
  if (error) {
    throw runtime::PlanError("bolt/file-error", fmt::format("Cannot empty {}: {}", folder.string(), error.message()));
  }
  return engine.run_step(runtime::download_action(std::string(call.arguments[0].as_string()), folder.string(),
                                                  engine.targets(call.arguments[2]), options.run),
                         options.on_failure());
}

// A private file of the controller that goes away with its owner.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content) : path_(fs::temp_directory_path() / "volley-XXXXXX") {
    const int descriptor = mkstemp(path_.data());
    if (descriptor < 0 || write(descriptor, content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
      throw runtime::PlanError("bolt/file-error", fmt::format("Cannot write the temporary file {}", path_));
    }
    close(descriptor);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { unlink(path_.c_str()); }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

Value write_file(Call& call) {
  Engine& engine = engine_of(call);
  CallOptions options = read_options(call, 3);
  const std::string destination(call.arguments[1].as_string());
  if (options.run.description.empty()) {
    options.run.description = fmt::format("write file {}", destination);
  }
  const TemporaryFile file(call.arguments[0].as_string());
  runtime::Action action =
      runtime::upload_action(file.path(), file.path(), destination, engine.targets(call.arguments[2]), options.run);
  action.quiet = true;  // its temporary file means nothing to anybody
  action.function = "write_file";
  action.shown_as = destination;
  return engine.run_step(action, options.on_failure());
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"upload_file",
     {{"String[1] source, String[1] destination, Boltlib::TargetSpec targets, Hash[String[1], Any] ?options",
       "ResultSet", upload_file},
      {"String[1] source, String[1] destination, Boltlib::TargetSpec targets, String description, "
       "Hash[String[1], Any] ?options",
       "ResultSet", upload_file}},
     "Copies a file or folder to targets. Options: _catch_errors, _on_error, _run_as, _timeout."},
    {"download_file",
     {{"String[1] source, String[1] destination, Boltlib::TargetSpec targets, Hash[String[1], Any] ?options",
       "ResultSet", download_file},
      {"String[1] source, String[1] destination, Boltlib::TargetSpec targets, String description, "
       "Hash[String[1], Any] ?options",
       "ResultSet", download_file}},
     "Copies a file or folder of targets below the project's downloads folder. Options: _catch_errors, _on_error, "
     "_run_as, _timeout."},
    {"write_file",
     {{"String content, String[1] destination, Boltlib::TargetSpec targets, Hash[String[1], Any] ?options", "ResultSet",
       write_file}},
     "Writes a text to a file on targets. Options: _catch_errors, _on_error, _run_as, _timeout."},
});

}  // namespace

std::span<const runtime::FunctionRecord> file_action_functions() { return kFunctions; }

}  // namespace volley::stdlib
