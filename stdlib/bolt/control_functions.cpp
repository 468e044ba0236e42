#include <array>
#include <cstdlib>

#include "runtime/evaluate/error.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"
#include "stdlib/bolt/pause.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::Value;

Value ctrl_sleep(Call& call) {
  if (call.arguments[0].as_number() < 0) {
    throw EvaluationError("time interval must not be negative");
  }
  pause(engine_of(call), seconds_duration(call.arguments[0].as_number()));
  return Value();
}

Value ctrl_do_until(Call& call) {
  const CallOptions options = read_options(call, 0);
  const Value limit = options.others.get("limit");
  const Value interval = options.others.get("interval");
  if ((!limit.is_undef() && !limit.is_number()) || (!interval.is_undef() && !interval.is_number())) {
    throw EvaluationError("The options 'limit' and 'interval' of ctrl::do_until expect numbers");
  }
  for (std::int64_t round = 1;; ++round) {
    Value value = call.yield(std::span<const Value>());
    if (value.truthy() ||
        (limit.is_number() && limit.as_number() > 0 && static_cast<double>(round) >= limit.as_number())) {
      return value;
    }
    if (interval.is_number()) {
      pause(engine_of(call), seconds_duration(interval.as_number()));
    }
  }
}

Value system_env(Call& call) {
  const char* value = std::getenv(std::string(call.arguments[0].as_string()).c_str());
  return value == nullptr ? Value() : Value(value);
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"ctrl::sleep", {{"Numeric period", "Undef", ctrl_sleep}}, "Waits for a number of seconds."},
    {"ctrl::do_until",
     {{"Hash[String[1], Any] ?options, Callable &block", "Any", ctrl_do_until}},
     "Repeats a block until its value is true. Options: limit (number of rounds), interval (seconds between them)."},
    {"system::env",
     {{"String name", "Optional[String]", system_env}},
     "The value of an environment variable of the controller."},
});

}  // namespace

std::span<const runtime::FunctionRecord> control_functions() { return kFunctions; }

}  // namespace volley::stdlib
