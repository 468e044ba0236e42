#include "runtime/execute/actions.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/interpret.hpp"
#include "runtime/project/module_path.hpp"

namespace volley::runtime {
namespace {

Action make_action(std::string name, std::string function, std::string object, const std::string& description,
                   Values targets, const RunOptions& options) {
  Action action;
  action.name = std::move(name);
  action.function = std::move(function);
  action.object = std::move(object);
  action.description = options.description.empty() ? description : options.description;
  action.targets = std::move(targets);
  action.call_site = options.call_site;
  return action;
}

void share_job(Action& action, Job job, const RunOptions& options) {
  job.environment = options.environment;
  job.run_as = options.run_as;
  job.time_limit = options.time_limit;
  action.job_for = [shared = std::make_shared<const Job>(std::move(job))](const Value&) -> JobOrOutcome {
    return shared;
  };
}

std::string host_of(const Value& target) {
  const auto host = target.as_object().attribute("host");
  return host && host->is_string() ? std::string(host->as_string()) : std::string();
}

}  // namespace

SharedContent read_file_content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) {
    throw PlanError("bolt/file-error", fmt::format("The file '{}' cannot be read: {}", path,
                                                   errno == 0 ? "it is a folder" : std::strerror(errno)));
  }
  // A device or a pipe may have no end.
  std::string content;
  std::error_code unknown;
  const std::uintmax_t size = std::filesystem::file_size(path, unknown);
  if (!unknown && size <= kMaximumText) {
    content.reserve(size);
  }
  std::array<char, 1UL << 16U> part{};
  while (file.read(part.data(), part.size()), file.gcount() > 0) {
    content.append(part.data(), static_cast<std::size_t>(file.gcount()));
    check_text_size(content.size());
  }
  return std::make_shared<const std::string>(std::move(content));
}

SharedContent read_module_file(const ModulePath& modules, const std::string& path) {
  const auto content = modules.built_in_content(path);
  return content ? std::make_shared<const std::string>(*content) : read_file_content(path);
}

Action command_action(std::string command, Values targets, const RunOptions& options) {
  Action action =
      make_action("command", "run_command", command, fmt::format("command '{}'", command), std::move(targets), options);
  action.read = [place = options.call_site](const Value&, Outcome& outcome) { return read_command(outcome, place); };
  share_job(action, Job{CommandJob{std::move(command)}, {}, {}}, options);
  return action;
}

Action script_action(const std::string& shown, const std::string& path, std::vector<std::string> arguments,
                     Values targets, const RunOptions& options) {
  Action action =
      make_action("script", "run_script", shown, fmt::format("script {}", path), std::move(targets), options);
  action.read = [place = options.call_site](const Value&, Outcome& outcome) { return read_command(outcome, place); };
  ScriptJob script{std::filesystem::path(path).filename().string(), read_file_content(path), std::move(arguments)};
  share_job(action, Job{std::move(script), {}, {}}, options);
  return action;
}

Action upload_action(const std::string& shown, std::string path, std::string destination, Values targets,
                     const RunOptions& options) {
  Action action = make_action("upload", "upload_file", shown,
                              fmt::format("file upload from {} to {}", path, destination), std::move(targets), options);
  action.read = [shown, destination](const Value& target, Outcome&) {
    return Hash{{"_output", fmt::format("Uploaded '{}' to '{}:{}'", shown, host_of(target), destination)}};
  };
  share_job(action, Job{UploadJob{std::move(path), std::move(destination)}, {}, {}}, options);
  return action;
}

Action download_action(std::string source, std::string destination, Values targets, const RunOptions& options) {
  Action action =
      make_action("download", "download_file", source, fmt::format("file download from {} to {}", source, destination),
                  std::move(targets), options);
  action.read = [source](const Value& target, Outcome& outcome) {
    const std::string folder = std::filesystem::path(outcome.downloaded_to).parent_path().string();
    return Hash{{"_output", fmt::format("Downloaded '{}:{}' to '{}'", host_of(target), source, folder)},
                {"path", outcome.downloaded_to}};
  };
  share_job(action, Job{DownloadJob{std::move(source), std::move(destination)}, {}, {}}, options);
  return action;
}

Action probe_action(Values targets, const RunOptions& options) {
  Action action = make_action("wait_until_available", "wait_until_available", "", "wait until available",
                              std::move(targets), options);
  action.read = [](const Value&, Outcome&) { return Hash{}; };
  share_job(action, Job{ProbeJob{}, {}, {}}, options);
  return action;
}

}  // namespace volley::runtime
