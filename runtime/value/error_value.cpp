#include "runtime/value/error_value.hpp"

#include <utility>

#include "runtime/value/text.hpp"

namespace volley::runtime {

ErrorValue::ErrorValue(std::string kind, std::string message, Value details, std::string issue_code)
    : kind_(std::move(kind)),
      message_(std::move(message)),
      details_(std::move(details)),
      issue_code_(std::move(issue_code)) {
  nest_around(details_);
}

std::string ErrorValue::to_string() const {
  Hash parts{{"msg", message_}};
  if (!kind_.empty()) {
    parts.set("kind", kind_);
  }
  if (!details_.is_undef()) {
    parts.set("details", details_);
  }
  if (!issue_code_.empty()) {
    parts.set("issue_code", issue_code_);
  }
  return "Error(" + to_quoted(Value(std::move(parts))) + ")";
}

Value ErrorValue::to_data() const {
  Hash data{{"kind", kind_}, {"msg", message_}, {"details", details_.is_undef() ? Value(Hash{}) : details_}};
  if (!issue_code_.empty()) {
    data.set("issue_code", issue_code_);
  }
  return Value(std::move(data));
}

bool ErrorValue::equals(const Object& other) const {
  const auto* error = dynamic_cast<const ErrorValue*>(&other);
  return error != nullptr && kind_ == error->kind_ && message_ == error->message_ &&
         issue_code_ == error->issue_code_ && strictly_equal(details_, error->details_);
}

std::optional<Value> ErrorValue::attribute(std::string_view name) const {
  if (name == "msg" || name == "message") {
    return Value(message_);
  }
  if (name == "kind") {
    return kind_.empty() ? Value() : Value(kind_);
  }
  if (name == "details") {
    return details_;
  }
  if (name == "issue_code") {
    return issue_code_.empty() ? Value() : Value(issue_code_);
  }
  return std::nullopt;
}

}  // namespace volley::runtime
