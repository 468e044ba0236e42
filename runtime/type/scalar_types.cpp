#include "runtime/type/scalar_types.hpp"

#include <algorithm>
#include <array>

#include "runtime/type/printer.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

constexpr std::array kScalarObjects = {std::string_view("Regexp"), std::string_view("SemVer"),
                                       std::string_view("SemVerRange"), std::string_view("Timestamp"),
                                       std::string_view("Timespan")};

bool is_scalar_data(const Value& value) { return value.is_string() || value.is_number() || value.is_boolean(); }

bool is_named(const Value& value, std::string_view name) {
  return value.is_object() && value.as_object().type_name() == name;
}

// Objects of the layers above, as opposed to values that the language knows itself.
bool is_plain_object(const Value& value) {
  static constexpr std::array kOwnKinds = {
      std::string_view("Type"),     std::string_view("Sensitive"),   std::string_view("Callable"),
      std::string_view("Iterator"), std::string_view("Binary"),      std::string_view("URI"),
      std::string_view("SemVer"),   std::string_view("SemVerRange"), std::string_view("Timestamp"),
      std::string_view("Timespan"), std::string_view("Regexp")};
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

bool SimpleType::matches(const Value& value) const {
  switch (kind()) {
    case TypeKind::Any:
    case TypeKind::Unit: return true;
    case TypeKind::Undef: return value.is_undef();
    case TypeKind::Default: return value.is_default();
    case TypeKind::Numeric: return value.is_number();
    case TypeKind::ScalarData: return is_scalar_data(value);
    case TypeKind::Scalar:
      return is_scalar_data(value) ||
             std::ranges::any_of(kScalarObjects, [&](std::string_view name) { return is_named(value, name); });
    case TypeKind::Object: return is_plain_object(value);
    case TypeKind::CatalogEntry:
    case TypeKind::TypeSet: return false;
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

bool IntegerType::matches(const Value& value) const {
  return value.is_integer() && range_.contains(value.as_integer());
}

bool IntegerType::same_as(const Type& other) const {
  const auto* integer = type_as<IntegerType>(other);
  return integer != nullptr && range_ == integer->range_;
}

bool IntegerType::admits(const Type& other) const {
  const auto* integer = type_as<IntegerType>(other);
  return integer != nullptr && range_.covers(integer->range_);
}

void IntegerType::print(TypePrinter& printer) const {
  printer.begin("Integer");
  range_.print(printer);
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
