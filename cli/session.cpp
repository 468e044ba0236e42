#include "cli/session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/hidden_line.hpp"
#include "cli/interruption.hpp"
#include "cli/rerun_file.hpp"
#include "cli/transport_settings.hpp"
#include "cli/usage.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/project/glob.hpp"
#include "runtime/project/target_spec.hpp"
#include "runtime/value/json.hpp"

namespace volley::cli {
namespace {

namespace fs = std::filesystem;
using runtime::Hash;
using runtime::TargetId;
using runtime::Value;
using runtime::Values;

std::string all_of(std::istream& stream) { return {std::istreambuf_iterator<char>(stream), {}}; }

embedding::WorkspaceOptions workspace_options(const Arguments& arguments) {
  embedding::WorkspaceOptions options;
  options.project = arguments.text("project");
  options.inventory_file = arguments.text("inventoryfile");
  options.module_path = arguments.text("modulepath");
  options.hiera_config = arguments.text("hiera-config");
  options.transport_settings = transport_settings(arguments);
  if (const auto concurrency = arguments.integer("concurrency")) {
    if (*concurrency < 1) {
      throw UsageError("Invalid configuration at command line:\n  Value at 'concurrency' must be a minimum of 1");
    }
    options.executor.concurrency = static_cast<std::size_t>(*concurrency);
    options.concurrency_given = true;
  }
  if (const auto seconds = arguments.integer("timeout")) {
    constexpr std::int64_t kMostSeconds = 1'000'000'000;
    if (*seconds < 1 || *seconds > kMostSeconds) {
      throw UsageError("The option '--timeout' takes a number of seconds of at least 1");
    }
    options.executor.time_limit = std::chrono::seconds(*seconds);
  }
  if (::isatty(STDIN_FILENO) == 1) {
    options.ask_passphrase = ask_hidden;
  }
  options.executor.stream = arguments.flag("stream");
  options.ask_secret = [](const std::string& prompt) { return ask_hidden(prompt).value_or(""); };
  options.puppetdb_instance = arguments.text("puppetdb").value_or("");
  return options;
}

}  // namespace

std::string read_argument(const std::string& argument) {
  if (argument == "-") {
    return all_of(std::cin);
  }
  if (!argument.starts_with('@')) {
    return argument;
  }
  const std::string path = argument.substr(1);
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw UsageError(fmt::format("Error attempting to read {}: No such file or directory", path));
  }
  return all_of(file);
}

Session::Session(const Arguments& arguments, const runtime::Project& project, Outputter& output, bool& in_command)
    : arguments_(arguments), project_(project), output_(output), in_command_(in_command) {}

Session::~Session() = default;

embedding::Workspace& Session::workspace() {
  if (workspace_ == nullptr) {
    if (arguments_.flag("stream")) {
      output_.log(runtime::LogLevel::Warning,
                  "The 'stream' option is experimental, and might change in the future [ID: stream_experimental]");
    }
    embedding::WorkspaceOptions options = workspace_options(arguments_);
    options.known_project = project_;
    options.prompter = &prompter_;
    workspace_ = std::make_unique<embedding::Workspace>(options, output_);
  }
  return *workspace_;
}

std::string Session::target_text() {
  std::string joined;
  for (const std::string& text : arguments_.texts("targets")) {
    joined += (joined.empty() ? "" : ",") + read_argument(text);
  }
  return joined;
}

std::vector<TargetId> Session::target_ids() {
  if (arguments_.has("query")) {
    throw UsageError("The option '--query' is not supported yet");
  }
  runtime::Inventory& inventory = *workspace().inventory();
  std::string text = target_text();
  if (const auto filter = arguments_.text("rerun")) {
    text = rerun_targets(workspace().project().rerun_file(), *filter);
  } else if (!arguments_.has("targets")) {
    text = "all";
  }
  return runtime::resolve_targets(inventory, text, runtime::SpecSyntax::CommandLine);
}

Values Session::targets() { return workspace().target_values(target_ids()); }

Hash Session::parameter_document() const {
  for (const std::string& operand : arguments_.operands()) {
    if (is_parameter(operand)) {
      throw UsageError(
          "Parameters must be specified through either the --params option or param=value pairs, not both");
    }
  }
  try {
    const Value parsed = runtime::parse_json(read_argument(*arguments_.text("params")));
    if (parsed.is_hash()) {
      return parsed.as_hash();
    }
  } catch (const UsageError&) {
    throw;
  } catch (const std::exception& error) {
    throw UsageError(fmt::format("Unable to parse --params value as JSON: {}", error.what()));
  }
  throw UsageError("Unable to parse --params value as JSON: it must be an object of names and values");
}

Hash Session::parameter_texts() const {
  Hash texts;
  for (auto operand = arguments_.operands().begin() + 1; operand != arguments_.operands().end(); ++operand) {
    const std::size_t equals = operand->find('=');
    texts.set(Value(operand->substr(0, equals)), Value(operand->substr(equals + 1)));
  }
  return texts;
}

bool Session::is_listed(std::string_view setting, const std::string& name) {
  const Value globs = workspace().project().setting(setting);
  if (!globs.is_array()) {
    return true;
  }
  return std::any_of(globs.as_array().begin(), globs.as_array().end(), [&name](const Value& glob) {
    return runtime::glob_matches(glob.as_string(), name, runtime::Braces::Literal, runtime::LetterCase::Exact);
  });
}

void Session::run_interruptibly(const std::function<void()>& body) {
  runtime::Engine& engine = workspace().engine();
  const Interruption interruption([&engine](int number) {
    fmt::print(stderr, "{}\n",
               number == 1
                   ? "Interrupted: nothing new is started; waiting for what runs. Once more to end it on its targets."
                   : "Interrupted again: ending what runs on its targets. Once more to leave at once.");
    engine.interrupt();
  });
  engine.run(body);
}

int Session::run_action(const std::function<runtime::Action(Values)>& make_action) {
  const runtime::SteadyClock clock;
  const auto started = clock.now();
  Values targets = this->targets();
  output_.begin_command();
  in_command_ = true;
  const runtime::Action action = make_action(std::move(targets));
  Values results;
  run_interruptibly([&] {
    try {
      results = engine().executor().run(action);
    } catch (runtime::Interrupted& interrupted) {
      results = std::move(interrupted.results);
    }
  });
  output_.end_command(results, clock.now() - started);
  in_command_ = false;
  save_rerun(results);
  const bool all_good =
      std::all_of(results.begin(), results.end(), [](const Value& result) { return runtime::as_result(result).ok(); });
  return all_good ? 0 : 1;
}

void Session::save_rerun(const Values& results) {
  if (arguments_.boolean("save-rerun").value_or(workspace().project().setting("save-rerun").truthy())) {
    write_rerun(workspace().project().rerun_file(), results);
  }
}

void Session::forget_rerun() {
  if (arguments_.boolean("save-rerun").value_or(workspace().project().setting("save-rerun").truthy())) {
    std::error_code ignored;
    fs::remove(workspace().project().rerun_file(), ignored);
  }
}

}  // namespace volley::cli
