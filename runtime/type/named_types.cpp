#include "runtime/type/named_types.hpp"

#include "runtime/type/known_objects.hpp"
#include "runtime/type/printer.hpp"
#include "runtime/type/string_types.hpp"
#include "runtime/value/error_value.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

// Resource types are written with each segment capitalized.
std::string capitalized(std::string text) {
  bool first = true;
  for (char& byte : text) {
    if (first && byte >= 'a' && byte <= 'z') {
      byte = static_cast<char>(byte - ('a' - 'A'));
    }
    first = byte == ':';
  }
  return text;
}

bool fits_parameter(const Value& parameter, const Value& actual) {
  if (parameter.is_default()) {
    return true;
  }
  if (const auto* type = parameter.as<Type>()) {
    return type->matches(actual);
  }
  if (const auto* regexp = parameter.as<Regexp>()) {
    return actual.is_string() && regexp->found_in(actual.as_string());
  }
  return loosely_equal(parameter, actual);
}

bool parameter_admits(const Value& mine, const Value& theirs) {
  if (mine.is_default() || strictly_equal(mine, theirs)) {
    return true;
  }
  if (const auto* type = theirs.as<Type>()) {
    const auto* expected = mine.as<Type>();
    return expected != nullptr && expected->assignable_from(*type);
  }
  return !theirs.is_default() && fits_parameter(mine, theirs);
}

}  // namespace

CatalogType::CatalogType(TypeKind kind, std::string type, std::string title)
    : Type(kind),
      type_(kind == TypeKind::Resource ? capitalized(std::move(type)) : std::move(type)),
      title_(std::move(title)) {}

bool CatalogType::same_as(const Type& other) const {
  if (kind() != other.kind()) {
    return false;
  }
  const auto& catalog = static_cast<const CatalogType&>(other);
  return type_ == catalog.type_ && title_ == catalog.title_;
}

bool CatalogType::admits(const Type& other) const {
  if (kind() != other.kind()) {
    return false;
  }
  const auto& catalog = static_cast<const CatalogType&>(other);
  return type_.empty() || (type_ == catalog.type_ && (title_.empty() || title_ == catalog.title_));
}

void CatalogType::print(TypePrinter& printer) const {
  if (is(TypeKind::Class)) {
    printer.begin("Class");
    if (!type_.empty()) {
      printer.parameter(type_);
    }
  } else {
    printer.begin(type_.empty() ? "Resource" : type_);
    if (!title_.empty()) {
      printer.parameter(quote_text(title_));
    }
  }
  printer.end();
}

bool RuntimeType::same_as(const Type& other) const {
  const auto* runtime = type_as<RuntimeType>(other);
  return runtime != nullptr && runtime_ == runtime->runtime_ && class_name_ == runtime->class_name_;
}

bool RuntimeType::admits(const Type& other) const {
  return other.is(TypeKind::Runtime) && (runtime_.empty() || same_as(other));
}

void RuntimeType::print(TypePrinter& printer) const {
  printer.begin("Runtime");
  if (!runtime_.empty()) {
    printer.parameter(runtime_);
    printer.parameter(quote_text(class_name_));
  }
  printer.end();
}

bool ReferenceType::same_as(const Type& other) const {
  const auto* reference = type_as<ReferenceType>(other);
  return reference != nullptr && text_ == reference->text_;
}

void ReferenceType::print(TypePrinter& printer) const {
  printer.begin("TypeReference");
  if (text_ != "UnresolvedReference") {
    printer.parameter(quote_text(text_));
  }
  printer.end();
}

bool NominalType::matches(const Value& value) const {
  return value.is_object() && value.as_object().type_name() == name_;
}

bool NominalType::same_as(const Type& other) const {
  const auto* nominal = type_as<NominalType>(other);
  return nominal != nullptr && name_ == nominal->name_;
}

void NominalType::print(TypePrinter& printer) const { printer.add(name_); }

TypePointer object_type(std::string name) { return make<const NominalType>(std::move(name)); }

bool ErrorType::matches(const Value& value) const {
  const auto* error = value.as<ErrorValue>();
  if (error == nullptr) {
    return false;
  }
  const Value kind = error->kind().empty() ? Value() : Value(error->kind());
  const Value issue_code = error->issue_code().empty() ? Value() : Value(error->issue_code());
  return (parameters_.empty() || fits_parameter(parameters_[0], kind)) &&
         (parameters_.size() < 2 || fits_parameter(parameters_[1], issue_code));
}

bool ErrorType::same_as(const Type& other) const {
  const auto* error = type_as<ErrorType>(other);
  return error != nullptr && strictly_equal(Value(parameters_), Value(error->parameters_));
}

bool ErrorType::admits(const Type& other) const {
  const auto* error = type_as<ErrorType>(other);
  if (error == nullptr) {
    return false;
  }
  for (std::size_t at = 0; at < parameters_.size(); ++at) {
    const Value theirs = at < error->parameters_.size() ? error->parameters_[at] : Value::default_literal();
    if (!parameter_admits(parameters_[at], theirs)) {
      return false;
    }
  }
  return true;
}

// Alone and without parameters it is shown as what it is made of.
std::string ErrorType::to_string() const {
  return parameters_.empty() ? error_object().to_string() : Type::to_string();
}

void ErrorType::print(TypePrinter& printer) const {
  printer.begin("Error");
  for (const Value& parameter : parameters_) {
    printer.next();
    printer.add_value(parameter);
  }
  printer.end();
}

}  // namespace volley::runtime
