#include "runtime/execute/result.hpp"

#include <algorithm>

#include "runtime/value/json.hpp"

namespace volley::runtime {
namespace {

std::size_t position_from(std::int64_t index, std::size_t size) {
  const std::int64_t position = index < 0 ? index + static_cast<std::int64_t>(size) : index;
  return position < 0 ? size : static_cast<std::size_t>(position);
}

}  // namespace

Result::Result(Value target, std::string action, Value object, Hash value, Ending ending,
               std::shared_ptr<const void> memory)
    : target_(std::move(target)),
      action_(std::move(action)),
      object_(std::move(object)),
      value_(std::move(value)),
      ending_(ending),
      memory_(std::move(memory)) {}

std::string Result::target_name() const {
  return target_.is_object() ? target_.as_object().to_string() : std::string(target_.as_string());
}

Pointer<const ErrorValue> Result::error() const {
  const Value* data = value().find("_error");
  if (data == nullptr || !data->is_hash()) {
    return {};
  }
  const Hash& fields = data->as_hash();
  const auto text = [&fields](std::string_view key) {
    const Value field = fields.get(key);
    return field.is_string() ? std::string(field.as_string()) : std::string();
  };
  return make<const ErrorValue>(text("kind"), text("msg"), fields.get("details"), text("issue_code"));
}

std::string Result::to_string() const { return to_json(to_data()); }

Value Result::to_data() const {
  return Value(Hash{{"target", target_name()},
                    {"action", action_},
                    {"object", object_},
                    {"status", Value(status())},
                    {"value", value_}});
}

bool Result::equals(const Object& other) const {
  const auto* result = dynamic_cast<const Result*>(&other);
  return result != nullptr && target_name() == result->target_name() && strictly_equal(value_, result->value_);
}

std::optional<Value> Result::attribute(std::string_view name) const {
  if (name == "target") {
    return target_;
  }
  if (name == "value") {
    return value_;
  }
  if (name == "action") {
    return Value(action_);
  }
  if (name == "ok") {
    return Value(ok());
  }
  if (name == "status") {
    return Value(status());
  }
  if (name == "message") {
    return message();
  }
  if (name == "sensitive") {
    return value().get("_sensitive");
  }
  if (name == "to_data") {
    return to_data();
  }
  if (name == "error") {
    const auto error_value = error();
    return error_value ? Value(error_value) : Value();
  }
  return std::nullopt;
}

std::optional<Value> Result::index(std::span<const Value> keys) const {
  if (keys.size() != 1) {
    return std::nullopt;
  }
  const Value* found = value().find(keys[0]);
  return found == nullptr ? Value() : *found;
}

const Result& as_result(const Value& value) { return static_cast<const Result&>(value.as_object()); }

std::size_t ResultSet::failure_count() const {
  return static_cast<std::size_t>(
      std::count_if(results_.begin(), results_.end(), [](const Value& result) { return !as_result(result).ok(); }));
}

Value ResultSet::subset(bool ok) const {
  Values chosen;
  std::copy_if(results_.begin(), results_.end(), std::back_inserter(chosen),
               [ok](const Value& result) { return as_result(result).ok() == ok; });
  return Value(make<const ResultSet>(std::move(chosen)));
}

std::string ResultSet::to_string() const { return to_json(to_data()); }

Value ResultSet::to_data() const {
  Values items;
  items.reserve(results_.size());
  for (const Value& result : results_) {
    items.push_back(as_result(result).to_data());
  }
  return Value(std::move(items));
}

bool ResultSet::equals(const Object& other) const {
  const auto* set = dynamic_cast<const ResultSet*>(&other);
  return set != nullptr && strictly_equal(Value(results_), Value(set->results_));
}

std::optional<Value> ResultSet::attribute(std::string_view name) const {
  if (name == "results") {
    return Value(results_);
  }
  if (name == "count") {
    return Value(results_.size());
  }
  if (name == "empty") {
    return Value(results_.empty());
  }
  if (name == "ok") {
    return Value(ok());
  }
  if (name == "first") {
    return results_.empty() ? Value() : results_.front();
  }
  if (name == "ok_set") {
    return subset(true);
  }
  if (name == "error_set") {
    return subset(false);
  }
  if (name == "to_data") {
    return to_data();
  }
  if (name == "names" || name == "targets") {
    Values items;
    items.reserve(results_.size());
    for (const Value& result : results_) {
      items.push_back(name == "names" ? Value(as_result(result).target_name()) : as_result(result).target());
    }
    return Value(std::move(items));
  }
  return std::nullopt;
}

std::optional<Value> ResultSet::call(std::string_view name, std::span<const Value> arguments) const {
  if (name == "find" && arguments.size() == 1 && arguments[0].is_string()) {
    for (const Value& result : results_) {
      if (as_result(result).target_name() == arguments[0].as_string()) {
        return result;
      }
    }
    return Value();
  }
  return std::nullopt;
}

// One index gives a Result (negative ones count from the end), two (start and count) an Array.
std::optional<Value> ResultSet::index(std::span<const Value> keys) const {
  if (keys.empty() || keys.size() > 2 || !keys[0].is_integer() || (keys.size() == 2 && !keys[1].is_integer())) {
    return std::nullopt;
  }
  const std::size_t begin = position_from(keys[0].as_integer(), results_.size());
  if (keys.size() == 1) {
    return begin < results_.size() ? results_[begin] : Value();
  }
  const std::int64_t count = std::max<std::int64_t>(keys[1].as_integer(), 0);
  const std::size_t end = std::min(results_.size(), begin + static_cast<std::size_t>(count));
  Values chosen;
  for (std::size_t at = begin; at < end; ++at) {
    chosen.push_back(results_[at]);
  }
  return Value(std::move(chosen));
}

}  // namespace volley::runtime
