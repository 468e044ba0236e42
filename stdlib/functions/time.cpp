// strftime.
#include <stdexcept>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/timestamp.hpp"
#include "stdlib/functions/deprecation.hpp"
#include "stdlib/functions/families.hpp"

namespace volley::stdlib {
namespace {

using runtime::Call;
using runtime::EvaluationError;
using runtime::FunctionRecord;
using runtime::Timespan;
using runtime::Timestamp;
using runtime::Value;

Value format_timespan(Call& call) {
  try {
    return Value(call.arguments[0].as<Timespan>()->format(std::string(call.arguments[1].as_string())));
  } catch (const runtime::TimeFormatError& error) {
    throw EvaluationError(error.what());
  }
}

Value format_moment(const Timestamp& moment, const Value& format, const Value& zone) {
  try {
    return Value(moment.format(std::string(format.as_string()), zone.is_string() ? std::string(zone.as_string()) : ""));
  } catch (const runtime::TimeFormatError& error) {
    throw EvaluationError(error.what());
  }
}

Value format_timestamp(Call& call) {
  return format_moment(*call.arguments[0].as<Timestamp>(), call.arguments[1],
                       call.has(2) ? call.arguments[2] : Value());
}

Value format_now(Call& call) {
  deprecated_here(
      call,
      "The argument signature (String format, [String timezone]) is deprecated for #strftime. See #strftime "
      "documentation and Timespan type for more info",
      "legacy#strftime");
  return format_moment(Timestamp(Timestamp::now()), call.arguments[0], call.has(1) ? call.arguments[1] : Value());
}

}  // namespace

Family time() {
  static const FunctionRecord kTable[] = {
      {"strftime",
       {{"Timespan time_object, String format", "String", format_timespan},
        {"Timestamp time_object, String format, String ?timezone", "String", format_timestamp},
        {"String format, String ?timezone", "String", format_now}},
       "A Timestamp or Timespan as text, by a format."},
  };
  return kTable;
}

}  // namespace volley::stdlib
