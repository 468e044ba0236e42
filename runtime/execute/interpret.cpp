#include "runtime/execute/interpret.hpp"

#include <fmt/format.h>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/sensitive.hpp"
#include "runtime/value/utf8.hpp"

namespace volley::runtime {
namespace {

Value exit_code_value(const Outcome& outcome) { return outcome.exit_code ? Value(*outcome.exit_code) : Value(); }

std::string exit_code_text(const Outcome& outcome) {
  return outcome.exit_code ? std::to_string(*outcome.exit_code) : std::string();
}

Hash exit_details(const Outcome& outcome, const lang::Place& place) {
  Hash details = place_details(place);
  details.set("exit_code", exit_code_value(outcome));
  return details;
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos; }

Value output_limit_error(const Outcome& outcome, const lang::Place& place) {
  return error_data(
      "volley/output-limit", "OUTPUT_LIMIT",
      fmt::format("More than {} MiB of output: the process was ended. Write large output to a file on the target "
                  "and download it",
                  OutputLimits{}.file >> 20U),
      exit_details(outcome, place));
}

Hash output_of(Outcome& outcome) {
  return Hash{{"stdout", std::move(outcome.standard_output)},
              {"stderr", std::move(outcome.standard_error)},
              {"merged_output", std::move(outcome.merged_output)},
              {"exit_code", exit_code_value(outcome)}};
}

Value task_error(const Outcome& outcome, const lang::Place& place) {
  std::string message = "The task failed with exit code " + exit_code_text(outcome);
  if (blank(outcome.standard_output)) {
    message += blank(outcome.standard_error) ? " and no output"
                                             : " and no stdout, but stderr contained:\n" + outcome.standard_error;
  }
  return error_data("puppetlabs.tasks/task-error", "TASK_ERROR", std::move(message), exit_details(outcome, place));
}

// An "_error" that the task gave itself: filled up when it is usable, replaced when it is not.
Value completed_error(std::string_view task_name, const Value& given) {
  if (given.is_hash() && given.as_hash().contains("msg")) {
    Hash error;
    for (const auto& [key, value] : given.as_hash()) {
      error.set(key, value);
    }
    if (!error.contains("kind")) {
      error.set("kind", "bolt/error");
    }
    if (!error.contains("details")) {
      error.set("details", Hash{});
    }
    return Value(std::move(error));
  }
  return Value(
      Hash{{"msg", fmt::format("Invalid error returned from task {}: {}. Error must be an object with a msg key.",
                               task_name, to_json(given))},
           {"kind", "bolt/invalid-task-error"},
           {"details", Hash{{"original_error", given}}}});
}

bool starts_object(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

Hash task_output(const std::string& text) {
  if (starts_object(text)) {
    try {
      const Value parsed = parse_json(text);
      if (parsed.is_hash()) {
        return parsed.as_hash();
      }
    } catch (const std::exception&) {
      // Not JSON after all: plain text, as any other output.
    }
  }
  return Hash{{"_output", text}};
}

}  // namespace

Value error_data(std::string kind, std::string issue_code, std::string message, Hash details) {
  Hash error{{"kind", std::move(kind)}};
  if (!issue_code.empty()) {
    error.set("issue_code", std::move(issue_code));
  }
  error.set("msg", std::move(message));
  error.set("details", std::move(details));
  return Value(std::move(error));
}

Hash place_details(const lang::Place& place) {
  if (!place.known()) {
    return {};
  }
  return Hash{{"file", place.file()}, {"line", Value(static_cast<std::int64_t>(place.position().line))}};
}

Hash read_command(Outcome& outcome, const lang::Place& place) {
  Hash value = output_of(outcome);
  if (outcome.output_limit_reached) {
    value.set("_error", output_limit_error(outcome, place));
  } else if (outcome.exit_code != 0) {
    value.set("_error",
              error_data("puppetlabs.tasks/command-error", "COMMAND_ERROR",
                         "The command failed with exit code " + exit_code_text(outcome), exit_details(outcome, place)));
  }
  return value;
}

Hash read_task(std::string_view task_name, Outcome& outcome, const lang::Place& place) {
  if (outcome.output_limit_reached) {
    return Hash{{"_error", output_limit_error(outcome, place)}};
  }
  if (!valid_utf8(outcome.standard_output)) {
    return Hash{
        {"_error", error_data("puppetlabs.tasks/task-error", "TASK_ERROR",
                              "The task result contained invalid UTF-8 on stdout", exit_details(outcome, place))}};
  }
  Hash value = task_output(outcome.standard_output);
  if (const Value* given = value.find("_error")) {
    value.set("_error", completed_error(task_name, Value(*given)));
  } else if (outcome.exit_code != 0) {
    value.set("_error", task_error(outcome, place));
  }
  if (const Value* secret = value.find("_sensitive")) {
    value.set("_sensitive", Value(make<const Sensitive>(Value(*secret))));
  }
  return value;
}

Hash read_failure(std::string_view action_name, Outcome outcome) {
  Hash value;
  const bool started = outcome.ending == Ending::TimedOut || outcome.ending == Ending::Unknown;
  if (started && (action_name == "command" || action_name == "script")) {
    value = output_of(outcome);
  } else if (started && action_name == "task" && !outcome.merged_output.empty()) {
    value.set("_output", std::move(outcome.merged_output));
  }
  value.set("_error", error_data(outcome.kind, outcome.issue_code, outcome.message, Hash{}));
  return value;
}

}  // namespace volley::runtime
