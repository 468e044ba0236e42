#include "runtime/project/target_value.hpp"

#include <functional>

namespace volley::runtime {
namespace {

Value list(const std::vector<std::string>& items) { return Value(Values(items.begin(), items.end())); }

template <typename T>
Value optional_value(const std::optional<T>& item) {
  return item ? Value(*item) : Value();
}

struct Attribute {
  std::string_view name;
  Value (*read)(const Target& target);
};

const Attribute kAttributes[] = {
    {"uri", [](const Target& target) { return optional_value(target.uri); }},
    {"name", [](const Target& target) { return Value(target.name); }},
    {"safe_name", [](const Target& target) { return Value(target.safe_name); }},
    {"target_alias", [](const Target& target) { return list(target.aliases); }},
    {"config", [](const Target& target) { return target.config; }},
    {"vars", [](const Target& target) { return target.vars; }},
    {"facts", [](const Target& target) { return target.facts; }},
    {"features", [](const Target& target) { return list(target.features); }},
    {"plugin_hooks", [](const Target& target) { return target.plugin_hooks; }},
    {"host", [](const Target& target) { return optional_value(target.host); }},
    {"port", [](const Target& target) { return optional_value(target.port); }},
    {"user", [](const Target& target) { return optional_value(target.user); }},
    {"password", [](const Target& target) { return optional_value(target.password); }},
    {"protocol", [](const Target& target) { return optional_value(target.protocol); }},
    {"transport", [](const Target& target) { return Value(target.transport); }},
    {"transport_config", [](const Target& target) { return target.transport_config; }},
};

}  // namespace

bool TargetValue::equals(const Object& other) const {
  const auto* target = dynamic_cast<const TargetValue*>(&other);
  return target != nullptr && target->inventory_->name(target->id_) == inventory_->name(id_);
}

std::size_t TargetValue::hash_code() const { return std::hash<std::string>{}(inventory_->name(id_)); }

std::optional<Value> TargetValue::attribute(std::string_view name) const {
  for (const Attribute& attribute : kAttributes) {
    if (attribute.name == name) {
      return attribute.read(target());
    }
  }
  return std::nullopt;
}

}  // namespace volley::runtime
