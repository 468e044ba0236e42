#include "runtime/project/target_value.hpp"

#include <functional>

#include "runtime/project/resource_instance.hpp"
#include "runtime/type/member_table.hpp"

namespace volley::runtime {
namespace {

Value list(const std::vector<std::string>& items) { return Value(Values(items.begin(), items.end())); }

template <typename T>
Value optional_value(const std::optional<T>& item) {
  return item ? Value(*item) : Value();
}

Value resources_of(const TargetValue& value) {
  Hash resources;
  for (const auto& [reference, data] : value.inventory().resources(value.id())) {
    resources.set(reference, Value(make<const ResourceInstance>(Value(Pointer<const TargetValue>(&value)), data)));
  }
  return Value(std::move(resources));
}

const Target& of(const TargetValue& value) { return value.target(); }

// What was given as one text stays one.
Value alias_of(const Target& target) {
  return target.single_alias && target.aliases.size() == 1 ? Value(target.aliases[0]) : list(target.aliases);
}

using Members = MemberTable<TargetValue>;

const Members& members() {
  static const Members table(
      "Target",
      {{"uri", "Optional[String[1]]", [](const TargetValue& value) { return optional_value(of(value).uri); }},
       {"name", "String[1]", [](const TargetValue& value) { return Value(of(value).name); }},
       {"safe_name", "String[1]", [](const TargetValue& value) { return Value(of(value).safe_name); }},
       {"target_alias", "Variant[String[1], Array[String[1]]]",
        [](const TargetValue& value) { return alias_of(of(value)); }},
       {"config", "Hash[String[1], Data]", [](const TargetValue& value) { return of(value).config; }},
       {"vars", "Hash[String[1], Data]", [](const TargetValue& value) { return of(value).vars; }},
       {"facts", "Hash[String[1], Data]", [](const TargetValue& value) { return of(value).facts; }},
       {"features", "Array[String[1]]", [](const TargetValue& value) { return list(of(value).features); }},
       {"plugin_hooks", "Hash[String[1], Data]", [](const TargetValue& value) { return of(value).plugin_hooks; }},
       {"resources", "Hash[String[1], ResourceInstance]", resources_of},
       {"host", "Optional[String]", [](const TargetValue& value) { return optional_value(of(value).host); }},
       {"port", "Optional[Integer]", [](const TargetValue& value) { return optional_value(of(value).port); }},
       {"user", "Optional[String[1]]", [](const TargetValue& value) { return optional_value(of(value).user); }},
       {"password", "Optional[String[1]]", [](const TargetValue& value) { return optional_value(of(value).password); }},
       {"protocol", "String[1]",
        [](const TargetValue& value) { return Value(of(value).protocol.value_or(of(value).transport)); }},
       {"transport", "String[1]", [](const TargetValue& value) { return Value(of(value).transport); }},
       {"transport_config", "Hash[String[1], Data]",
        [](const TargetValue& value) { return of(value).transport_config; }}});
  return table;
}

}  // namespace

bool TargetValue::equals(const Object& other) const {
  const auto* target = dynamic_cast<const TargetValue*>(&other);
  return target != nullptr && target->inventory_->name(target->id_) == inventory_->name(id_);
}

std::size_t TargetValue::hash_code() const { return std::hash<std::string>{}(inventory_->name(id_)); }

std::optional<Value> TargetValue::attribute(std::string_view name) const { return members().read(*this, name); }

std::optional<Value> TargetValue::call(std::string_view name, std::span<const Value> arguments) const {
  return members().call(*this, name, arguments);
}

std::span<const MemberReference> target_member_references() { return members().members(); }

}  // namespace volley::runtime
