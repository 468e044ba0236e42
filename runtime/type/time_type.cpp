#include "runtime/type/time_type.hpp"

#include "runtime/type/parameter_error.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/value/text.hpp"
#include "runtime/value/timestamp.hpp"

namespace volley::runtime {
namespace {

std::string shown(TypeKind kind, const TimeBound& bound) {
  if (kind == TypeKind::Timestamp) {
    return Timestamp(bound.amount).to_string();
  }
  const bool has_fraction = bound.amount % kNanosecondsPerSecond != 0;
  return bound.of_float && has_fraction ? Timespan(bound.amount).format("%D-%H:%M:%S.%9N")
                                        : Timespan(bound.amount).to_string();
}

std::string class_shown(const Value& value) {
  const std::string name = ruby_class_name(value);
  return name == "Timestamp" || name == "Timespan" ? "Puppet::Pops::Time::" + name : name;
}

TimeType::Bound bound_of(TypeKind kind, const Value& value) {
  const bool stamp = kind == TypeKind::Timestamp;
  if (value.is_default() || value.is_undef()) {
    return {};
  }
  if (value.is_number()) {
    return TimeBound{time_of_seconds(value), value.is_float()};
  }
  if (value.is_string()) {
    return TimeBound{stamp ? Timestamp::parse(value.as_string(), Timestamp::default_formats(false), "")
                           : Timespan::parse(value.as_string(), Timespan::default_formats())};
  }
  const TypePointer type = builtin_type(stamp ? "Timestamp" : "Timespan");
  const Value made = value.is_hash() ? construct(*type, std::span(&value, 1)) : value;
  const auto* time = made.as<TimeValue>();
  if (time == nullptr || !type->matches(made)) {
    throw TimeFormatError("Unable to create a Puppet::Pops::Time::" + std::string(type->name()) + " from a " +
                          class_shown(value));
  }
  return TimeBound{time->nanoseconds()};
}

}  // namespace

TypePointer time_type_with(TypeKind kind, const Parameters& parameters) {
  if (parameters.size() > 2) {
    throw TypeParameterError(
        "A " + std::string(builtin_type(kind == TypeKind::Timestamp ? "Timestamp" : "Timespan")->name()) +
            "-Type[] accepts 0 to 2 arguments. Got " + std::to_string(parameters.size()),
        "BAD_TYPE_SLICE_ARITY");
  }
  TimeType::Bound from;
  TimeType::Bound to;
  try {
    from = parameters.size() > 0 ? bound_of(kind, parameters[0]) : from;
    to = parameters.size() > 1 ? bound_of(kind, parameters[1]) : to;
  } catch (const std::exception& error) {
    throw TypeParameterError(std::string("Error while evaluating a '[]' expression, ") + error.what(), "RUNTIME_ERROR");
  }
  if (from && to && *from > *to) {
    fail_order(shown(kind, *from), shown(kind, *to));
  }
  return make<const TimeType>(kind, from, to);
}

bool TimeType::matches(const Value& value) const {
  const auto* time = value.as<TimeValue>();
  return time != nullptr && time->type_name() == name() && (!from_ || time->nanoseconds() >= from_->amount) &&
         (!to_ || time->nanoseconds() <= to_->amount);
}

bool TimeType::same_as(const Type& other) const {
  if (kind() != other.kind()) {
    return false;
  }
  const auto& time = static_cast<const TimeType&>(other);
  return from_ == time.from_ && to_ == time.to_;
}

bool TimeType::admits(const Type& other) const {
  if (kind() != other.kind()) {
    return false;
  }
  const auto& time = static_cast<const TimeType&>(other);
  return (!from_ || (time.from_ && *from_ <= *time.from_)) && (!to_ || (time.to_ && *to_ >= *time.to_));
}

void TimeType::print(TypePrinter& printer) const {
  printer.begin(name());
  if (from_ || to_) {
    printer.parameter(from_ ? quote_text(shown(kind(), *from_)) : "default");
  }
  if (to_ && from_ != to_) {
    printer.parameter(quote_text(shown(kind(), *to_)));
  }
  printer.end();
}

}  // namespace volley::runtime
