#include "runtime/evaluate/special_arithmetic.hpp"

#include <cmath>
#include <stdexcept>

#include "runtime/evaluate/label.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/binary.hpp"
#include "runtime/value/semver.hpp"
#include "runtime/value/timestamp.hpp"
#include "runtime/value/uri.hpp"

namespace volley::runtime {
namespace {

using lang::BinaryOperator;

bool is_version(const Value& value) { return value.as<SemVer>() != nullptr; }
bool is_special(const Value& value) { return value.as<TimeValue>() != nullptr || is_version(value); }

std::string class_with_article(const Value& value) {
  return with_article(is_version(value) ? "Version" : label_of(value));
}

[[noreturn]] void refuse(const Value& value, std::string_view problem) {
  std::string text = class_with_article(value);
  text[0] = 'A';
  throw std::invalid_argument(text + std::string(problem));
}

Value span_of(Nanoseconds amount) { return Value(make<const Timespan>(amount)); }
Value moment_of(Nanoseconds amount) { return Value(make<const Timestamp>(amount)); }

// What `value` adds to a time; nothing when it is neither a number nor a span.
std::optional<Nanoseconds> amount_of(const Value& value) {
  if (is_numeric(value)) {
    return time_of_seconds(value);
  }
  const auto* span = value.as<Timespan>();
  return span == nullptr ? std::nullopt : std::optional(span->nanoseconds());
}

Value added(const TimeValue& left, const Value& right) {
  const bool moment = left.type_name() == "Timestamp";
  if (const auto* stamp = right.as<Timestamp>(); stamp != nullptr && !moment) {
    return moment_of(left.nanoseconds() + stamp->nanoseconds());
  }
  const std::optional<Nanoseconds> amount = amount_of(right);
  if (!amount) {
    refuse(right, " cannot be added to a " + std::string(left.type_name()));
  }
  return moment ? moment_of(left.nanoseconds() + *amount) : span_of(left.nanoseconds() + *amount);
}

Value subtracted(const TimeValue& left, const Value& right) {
  const bool moment = left.type_name() == "Timestamp";
  if (const auto* stamp = right.as<Timestamp>(); stamp != nullptr && moment) {
    return span_of(left.nanoseconds() - stamp->nanoseconds());
  }
  const std::optional<Nanoseconds> amount = amount_of(right);
  if (!amount) {
    refuse(right, " cannot be subtracted from a " + std::string(left.type_name()));
  }
  return moment ? moment_of(left.nanoseconds() - *amount) : span_of(left.nanoseconds() - *amount);
}

Value multiplied(Nanoseconds amount, const Value& factor) {
  if (factor.is_integer()) {
    return span_of(multiplied_time(amount, factor.as_integer()));
  }
  if (!factor.is_float()) {
    throw std::invalid_argument("A Timestamp cannot be multiplied by " + class_with_article(factor));
  }
  return span_of(time_of_float(static_cast<double>(amount) * factor.as_float()));
}

ArithmeticResult divided(Nanoseconds amount, const Value& divisor) {
  if (const auto* span = divisor.as<Timespan>()) {
    const double quotient = static_cast<double>(amount) / static_cast<double>(span->nanoseconds());
    return std::isinf(quotient) ? ArithmeticResult(Infinite{}) : ArithmeticResult(Value(quotient));
  }
  if (!divisor.is_number()) {
    throw std::invalid_argument("A Timespan cannot be divided by " + class_with_article(divisor));
  }
  if (divisor.as_number() == 0) {
    return DivisionByZero{};
  }
  if (divisor.is_integer()) {
    return span_of(divided_down(amount, divisor.as_integer()));
  }
  return span_of(time_of_float(std::floor(static_cast<double>(amount) / divisor.as_float())));
}

ArithmeticResult on_span(BinaryOperator operation, const TimeValue& left, const Value& right) {
  switch (operation) {
    case BinaryOperator::Multiply: return multiplied(left.nanoseconds(), right);
    case BinaryOperator::Divide: return divided(left.nanoseconds(), right);
    case BinaryOperator::Modulo:
      if (right.is_integer()) {
        return calculate(operation, Value(left.whole_seconds()), right);
      }
      if (right.is_float()) {
        return NotApplicableTogether{};
      }
      throw std::invalid_argument("Can not do modulus on a Timespan using a " + class_with_article(right));
    default: return NotApplicable{};
  }
}

ArithmeticResult on_time(BinaryOperator operation, const TimeValue& left, const Value& right) {
  if (operation == BinaryOperator::Add) {
    return added(left, right);
  }
  if (operation == BinaryOperator::Subtract) {
    return subtracted(left, right);
  }
  return left.type_name() == "Timespan" ? on_span(operation, left, right) : ArithmeticResult(NotApplicable{});
}

ArithmeticResult on_number(BinaryOperator operation, const Value& left, const Value& right) {
  const bool shift = operation == BinaryOperator::LeftShift || operation == BinaryOperator::RightShift;
  const auto* time = right.as<TimeValue>();
  if (time == nullptr) {
    if (shift) {
      return NotApplicable{};
    }
    throw std::invalid_argument("can't convert SemanticPuppet::Version into Float");
  }
  if (operation == BinaryOperator::Add) {
    return added(*time, left);
  }
  if (time->type_name() == "Timespan" && operation == BinaryOperator::Subtract) {
    return span_of(time_of_seconds(left) - time->nanoseconds());
  }
  if (time->type_name() == "Timespan" && operation == BinaryOperator::Multiply) {
    return multiplied(time->nanoseconds(), left);
  }
  return NotApplicableTogether{};
}

Value joined(const Value& left, const Value& right) {
  if (const auto* bytes = left.as<Binary>()) {
    const auto* more = right.as<Binary>();
    if (more == nullptr) {
      throw std::invalid_argument("Can only append Binary to a Binary");
    }
    return Value(make<const Binary>(bytes->bytes() + more->bytes()));
  }
  const auto* reference = right.as<Uri>();
  if (reference == nullptr && !right.is_string()) {
    throw std::invalid_argument("An URI can only be merged with an URI or String");
  }
  const UriParts parts = reference == nullptr ? UriParts::parse(std::string(right.as_string())) : reference->parts();
  return Value(make<const Uri>(left.as<Uri>()->parts().resolved(parts)));
}

}  // namespace

std::optional<ArithmeticResult> calculate_special(BinaryOperator operation, const Value& left, const Value& right) {
  if (operation == BinaryOperator::Add && (left.as<Binary>() != nullptr || left.as<Uri>() != nullptr)) {
    return joined(left, right);
  }
  const bool both = (is_numeric(left) || is_special(left)) && (is_numeric(right) || is_special(right));
  if (!both || (!is_special(left) && !is_special(right))) {
    return std::nullopt;
  }
  try {
    if (const auto* time = left.as<TimeValue>()) {
      return on_time(operation, *time, right);
    }
    return is_version(left) ? ArithmeticResult(NotApplicable{}) : on_number(operation, left, right);
  } catch (const TimeRangeError& error) {
    throw std::invalid_argument(error.what());
  }
}

std::optional<Value> negated_special(const Value& value) {
  if (const auto* span = value.as<Timespan>()) {
    return span_of(-span->nanoseconds());
  }
  if (value.as<Timestamp>() != nullptr) {
    throw std::invalid_argument("undefined method `-@' for #<Puppet::Pops::Time::Timestamp>");
  }
  if (is_version(value)) {
    throw std::invalid_argument("can't convert SemanticPuppet::Version into Float");
  }
  return std::nullopt;
}

}  // namespace volley::runtime
