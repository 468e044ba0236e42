#include "runtime/execute/plan_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

constexpr std::array<std::string_view, 10> kObjectTypes = {
    "Error",           "Result", "ApplyResult", "ResultSet", "Target", "ResourceInstance",
    "ContainerResult", "Future", "Sensitive",   "Timestamp"};
constexpr std::size_t kMostLevels = 500;

bool is_data(const Value& value, std::size_t levels) {
  if (levels == 0) {
    return false;
  }
  switch (value.kind()) {
    case Value::Kind::Default: return false;
    case Value::Kind::Array:
      return std::all_of(value.as_array().begin(), value.as_array().end(),
                         [levels](const Value& item) { return is_data(item, levels - 1); });
    case Value::Kind::Hash:
      return std::all_of(value.as_hash().begin(), value.as_hash().end(), [levels](const Hash::Entry& entry) {
        return entry.key.is_string() && is_data(entry.value, levels - 1);
      });
    case Value::Kind::Object:
      return std::find(kObjectTypes.begin(), kObjectTypes.end(), value.as_object().type_name()) != kObjectTypes.end();
    default: return true;
  }
}

}  // namespace

bool is_plan_result(const Value& value) { return is_data(value, kMostLevels); }

void check_plan_result(std::string_view plan, const Value& value) {
  if (is_plan_result(value)) {
    return;
  }
  const std::string text = to_text(value);
  throw PlanError("bolt/invalid-plan-result", fmt::format("Plan {} returned an invalid result: {}", plan, text),
                  Value(Hash{{"plan_name", Value(plan)}, {"result_string", text}}));
}

}  // namespace volley::runtime
