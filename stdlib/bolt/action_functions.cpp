#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "runtime/evaluate/plain_error.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"
#include "stdlib/bolt/file_reference.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::Engine;
using runtime::EvaluationError;
using runtime::Hash;
using runtime::Value;

Value run_command(Call& call) {
  Engine& engine = engine_of(call);
  const CallOptions options = read_options(call, 2);
  return engine.run_step(runtime::command_action(std::string(call.arguments[0].as_string()),
                                                 engine.targets(call.arguments[1]), options.run),
                         options.on_failure());
}

void check_script_options(const Hash& options) {
  const Value* arguments = options.find("arguments");
  const Value* parameters = options.find("pwsh_params");
  if (arguments != nullptr && parameters != nullptr) {
    refuse_options("Cannot specify both 'arguments' and 'pwsh_params'");
  }
  if (parameters != nullptr && !parameters->is_hash()) {
    refuse_options("Option 'pwsh_params' must be a hash");
  }
  if (arguments != nullptr && !arguments->is_array()) {
    refuse_options("Option 'arguments' must be an array");
  }
}

std::vector<std::string> script_arguments(const CallOptions& options) {
  std::vector<std::string> words;
  if (const Value given = options.others.get("arguments"); given.is_array()) {
    std::transform(given.as_array().begin(), given.as_array().end(), std::back_inserter(words), runtime::to_text);
  }
  return words;
}

// `pwsh_params` are for targets with PowerShell alone.
Value run_script(Call& call) {
  Engine& engine = engine_of(call);
  const CallOptions options = read_options(call, 2);
  check_script_options(options.others);
  const std::string script(call.arguments[0].as_string());
  const std::string path = find_file(engine, script);
  if (!std::filesystem::is_regular_file(path)) {
    throw runtime::PlainError(fmt::format("{} is not a file", script), "NOT_A_FILE");
  }
  runtime::Action action =
      runtime::script_action(path, path, script_arguments(options), engine.targets(call.arguments[1]), options.run);
  action.shown_as = script;
  return engine.run_step(action, options.on_failure());
}

runtime::Duration seconds_option(const CallOptions& options, std::string_view name, double fallback) {
  const Value given = options.others.get(name);
  if (!given.is_undef() && !given.is_number()) {
    throw EvaluationError(
        fmt::format("Option '{}' expects a Numeric value, got {}", name, runtime::general_type_name(given)));
  }
  const std::chrono::duration<double> seconds(given.is_undef() ? fallback : given.as_number());
  return std::chrono::duration_cast<runtime::Duration>(seconds);
}

void check_wait_options(const Hash& options) {
  std::string unknown;
  std::size_t count = 0;
  for (const auto& [name, value] : options) {
    const std::string text = runtime::to_text(name);
    if (text != "description" && text != "wait_time" && text != "retry_interval") {
      unknown += (unknown.empty() ? ":" : ", :") + text;
      ++count;
    }
  }
  if (count > 0) {
    throw EvaluationError(fmt::format("unknown keyword{}: {}", count == 1 ? "" : "s", unknown));
  }
}

Value wait_until_available(Call& call) {
  Engine& engine = engine_of(call);
  CallOptions options = read_options(call, 1);
  check_wait_options(options.others);
  if (const Value description = options.others.get("description"); description.is_string()) {
    options.run.description = description.as_string();
  }
  runtime::Action action = runtime::probe_action(engine.targets(call.arguments[0]), options.run);
  const runtime::Duration limit = seconds_option(options, "wait_time", 120);
  const runtime::Duration interval = seconds_option(options, "retry_interval", 1);
  return engine.run_step_with(action, options.on_failure(), [&] {
    return engine.wait_until_available(action.targets, options.run, limit, interval);
  });
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"run_command",
     {{"String[1] command, Boltlib::TargetSpec targets, Hash[String[1], Any] ?options", "ResultSet", run_command},
      {"String[1] command, Boltlib::TargetSpec targets, String description, Hash[String[1], Any] ?options", "ResultSet",
       run_command}},
     "Runs a command line on targets. Options: _catch_errors, _on_error, _run_as, _env_vars, _timeout."},
    {"run_script",
     {{"String[1] script, Boltlib::TargetSpec targets, Hash[String[1], Any] ?options", "ResultSet", run_script},
      {"String[1] script, Boltlib::TargetSpec targets, String description, Hash[String[1], Any] ?options", "ResultSet",
       run_script}},
     "Copies a script to targets and runs it. Options: arguments, pwsh_params, _catch_errors, _on_error, "
     "_run_as, _env_vars, _timeout."},
    {"wait_until_available",
     {{"Boltlib::TargetSpec targets, Hash[String[1], Any] ?options", "ResultSet", wait_until_available}},
     "Waits until all targets answer. Options: description, wait_time (120 s), retry_interval (1 s), "
     "_catch_errors, _on_error."},
});

}  // namespace

std::span<const runtime::FunctionRecord> action_functions() { return kFunctions; }

}  // namespace volley::stdlib
