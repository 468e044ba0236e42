#include "runtime/execute/container_result.hpp"

#include "runtime/execute/result.hpp"
#include "runtime/type/member_table.hpp"
#include "runtime/value/json.hpp"

namespace volley::runtime {
namespace {

using Members = MemberTable<ContainerResult>;

Value status_of(const ContainerResult& result) { return Value(result.ok() ? "success" : "failure"); }

Value output_of(const ContainerResult& result, std::string_view stream) { return result.value().as_hash().get(stream); }

Value error_of(const ContainerResult& result) {
  const auto error = error_in(result.value().as_hash());
  return error ? Value(error) : Value();
}

const Members& members() {
  static const Members table(
      "ContainerResult",
      {{"value", "Hash[String[1], Data]", [](const ContainerResult& result) { return result.value(); }},
       {"error", "Optional[Error]", error_of},
       {"ok", "Boolean", [](const ContainerResult& result) { return Value(result.ok()); }},
       {"status", "String", status_of},
       {"stdout", "String", [](const ContainerResult& result) { return output_of(result, "stdout"); }},
       {"stderr", "String", [](const ContainerResult& result) { return output_of(result, "stderr"); }},
       {"to_data", "Hash", [](const ContainerResult& result) { return result.to_data(); }}});
  return table;
}

}  // namespace

std::string ContainerResult::to_string() const { return to_json(to_data()); }

Value ContainerResult::to_data() const {
  return Value(Hash{{"object", image_}, {"status", status_of(*this)}, {"value", value_}});
}

bool ContainerResult::equals(const Object& other) const {
  const auto* result = dynamic_cast<const ContainerResult*>(&other);
  return result != nullptr && strictly_equal(value_, result->value_);
}

std::optional<Value> ContainerResult::attribute(std::string_view name) const { return members().read(*this, name); }

std::optional<Value> ContainerResult::call(std::string_view name, std::span<const Value> arguments) const {
  return members().call(*this, name, arguments);
}

std::optional<Value> ContainerResult::index(std::span<const Value> keys) const {
  if (keys.size() != 1) {
    return std::nullopt;
  }
  const Value* found = value_.as_hash().find(keys[0]);
  return found == nullptr ? Value() : *found;
}

std::span<const MemberReference> container_result_member_references() { return members().members(); }

}  // namespace volley::runtime
