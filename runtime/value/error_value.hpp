// The Error value of Puppet plans: kind, msg, details, issue_code. What catch_errors and run_plan hand to a plan, what
// results carry as `_error`, and what an uncaught failure prints.
#pragma once

#include <string>

#include "runtime/value/hash.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {

class ErrorValue final : public Object {
 public:
  ErrorValue(std::string kind, std::string message, Value details = Value(Hash{}), std::string issue_code = {});

  [[nodiscard]] const std::string& kind() const { return kind_; }
  [[nodiscard]] const std::string& message() const { return message_; }
  [[nodiscard]] const Value& details() const { return details_; }
  [[nodiscard]] const std::string& issue_code() const { return issue_code_; }  // empty: none

  [[nodiscard]] std::string_view type_name() const override { return "Error"; }
  // Error({'msg' => 'm', 'kind' => 'k', ...})
  [[nodiscard]] std::string to_string() const override;
  // {"kind": ..., "msg": ..., "details": {...}[, "issue_code": ...]}
  [[nodiscard]] Value to_data() const override;
  [[nodiscard]] bool equals(const Object& other) const override;
  // msg, message, kind, details, issue_code
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override;

 private:
  std::string kind_;
  std::string message_;
  Value details_;
  std::string issue_code_;
};

}  // namespace volley::runtime
