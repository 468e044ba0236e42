#include "runtime/type/scalar_types.hpp"

#include <algorithm>
#include <array>

#include "runtime/type/printer.hpp"
#include "runtime/value/big_integer.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

constexpr std::array kScalarObjects = {std::string_view("Regexp"), std::string_view("SemVer"),
                                       std::string_view("SemVerRange"), std::string_view("Timestamp"),
                                       std::string_view("Timespan")};

bool is_scalar_data(const Value& value) { return value.is_string() || is_numeric(value) || value.is_boolean(); }

bool is_named(const Value& value, std::string_view name) {
  return value.is_object() && value.as_object().type_name() == name;
}

// Objects of the layers above, as opposed to values that the language knows itself.
bool is_plain_object(const Value& value) {
  static constexpr std::array kOwnKinds = {
      std::string_view("Type"),     std::string_view("Sensitive"),   std::string_view("Callable"),
      std::string_view("Iterator"), std::string_view("Binary"),      std::string_view("URI"),
      std::string_view("SemVer"),   std::string_view("SemVerRange"), std::string_view("Timestamp"),
      std::string_view("Timespan"), std::string_view("Regexp"),      std::string_view("Integer")};
  return value.is_object() && std::ranges::find(kOwnKinds, value.as_object().type_name()) == kOwnKinds.end();
}

bool is_scalar_data_kind(TypeKind kind) {
  switch (kind) {
    case TypeKind::ScalarData:
    case TypeKind::String:
    case TypeKind::Enum:
    case TypeKind::Pattern:
    case TypeKind::Boolean:
    case TypeKind::Numeric:
    case TypeKind::Integer:
    case TypeKind::Float: return true;
    default: return false;
  }
}

bool is_scalar_kind(TypeKind kind) {
  switch (kind) {
    case TypeKind::Scalar:
    case TypeKind::Regexp:
    case TypeKind::SemVer:
    case TypeKind::SemVerRange:
    case TypeKind::Timespan:
    case TypeKind::Timestamp: return true;
    default: return is_scalar_data_kind(kind);
  }
}

}  // namespace

SimpleType::SimpleType(TypeKind kind, std::string_view name) : Type(kind), name_(name) {
  using Kind = Value::Kind;
  const auto take = [this](std::initializer_list<Kind> kinds) {
    std::ranges::for_each(kinds, [this](Kind taken) { take_all(taken); });
  };
  switch (kind) {
    case TypeKind::Any:
      take({Kind::Undef, Kind::Default, Kind::Boolean, Kind::Integer, Kind::Float, Kind::String, Kind::Array,
            Kind::Hash, Kind::Object});
      break;
    case TypeKind::Undef: take({Kind::Undef}); break;
    case TypeKind::Numeric: take({Kind::Integer, Kind::Float}); break;
    case TypeKind::Scalar:
    case TypeKind::ScalarData: take({Kind::Boolean, Kind::Integer, Kind::Float, Kind::String}); break;
    default: break;
  }
}

bool SimpleType::matches(const Value& value) const {
  switch (kind()) {
    case TypeKind::Any:
    case TypeKind::Unit: return true;
    case TypeKind::Undef: return value.is_undef();
    case TypeKind::Default: return value.is_default();
    case TypeKind::Numeric: return is_numeric(value);
    case TypeKind::ScalarData: return is_scalar_data(value);
    case TypeKind::Scalar:
      return is_scalar_data(value) ||
             std::ranges::any_of(kScalarObjects, [&](std::string_view name) { return is_named(value, name); });
    case TypeKind::Object: return is_plain_object(value);
    case TypeKind::CatalogEntry: return false;
    default: return is_named(value, name_);
  }
}

bool SimpleType::admits(const Type& other) const {
  switch (kind()) {
    case TypeKind::Any:
    case TypeKind::Unit: return true;
    case TypeKind::Numeric:
      return other.is(TypeKind::Numeric) || other.is(TypeKind::Integer) || other.is(TypeKind::Float);
    case TypeKind::ScalarData: return is_scalar_data_kind(other.kind());
    case TypeKind::Scalar: return is_scalar_kind(other.kind());
    case TypeKind::CatalogEntry:
      return other.is(TypeKind::CatalogEntry) || other.is(TypeKind::Class) || other.is(TypeKind::Resource);
    case TypeKind::Object:
      return other.is(TypeKind::Object) || other.is(TypeKind::DefinedObject) || other.is(TypeKind::ObjectExtension) ||
             other.is(TypeKind::Nominal) || other.is(TypeKind::Error);
    default: return kind() == other.kind();
  }
}

bool BooleanType::matches(const Value& value) const {
  return value.is_boolean() && (!value_ || *value_ == value.as_boolean());
}

bool BooleanType::same_as(const Type& other) const {
  const auto* boolean = type_as<BooleanType>(other);
  return boolean != nullptr && value_ == boolean->value_;
}

bool BooleanType::admits(const Type& other) const {
  const auto* boolean = type_as<BooleanType>(other);
  return boolean != nullptr && (!value_ || value_ == boolean->value_);
}

void BooleanType::print(TypePrinter& printer) const {
  printer.begin("Boolean");
  if (value_) {
    printer.parameter(*value_ ? "true" : "false");
  }
  printer.end();
}

IntegerType::IntegerType(const Value& from, const Value& to) : Type(kKind) {
  const auto in_bits = [](const Value& bound) {
    return bound.is_integer() ? std::optional(bound.as_integer()) : std::nullopt;
  };
  range_ = {in_bits(from), in_bits(to)};
  if (from.is_object() || to.is_object()) {
    wide_ = WideRange{from, to};
  }
}

Value IntegerType::from() const { return wide_ ? wide_->from : (range_.from ? Value(*range_.from) : Value()); }

Value IntegerType::to() const { return wide_ ? wide_->to : (range_.to ? Value(*range_.to) : Value()); }

TypePointer IntegerType::joined(const IntegerType& other) const {
  const auto chosen = [](const Value& a, const Value& b, int wanted) {
    if (a.is_undef() || b.is_undef()) {
      return Value();
    }
    return compare_numbers(a, b).value_or(0) == wanted ? a : b;
  };
  return make<const IntegerType>(chosen(from(), other.from(), -1), chosen(to(), other.to(), 1));
}

bool IntegerType::matches(const Value& value) const {
  if (!wide_ && value.is_integer()) {
    return range_.contains(value.as_integer());
  }
  return is_whole_number(value) && (from().is_undef() || compare_numbers(value, from()) >= 0) &&
         (to().is_undef() || compare_numbers(value, to()) <= 0);
}

bool IntegerType::same_as(const Type& other) const {
  const auto* integer = type_as<IntegerType>(other);
  return integer != nullptr && strictly_equal(from(), integer->from()) && strictly_equal(to(), integer->to());
}

bool IntegerType::admits(const Type& other) const {
  const auto* integer = type_as<IntegerType>(other);
  if (integer == nullptr || (!wide_ && !integer->wide_)) {
    return integer != nullptr && range_.covers(integer->range_);
  }
  const auto within = [](const Value& mine, const Value& theirs, int outside) {
    return mine.is_undef() || (!theirs.is_undef() && compare_numbers(theirs, mine) != outside);
  };
  return within(from(), integer->from(), -1) && within(to(), integer->to(), 1);
}

void IntegerType::print(TypePrinter& printer) const {
  printer.begin("Integer");
  if (!from().is_undef() || !to().is_undef()) {
    printer.parameter(from().is_undef() ? "default" : to_text(from()));
  }
  if (!to().is_undef()) {
    printer.parameter(to_text(to()));
  }
  printer.end();
}

bool FloatType::matches(const Value& value) const {
  return value.is_float() && (!from_ || value.as_float() >= *from_) && (!to_ || value.as_float() <= *to_);
}

bool FloatType::same_as(const Type& other) const {
  const auto* number = type_as<FloatType>(other);
  return number != nullptr && from_ == number->from_ && to_ == number->to_;
}

bool FloatType::admits(const Type& other) const {
  const auto* number = type_as<FloatType>(other);
  return number != nullptr && (!from_ || (number->from_ && *from_ <= *number->from_)) &&
         (!to_ || (number->to_ && *to_ >= *number->to_));
}

void FloatType::print(TypePrinter& printer) const {
  printer.begin("Float");
  if (from_ || to_) {
    printer.parameter(from_ ? float_text(*from_) : "default");
  }
  if (to_) {
    printer.parameter(float_text(*to_));
  }
  printer.end();
}

}  // namespace volley::runtime
