// The results of an action as plans see them: a Result for each target, a ResultSet for all.
//
// Both are values of the language; attributes and printing follow Bolt's data types of the same names.
#pragma once

#include <memory>
#include <string>

#include "runtime/execute/outcome.hpp"
#include "runtime/value/error_value.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/object.hpp"

namespace volley::runtime {

class Result : public Object {
 public:
  // `target` is a Target value; `object` what was run (undef when nothing was); `value` a hash, with "_error" in it
  // (plain data) when the target failed.
  Result(Value target, std::string action, Value object, Hash value, Ending ending = Ending::Completed,
         std::shared_ptr<const void> memory = {});

  [[nodiscard]] const Value& target() const { return target_; }
  [[nodiscard]] std::string target_name() const;
  [[nodiscard]] const std::string& action() const { return action_; }
  [[nodiscard]] const Value& object() const { return object_; }
  [[nodiscard]] const Hash& value() const { return value_.as_hash(); }
  [[nodiscard]] const Value& value_as_value() const { return value_; }
  [[nodiscard]] Ending ending() const { return ending_; }
  [[nodiscard]] bool ok() const { return value().find("_error") == nullptr; }
  [[nodiscard]] std::string_view status() const { return ok() ? "success" : "failure"; }
  // The Error of a failed target; null for a good one.
  [[nodiscard]] Pointer<const ErrorValue> error() const;
  // The text under "_output", or undef.
  [[nodiscard]] Value message() const { return value().get("_output"); }

  [[nodiscard]] std::string_view type_name() const override { return "Result"; }
  [[nodiscard]] std::string to_string() const override;
  // {"target", "action", "object", "status", "value"}, in this order.
  [[nodiscard]] Value to_data() const override;
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override;
  [[nodiscard]] std::optional<Value> call(std::string_view name, std::span<const Value> arguments) const override;
  [[nodiscard]] std::optional<Value> index(std::span<const Value> keys) const override;

 private:
  Value target_;
  std::string action_;
  Value object_;
  Value value_;
  Ending ending_;
  std::shared_ptr<const void> memory_;  // of the output, as long as the result holds it
};

class ResultSet final : public Object {
 public:
  // `results` holds Result values, in the order of the targets.
  explicit ResultSet(Values results) : results_(std::move(results)) {}

  [[nodiscard]] const Values& results() const { return results_; }
  [[nodiscard]] bool ok() const { return failure_count() == 0; }
  [[nodiscard]] std::size_t failure_count() const;
  // The results that are (or are not) ok.
  [[nodiscard]] Value subset(bool ok) const;

  [[nodiscard]] std::string_view type_name() const override { return "ResultSet"; }
  [[nodiscard]] std::string to_string() const override;
  [[nodiscard]] Value to_data() const override;
  [[nodiscard]] bool equals(const Object& other) const override;
  [[nodiscard]] std::optional<Value> attribute(std::string_view name) const override;
  [[nodiscard]] std::optional<Value> call(std::string_view name, std::span<const Value> arguments) const override;
  [[nodiscard]] std::optional<Value> index(std::span<const Value> keys) const override;
  [[nodiscard]] const Values* elements() const override { return &results_; }

 private:
  Values results_;
};

// The Error that stands under "_error"; null when there is none.
[[nodiscard]] Pointer<const ErrorValue> error_in(const Hash& value);

struct MemberReference;
[[nodiscard]] std::span<const MemberReference> result_member_references();
[[nodiscard]] std::span<const MemberReference> result_set_member_references();

// A result of that value which must be a Result.
[[nodiscard]] const Result& as_result(const Value& value);

}  // namespace volley::runtime
