#include <array>

#include "runtime/execute/reporter.hpp"
#include "stdlib/bolt/call_options.hpp"
#include "stdlib/bolt/families.hpp"
#include "stdlib/bolt/message_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::LogLevel;
using runtime::Value;

Value out_message(Call& call) {
  engine_of(call).reporter().message(message_text(call.arguments[0]));
  return Value();
}

Value out_verbose(Call& call) {
  engine_of(call).reporter().verbose(message_text(call.arguments[0]));
  return Value();
}

template <LogLevel level>
Value log_at(Call& call) {
  call.evaluator.environment().log(level, message_text(call.arguments[0]));
  return Value();
}

const auto kFunctions = std::to_array<runtime::FunctionRecord>({
    {"out::message", {{"Any message", "Undef", out_message}}, "Prints a message."},
    {"out::verbose", {{"Any message", "Undef", out_verbose}}, "Prints a message when --verbose is given."},
    {"log::trace", {{"Any message", "Undef", log_at<LogLevel::Trace>}}, "Logs a message at level trace."},
    {"log::debug", {{"Any message", "Undef", log_at<LogLevel::Debug>}}, "Logs a message at level debug."},
    {"log::info", {{"Any message", "Undef", log_at<LogLevel::Info>}}, "Logs a message at level info."},
    {"log::warn", {{"Any message", "Undef", log_at<LogLevel::Warning>}}, "Logs a message at level warn."},
    {"log::error", {{"Any message", "Undef", log_at<LogLevel::Error>}}, "Logs a message at level error."},
    {"log::fatal", {{"Any message", "Undef", log_at<LogLevel::Critical>}}, "Logs a message at level fatal."},
});

}  // namespace

std::span<const runtime::FunctionRecord> output_functions() { return kFunctions; }

}  // namespace volley::stdlib
