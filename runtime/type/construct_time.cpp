// Timestamp.new and Timespan.new.
#include "runtime/evaluate/error.hpp"
#include "runtime/type/constructor.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/timestamp.hpp"

namespace volley::runtime {
namespace {

const std::vector<LocalType>& format_types() {
  static const std::vector<LocalType> kTypes = {{"Formats", "Variant[String[2],Array[String[2],1]]"}};
  return kTypes;
}

std::vector<std::string> texts_of(const Value& list) {
  std::vector<std::string> texts;
  for (const Value& item : list.as_array()) {
    texts.emplace_back(item.as_string());
  }
  return texts;
}

Nanoseconds parse_timespan(const std::string& text, const Value& format) {
  if (format.is_string()) {
    return Timespan::parse(text, std::string(format.as_string()));
  }
  return format.is_array() ? Timespan::parse(text, texts_of(format))
                           : Timespan::parse(text, Timespan::default_formats());
}

Nanoseconds parse_timestamp(const std::string& text, const Value& format, const Value& zone_value) {
  const std::string zone = zone_value.is_string() ? std::string(zone_value.as_string()) : "";
  if (format.is_string()) {
    return Timestamp::parse(text, std::string(format.as_string()), zone);
  }
  return format.is_array() ? Timestamp::parse(text, texts_of(format), zone)
                           : Timestamp::parse(text, Timestamp::default_formats(!zone.empty()), zone);
}

// Days, hours, minutes, seconds, milliseconds, microseconds, nanoseconds.
Nanoseconds sum_of_fields(std::span<const Value> fields) {
  static constexpr std::int64_t kSizes[] = {24, 60, 60, 1000, 1000, 1000, 1};
  Nanoseconds sum = 0;
  for (std::size_t at = 0; at < std::size(kSizes); ++at) {
    sum = multiplied_time(sum + (at < fields.size() && fields[at].is_integer() ? fields[at].as_integer() : 0),
                          kSizes[at]);
  }
  return sum;
}

Nanoseconds sum_of_named_fields(const Hash& hash) {
  Values fields;
  for (const char* name : {"days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"}) {
    fields.push_back(hash.get(name));
  }
  const Nanoseconds sum = sum_of_fields(fields);
  return hash.get("negative").truthy() ? -sum : sum;
}

Nanoseconds timespan_of(std::size_t form, std::span<const Value> arguments) {
  switch (form) {
    case 0: return time_of_seconds(arguments[0]);
    case 1: return parse_timespan(std::string(arguments[0].as_string()), arguments.size() > 1 ? arguments[1] : Value());
    case 2: return sum_of_fields(arguments);
    case 3: {
      const Hash& hash = arguments[0].as_hash();
      return parse_timespan(std::string(hash.get("string").as_string()), hash.get("format"));
    }
    default: return sum_of_named_fields(arguments[0].as_hash());
  }
}

Nanoseconds timestamp_of(std::size_t form, std::span<const Value> arguments) {
  const auto argument = [&](std::size_t at) { return at < arguments.size() ? arguments[at] : Value(); };
  switch (form) {
    case 0: return Timestamp::now();
    case 1: return time_of_seconds(arguments[0]);
    case 2: return parse_timestamp(std::string(arguments[0].as_string()), argument(1), argument(2));
    default: {
      const Hash& hash = arguments[0].as_hash();
      return parse_timestamp(std::string(hash.get("string").as_string()), hash.get("format"), hash.get("timezone"));
    }
  }
}

}  // namespace

Value construct_timespan(std::span<const Value> arguments) {
  static const Constructor kForms(
      "new_timespan", format_types(),
      {"Variant[Integer,Float] seconds", "String[1] string, Formats ?format",
       // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one signature on two lines
       "Integer days, Integer hours, Integer minutes, Integer seconds, Integer ?milliseconds, Integer ?microseconds, "
       "Integer ?nanoseconds",
       "Struct[{'string' => String[1], Optional['format'] => Formats}] hash_arg",
       "Struct[{Optional['negative'] => Boolean, Optional['days'] => Integer, Optional['hours'] => Integer, "
       "Optional['minutes'] => Integer, Optional['seconds'] => Integer, Optional['milliseconds'] => Integer, "
       "Optional['microseconds'] => Integer, Optional['nanoseconds'] => Integer}] hash_arg"});
  const std::size_t form = kForms.choose(arguments);
  try {
    return Value(make<const Timespan>(timespan_of(form, arguments)));
  } catch (const TimeFormatError& error) {
    throw EvaluationError(error.what());
  } catch (const TimeRangeError& error) {
    throw EvaluationError(error.what());
  }
}

Value construct_timestamp(std::span<const Value> arguments) {
  static const Constructor kForms(
      "new_timestamp", format_types(),
      {"", "Variant[Integer,Float] seconds", "String[1] string, Formats ?format, String[1] ?timezone",
       "Struct[{'string' => String[1], Optional['format'] => Formats, "
       "Optional['timezone'] => String[1]}] hash_arg"});
  const std::size_t form = kForms.choose(arguments);
  try {
    return Value(make<const Timestamp>(timestamp_of(form, arguments)));
  } catch (const TimeFormatError& error) {
    throw EvaluationError(error.what());
  } catch (const TimeRangeError& error) {
    throw EvaluationError(error.what());
  }
}

}  // namespace volley::runtime
