#include "runtime/execute/result.hpp"

#include <algorithm>

#include "runtime/type/member_table.hpp"
#include "runtime/value/json.hpp"

namespace volley::runtime {
namespace {

// `size` for one that lies before the first.
std::size_t position_from(std::int64_t index, std::size_t size) {
  const std::int64_t position = index < 0 ? index + static_cast<std::int64_t>(size) : index;
  return position < 0 ? size : static_cast<std::size_t>(position);
}

using ResultMembers = MemberTable<Result>;
using ResultSetMembers = MemberTable<ResultSet>;

const ResultMembers& result_members() {
  static const ResultMembers table(
      "Result", {{"target", "Target", [](const Result& result) { return result.target(); }},
                 {"value", "Hash[String[1], Data]", [](const Result& result) { return result.value_as_value(); }},
                 {"action", "String", [](const Result& result) { return Value(result.action()); }},
                 {"error", "Optional[Error]",
                  [](const Result& result) {
                    const auto error = result.error();
                    return error ? Value(error) : Value();
                  }},
                 {"message", "Optional[String]", [](const Result& result) { return result.message(); }},
                 {"ok", "Boolean", [](const Result& result) { return Value(result.ok()); }},
                 {"sensitive", "Optional[Sensitive[Data]]",
                  [](const Result& result) { return result.value().get("_sensitive"); }},
                 {"status", "String", [](const Result& result) { return Value(result.status()); }},
                 {"to_data", "Hash", [](const Result& result) { return result.to_data(); }}});
  return table;
}

Value find_result(const ResultSet& set, std::span<const Value> arguments) {
  const auto found = std::ranges::find_if(
      set.results(), [&](const Value& result) { return as_result(result).target_name() == arguments[0].as_string(); });
  return found == set.results().end() ? Value() : *found;
}

template <typename Read>
Value each_of(const ResultSet& set, const Read& read) {
  Values items;
  items.reserve(set.results().size());
  for (const Value& result : set.results()) {
    items.push_back(read(as_result(result)));
  }
  return Value(std::move(items));
}

const ResultSetMembers& result_set_members() {
  static const ResultSetMembers table(
      "ResultSet",
      {{"results", "Array[Variant[Result, ApplyResult]]", [](const ResultSet& set) { return Value(set.results()); }},
       {"count", "Integer", [](const ResultSet& set) { return Value(set.results().size()); }},
       {"empty", "Boolean", [](const ResultSet& set) { return Value(set.results().empty()); }},
       {"error_set", "ResultSet", [](const ResultSet& set) { return set.subset(false); }},
       {"first", "Optional[Variant[Result, ApplyResult]]",
        [](const ResultSet& set) { return set.results().empty() ? Value() : set.results().front(); }},
       {"names", "Array[String[1]]",
        [](const ResultSet& set) {
          return each_of(set, [](const Result& result) { return Value(result.target_name()); });
        }},
       {"ok", "Boolean", [](const ResultSet& set) { return Value(set.ok()); }},
       {"ok_set", "ResultSet", [](const ResultSet& set) { return set.subset(true); }},
       {"targets", "Array[Target]",
        [](const ResultSet& set) { return each_of(set, [](const Result& result) { return result.target(); }); }},
       {"to_data", "Array[Hash]", [](const ResultSet& set) { return set.to_data(); }}},
      {{"find", "String[1] target_name", "Optional[Variant[Result, ApplyResult]]", find_result}});
  return table;
}

}  // namespace

std::span<const MemberReference> result_member_references() { return result_members().members(); }
std::span<const MemberReference> result_set_member_references() { return result_set_members().members(); }

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

Pointer<const ErrorValue> Result::error() const { return error_in(value()); }

Pointer<const ErrorValue> error_in(const Hash& value) {
  const Value* data = value.find("_error");
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
  return result != nullptr && type_name() == result->type_name() && target_name() == result->target_name() &&
         strictly_equal(value_, result->value_);
}

std::optional<Value> Result::attribute(std::string_view name) const { return result_members().read(*this, name); }

std::optional<Value> Result::call(std::string_view name, std::span<const Value> arguments) const {
  return result_members().call(*this, name, arguments);
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
  return result_set_members().read(*this, name);
}

std::optional<Value> ResultSet::call(std::string_view name, std::span<const Value> arguments) const {
  return result_set_members().call(*this, name, arguments);
}

// One index gives a Result, two (from, to) the Array of what lies between, both included. Negative ones count from the
// end.
std::optional<Value> ResultSet::index(std::span<const Value> keys) const {
  if (keys.empty() || keys.size() > 2 || !keys[0].is_integer() || (keys.size() == 2 && !keys[1].is_integer())) {
    return std::nullopt;
  }
  const std::size_t begin = position_from(keys[0].as_integer(), results_.size());
  if (keys.size() == 1) {
    return begin < results_.size() ? results_[begin] : Value();
  }
  if (begin > results_.size() || (begin == results_.size() && keys[0].as_integer() < 0)) {
    return Value();
  }
  const std::size_t last = position_from(keys[1].as_integer(), results_.size());
  const bool none = keys[1].as_integer() < 0 && last >= results_.size();
  Values chosen;
  for (std::size_t at = begin; !none && at <= last && at < results_.size(); ++at) {
    chosen.push_back(results_[at]);
  }
  return Value(std::move(chosen));
}

}  // namespace volley::runtime
