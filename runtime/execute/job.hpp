// What a transport is asked to do on one target. A Job is built once for a whole action and shared by all its targets;
// what differs between targets comes from their Endpoint.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace volley::runtime {

using TimeLimit = std::chrono::milliseconds;
using EnvironmentVariables = std::vector<std::pair<std::string, std::string>>;
// Content that many targets need, read once.
using SharedContent = std::shared_ptr<const std::string>;

// A shell command line, interpreted by the login shell of the target.
struct CommandJob {
  std::string command;
};

// A file of the controller that is copied to the target and run there with literal arguments.
struct ScriptJob {
  std::string file_name;  // without folders
  SharedContent content;
  std::vector<std::string> arguments;
};

// A file that a task wants beside it, at a path relative to its `_installdir` ("mod1/files/lib/a.sh").
struct TaskFile {
  std::string relative_path;
  SharedContent content;
};

struct TaskJob {
  std::string task_name;
  std::string file_name;  // of the executable, without folders; its extension selects an interpreter
  SharedContent content;
  std::string directory;                   // "<module>/tasks": where it lies below `_installdir` when there are `files`
  std::vector<TaskFile> files;             // not empty: the task gets `_installdir`
  bool input_by_stdin = true;              // parameters as one JSON object
  bool input_by_environment = true;        // parameters as PT_<name>
  std::string input_json;                  // a JSON object, `_task` included; may hold secrets: never on a command line
  EnvironmentVariables input_environment;  // PT_<name>=..., PT__task included; may hold secrets as well
};

// A file or folder of the controller to a path on the target.
struct UploadJob {
  std::string source;  // absolute
  std::string destination;
};

// A file or folder of the target into a folder of the controller; each Endpoint gets a folder of its own below it.
struct DownloadJob {
  std::string source;
  std::string destination;  // absolute folder
};

// Is the target there? Connects (a warm connection is tried first, and replaced when dead) and does nothing else.
struct ProbeJob {};

struct Job {
  std::variant<CommandJob, ScriptJob, TaskJob, UploadJob, DownloadJob, ProbeJob> work;
  EnvironmentVariables environment;   // for commands and scripts (--env-var, _env_vars)
  std::optional<std::string> run_as;  // overrides the endpoint's own
  // Counted from when it starts on the target; a job that takes longer is ended there and ends as TimedOut.
  std::optional<TimeLimit> time_limit = std::nullopt;
};

}  // namespace volley::runtime
