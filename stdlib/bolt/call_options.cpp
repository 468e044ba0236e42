#include "stdlib/bolt/call_options.hpp"

#include <fmt/format.h>

#include <cmath>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::EvaluationError;
using runtime::Value;

[[noreturn]] void wrong_option(std::string_view name, std::string_view expected, const Value& value) {
  throw EvaluationError(
      fmt::format("Option '{}' expects {}, got {}", name, expected, runtime::general_type_name(value)));
}

// Strings as they are, structures as JSON: what a process can be given.
std::string environment_text(const Value& value) {
  return value.is_array() || value.is_hash() ? runtime::to_json(value) : runtime::to_text(value);
}

// undef takes a limit of the whole run away.
std::optional<runtime::TimeLimit> time_limit(const Value& value) {
  if (value.is_undef()) {
    return std::nullopt;
  }
  constexpr double kMostSeconds = 1e9;
  const double seconds = value.is_number() ? value.as_number() : 0;
  if (!(seconds > 0 && seconds <= kMostSeconds)) {
    wrong_option("_timeout", "a positive number of seconds", value);
  }
  return runtime::TimeLimit(std::max<std::int64_t>(1, std::llround(seconds * 1000)));
}

bool drops(const Value& value) {
  if (value.is_string() && (value.as_string() == "drop" || value.as_string() == "fail")) {
    return value.as_string() == "drop";
  }
  refuse_options(fmt::format("Option '_on_error' must be 'drop' or 'fail', got {}", native_inspect(value)));
}

void read_option(CallOptions& options, const std::string& name, const Value& value) {
  if (name == "_catch_errors") {
    options.catch_errors = value.truthy();
  } else if (name == "_noop") {
    options.run.noop = value.truthy();
  } else if (name == "_run_as") {
    if (!value.is_string()) {
      wrong_option(name, "a String", value);
    }
    options.run.run_as = value.as_string();
  } else if (name == "_description") {
    options.run.description = value.is_string() ? value.as_string() : std::string();
  } else if (name == "_timeout") {
    options.run.time_limit = time_limit(value);
  } else if (name == "_env_vars") {
    options.run.environment = environment_variables(value);
  } else if (name == "_on_error") {
    options.drop_failed = drops(value);
  } else if (!name.starts_with('_')) {
    options.others.set(Value(name), value);
  }
}

}  // namespace

void refuse_options(std::string message) { throw runtime::PlanError("bolt/validation-error", std::move(message)); }

runtime::EnvironmentVariables environment_variables(const Value& value) {
  if (!value.is_hash()) {
    refuse_options("Option 'env_vars' must be a hash");
  }
  runtime::EnvironmentVariables variables;
  std::string wrong;
  for (const auto& [name, content] : value.as_hash()) {
    if (name.is_string()) {
      variables.emplace_back(name.as_string(), environment_text(content));
    } else {
      wrong += (wrong.empty() ? "" : ", ") + native_inspect(name);
    }
  }
  if (!wrong.empty()) {
    refuse_options(fmt::format("Keys for option 'env_vars' must be strings: {}", wrong));
  }
  return variables;
}

runtime::Engine& engine_of(runtime::Call& call) {
  runtime::Engine* engine = call.evaluator.environment().engine();
  if (engine == nullptr) {
    throw EvaluationError(
        fmt::format("The function '{}' needs a plan run; it cannot be used in a bare snippet", call.name));
  }
  return *engine;
}

CallOptions read_options(const runtime::Call& call, std::size_t first) {
  CallOptions options;
  // The steps of a plan in YAML are no calls that somebody has written.
  if (const lang::Place place = call.place(); place.written()) {
    options.run.call_site = place;
  }
  if (runtime::Engine* engine = call.evaluator.environment().engine()) {
    options.run.time_limit = engine->executor().options().time_limit;
    options.run.run_as = engine->run_as();
    options.drops_by_default = engine->drops_failed();
  }
  for (std::size_t at = first; at < call.arguments.size(); ++at) {
    const Value& argument = call.arguments[at];
    if (argument.is_string()) {
      options.run.description = argument.as_string();
    } else if (argument.is_hash()) {
      for (const auto& [key, value] : argument.as_hash()) {
        read_option(options, runtime::to_text(key), value);
      }
    }
  }
  return options;
}

}  // namespace volley::stdlib
