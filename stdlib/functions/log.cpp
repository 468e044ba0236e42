// notice, warning and the other levels of the log; fail, which ends the evaluation.
#include "runtime/evaluate/error.hpp"
#include "runtime/evaluate/evaluator.hpp"
#include "runtime/value/text.hpp"
#include "stdlib/functions/families.hpp"
#include "stdlib/functions/native_text.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::FunctionRecord;
using runtime::LogLevel;
using runtime::Value;

template <typename ToText>
std::string joined(const Call& call, ToText&& to_text) {
  std::string text;
  for (const Value& argument : call.arguments) {
    if (&argument != call.arguments.data()) {
      text += ' ';
    }
    text += to_text(argument);
  }
  return text;
}

template <LogLevel level>
Value log_at(Call& call) {
  call.evaluator.environment().log(level, joined(call, runtime::to_text));
  return {};
}

Value fail(Call& call) { throw runtime::EvaluationError(joined(call, native_text)); }

}  // namespace

Family log() {
  static const FunctionRecord kTable[] = {
      {"debug", {{"Any *values", "Undef", log_at<LogLevel::Debug>}}, "Logs its arguments at level debug."},
      {"info", {{"Any *values", "Undef", log_at<LogLevel::Info>}}, "Logs its arguments at level info."},
      {"notice", {{"Any *values", "Undef", log_at<LogLevel::Notice>}}, "Logs its arguments at level notice."},
      {"warning", {{"Any *values", "Undef", log_at<LogLevel::Warning>}}, "Logs its arguments at level warning."},
      {"err", {{"Any *values", "Undef", log_at<LogLevel::Error>}}, "Logs its arguments at level error."},
      {"alert", {{"Any *values", "Undef", log_at<LogLevel::Alert>}}, "Logs its arguments at level alert."},
      {"crit", {{"Any *values", "Undef", log_at<LogLevel::Critical>}}, "Logs its arguments at level critical."},
      {"emerg", {{"Any *values", "Undef", log_at<LogLevel::Emergency>}}, "Logs its arguments at level emergency."},
      {"fail", {{"Any *values", "Undef", fail}}, "Ends the evaluation with an error of the given text."},
  };
  return kTable;
}

}  // namespace volley::stdlib
