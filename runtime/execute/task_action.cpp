#include "runtime/execute/task_action.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <set>

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/engine.hpp"
#include "runtime/execute/interpret.hpp"
#include "runtime/project/target_value.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/sensitive.hpp"

namespace volley::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLevels = 500;

// Secrets are opened only here, on their way to the target.
Value revealed(const Value& value, std::size_t levels) {
  if (levels == 0) {
    throw EvaluationError("The parameters of a task are nested too deeply");
  }
  if (const auto* secret = value.as<Sensitive>()) {
    return revealed(secret->unwrap(), levels - 1);
  }
  if (value.is_array()) {
    Values items;
    for (const Value& item : value.as_array()) {
      items.push_back(revealed(item, levels - 1));
    }
    return Value(std::move(items));
  }
  if (value.is_hash()) {
    Hash hash;
    for (const auto& [key, item] : value.as_hash()) {
      hash.set(key, revealed(item, levels - 1));
    }
    return Value(std::move(hash));
  }
  return value;
}

EnvironmentVariables input_environment(const Hash& input) {
  EnvironmentVariables variables;
  for (const auto& [name, value] : input) {
    variables.emplace_back("PT_" + std::string(name.as_string()),
                           value.is_string() ? std::string(value.as_string()) : to_json(value));
  }
  return variables;
}

// "mod/files/x" or a folder "mod/lib/": every file with its path below `_installdir`.
void add_task_files(ModulePath& modules, const std::string& reference, std::vector<TaskFile>& files) {
  const std::size_t slash = reference.find('/');
  const auto directory = modules.module_directory(std::string_view(reference).substr(0, slash));
  const fs::path path = fs::path(directory.value_or("")) / reference.substr(slash == std::string::npos ? 0 : slash + 1);
  if (!directory || !fs::exists(path)) {
    throw PlanError("bolt/validation-error", fmt::format("Could not find file {}", reference));
  }
  if (!fs::is_directory(path)) {
    files.push_back({reference, read_file_content(path.string())});
    return;
  }
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) {
      const std::string below = fs::relative(entry.path(), path).string();
      files.push_back({fmt::format("{}{}{}", reference, reference.ends_with('/') ? "" : "/", below),
                       read_file_content(entry.path().string())});
    }
  }
}

// What a remote task is told of the target that it works on: its configuration and how to reach it.
Hash remote_target(const Target& target) {
  Hash data = target.transport_config.is_hash() ? target.transport_config.as_hash() : Hash{};
  if (!data.contains("run-on")) {
    data.set("run-on", "localhost");
  }
  data.set("name", target.name);
  const auto set = [&data](std::string_view key, const auto& value) {
    if (value) {
      data.set(Value(key), Value(*value));
    }
  };
  set("uri", target.uri);
  set("protocol", target.protocol);
  set("user", target.user);
  set("password", target.password);
  set("host", target.host);
  set("port", target.port);
  return data;
}

// Makes the jobs of a task: one for each implementation, shared by the targets that use it.
class TaskJobs {
 public:
  TaskJobs(Engine& engine, std::shared_ptr<const Task> task, Hash input, const RunOptions& options)
      : engine_(engine), task_(std::move(task)), input_(std::move(input)), options_(options) {}

  JobOrOutcome job_for(const Value& target) {
    const auto& value = static_cast<const TargetValue&>(target.as_object());
    const TaskImplementation* implementation = select_implementation(*task_, features_of(target, value));
    const bool remote = value.target().transport == "remote";
    if (implementation == nullptr || task_->remote != remote) {
      return Outcome::failure(Ending::Failed, "bolt/no-implementation", "",
                              fmt::format("No suitable implementation of {} for {}", task_->name, value.to_string()));
    }
    if (remote) {
      Hash input = input_;
      input.set("_target", Value(remote_target(value.target())));
      return make_job(*implementation, input);
    }
    auto& job = jobs_[implementation];
    if (job == nullptr) {
      job = make_job(*implementation, input_);
    }
    return job;
  }

 private:
  std::set<std::string> features_of(const Value& target, const TargetValue& value) {
    const auto& own = value.target().features;
    std::set<std::string> features(own.begin(), own.end());
    if (value.target().assumed_agent) {
      features.erase("puppet-agent");
    }
    for (std::string& feature : engine_.route(target).transport->features()) {
      features.insert(std::move(feature));
    }
    return features;
  }

  std::shared_ptr<const Job> make_job(const TaskImplementation& implementation, const Hash& input) {
    TaskJob work;
    work.task_name = task_->name;
    work.file_name = implementation.name;
    work.content = read_module_file(engine_.modules(), implementation.path);
    work.directory = task_->module + "/tasks";
    for (const std::string& reference : implementation.files) {
      add_task_files(engine_.modules(), reference, work.files);
    }
    const InputMethod method = implementation.input_method;
    work.input_by_stdin = method == InputMethod::Both || method == InputMethod::Stdin;
    work.input_by_environment = method == InputMethod::Both || method == InputMethod::Environment;
    work.input_json = to_json(Value(input));
    work.input_environment = input_environment(input);
    return std::make_shared<const Job>(Job{std::move(work), {}, options_.run_as, options_.time_limit});
  }

  Engine& engine_;
  std::shared_ptr<const Task> task_;
  Hash input_;
  RunOptions options_;
  std::map<const TaskImplementation*, std::shared_ptr<const Job>> jobs_;
};

Hash task_input(Engine& engine, const Task& task, const Hash& parameters, bool noop) {
  if (noop && !task.supports_noop) {
    throw PlanError("bolt/validation-error", "Task does not support noop");
  }
  const Value checked = revealed(Value(check_parameters(task, parameters, engine.environment())), kMostLevels);
  if (const TypePointer data = parse_type("Data", engine.environment()); !data->matches(checked)) {
    throw PlanError("bolt/validation-error",
                    describe_mismatch("Task parameters are not of type Data. run_task()", *data, checked));
  }
  Hash input = checked.as_hash();
  if (noop) {
    input.set("_noop", true);
  }
  input.set("_task", task.name);
  return input;
}

}  // namespace

Action task_action(Engine& engine, const std::shared_ptr<const Task>& task, const Hash& parameters, Values targets,
                   const RunOptions& options) {
  Action action;
  action.name = "task";
  action.function = "run_task";
  action.object = task->name;
  action.description = options.description.empty() ? fmt::format("task {}", task->name) : options.description;
  action.targets = std::move(targets);
  action.call_site = options.call_site;
  action.for_remote = true;
  const auto jobs =
      std::make_shared<TaskJobs>(engine, task, task_input(engine, *task, parameters, options.noop), options);
  action.job_for = [jobs](const Value& target) { return jobs->job_for(target); };
  action.read = [name = task->name, place = options.call_site](const Value&, Outcome& outcome) {
    return read_task(name, outcome, place);
  };
  return action;
}

}  // namespace volley::runtime
