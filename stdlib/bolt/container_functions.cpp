// run_container: a container of the controller, with docker.
#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/container_result.hpp"
#include "runtime/execute/interpret.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"
#include "stdlib/functions/native_text.hpp"
#include "stdlib/functions/shell_words.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::ContainerResult;
using runtime::Hash;
using runtime::PlanError;
using runtime::Value;

[[noreturn]] void refuse_option(std::string_view name, std::string_view wanted, const Value& value) {
  refuse_options(fmt::format("Option '{}' must be a {}. Received {} which is a {}", name, wanted,
                             runtime::to_text(value), native_class(value)));
}

void check_text(const Hash& options, std::string_view name) {
  if (const Value* value = options.find(name); value != nullptr && !value->is_string()) {
    refuse_option(name, "string", *value);
  }
}

// A hash whose keys and values are all of one kind.
void check_pairs(const Hash& options, std::string_view name, std::string_view what, bool (*fits)(const Value& value)) {
  const Value* value = options.find(name);
  if (value == nullptr) {
    return;
  }
  if (!value->is_hash()) {
    refuse_option(name, "hash", *value);
  }
  std::string wrong;
  for (const auto& [key, item] : value->as_hash()) {
    if (!fits(key) || !fits(item)) {
      wrong += (wrong.empty() ? "" : ", ") + native_inspect(Value(runtime::Values{key, item}));
    }
  }
  if (!wrong.empty()) {
    refuse_options(fmt::format("Option '{}' only accepts {} for keys and values. Received: {}", name, what, wrong));
  }
}

void check_options(const Hash& options) {
  check_pairs(options, "volumes", "strings", [](const Value& value) { return value.is_string(); });
  check_text(options, "cmd");
  check_text(options, "workdir");
  check_pairs(options, "ports", "integers", [](const Value& value) { return value.is_integer(); });
}

// Its options may begin with '_' or not.
Hash container_options(const Call& call) {
  Hash options;
  if (call.has(1)) {
    for (const auto& [name, value] : call.arguments[1].as_hash()) {
      const std::string text(name.as_string());
      options.set(Value(text.starts_with('_') ? text.substr(1) : text), value);
    }
  }
  return options;
}

void add_pairs(std::string& line, const Hash& options, std::string_view name, std::string_view flag) {
  const Value pairs = options.get(name);
  for (const auto& [key, value] : pairs.is_hash() ? pairs.as_hash() : Hash{}) {
    line += fmt::format(" {} {}", flag, escaped_word(runtime::to_text(key) + ":" + runtime::to_text(value)));
  }
}

void make_volume_folders(const Hash& options) {
  const Value volumes = options.get("volumes");
  for (const auto& [folder, inside] : volumes.is_hash() ? volumes.as_hash() : Hash{}) {
    std::error_code error;
    std::filesystem::create_directories(folder.as_string(), error);
    if (error) {
      throw PlanError("bolt/file-error", fmt::format("Unable to create host volume directory {}: {}",
                                                     folder.as_string(), error.message()));
    }
  }
}

std::string docker_command(const std::string& image, const Hash& options) {
  std::string line = "docker run";
  if (const Value* variables = options.find("env_vars")) {
    for (const auto& [name, value] : environment_variables(*variables)) {
      line += " --env " + escaped_word(name + "=" + value);
    }
  }
  add_pairs(line, options, "volumes", "-v");
  add_pairs(line, options, "ports", "-p");
  line += options.get("rm").truthy() ? " --rm" : "";
  if (const Value folder = options.get("workdir"); folder.is_string()) {
    line += " -w " + escaped_word(folder.as_string());
  }
  line += " " + escaped_word(image);
  if (const Value command = options.get("cmd"); command.is_string()) {
    for (const Value& word : split_words(command.as_string())) {
      line += " " + escaped_word(word.as_string());
    }
  }
  return line;
}

Hash value_of(runtime::Outcome& outcome, const std::string& image, const lang::Place& place) {
  const int exit_code = outcome.exit_code.value_or(-1);
  if (outcome.ending == runtime::Ending::Completed && exit_code == 0) {
    return Hash{{"stdout", std::move(outcome.standard_output)},
                {"stderr", std::move(outcome.standard_error)},
                {"exit_code", exit_code}};
  }
  Hash details = runtime::place_details(place);
  details.set("exit_code", exit_code);
  const std::string& reason = outcome.ending == runtime::Ending::Completed ? outcome.standard_error : outcome.message;
  return Hash{{"_error", runtime::error_data("puppetlabs.tasks/container-error", "CONTAINER_ERROR",
                                             fmt::format("Error running container '{}': {}", image, reason),
                                             std::move(details))}};
}

Value run_container(Call& call) {
  runtime::Engine& engine = engine_of(call);
  const std::string image(call.arguments[0].as_string());
  const Hash options = container_options(call);
  check_options(options);
  const std::string command = docker_command(image, options);
  make_volume_folders(options);
  if (!engine.quiet()) {
    engine.reporter().container_started(image);
  }
  runtime::Outcome outcome = engine.run_locally(command);
  const auto result = runtime::make<const ContainerResult>(value_of(outcome, image, call.place()), Value(image));
  if (!engine.quiet()) {
    engine.reporter().container_finished(*result);
  }
  if (!result->ok() && !options.get("catch_errors").truthy()) {
    throw PlanError(runtime::make<const runtime::ErrorValue>(
                        "bolt/container-failure", fmt::format("Running container '{}' failed.", image),
                        Value(Hash{{"value", result->value()}, {"object", image}})),
                    call.place());
  }
  return Value(result);
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"run_container",
     {{"String[1] image, Hash[String[1], Any] ?options", "ContainerResult", run_container}},
     "Runs a container on the controller with docker and waits for its end. Options: cmd, env_vars, ports, rm, "
     "volumes, "
     "workdir, _catch_errors."},
});

}  // namespace

std::span<const runtime::FunctionRecord> container_functions() { return kFunctions; }

}  // namespace volley::stdlib
