#include "runtime/project/resource_instance.hpp"

#include <cctype>
#include <functional>

#include "runtime/project/merge.hpp"
#include "runtime/type/member_table.hpp"

namespace volley::runtime {
namespace {

using Members = MemberTable<ResourceInstance>;

Value add_event(const ResourceInstance& resource, std::span<const Value> arguments) {
  resource.data()->events.push_back(arguments[0]);
  return Value(resource.data()->events);
}

template <Hash ResourceData::*part>
Value merge(const ResourceInstance& resource, std::span<const Value> arguments) {
  Hash& state = (*resource.data()).*part;
  state = shallow_merge(state, arguments[0].as_hash());
  return Value(state);
}

template <Hash ResourceData::*part>
Value overwrite(const ResourceInstance& resource, std::span<const Value> arguments) {
  (*resource.data()).*part = arguments[0].as_hash();
  return arguments[0];
}

constexpr std::string_view kState = "Hash[String[1], Data] state";
constexpr std::string_view kGivesState = "Hash[String[1], Data]";

const Members& members() {
  static const Members table(
      "ResourceInstance",
      {{"target", "Target", [](const ResourceInstance& resource) { return resource.target(); }},
       {"type", "String[1]", [](const ResourceInstance& resource) { return Value(resource.data()->type); }},
       {"title", "String[1]", [](const ResourceInstance& resource) { return Value(resource.data()->title); }},
       {"state", kGivesState, [](const ResourceInstance& resource) { return Value(resource.data()->state); }},
       {"desired_state", kGivesState,
        [](const ResourceInstance& resource) { return Value(resource.data()->desired_state); }},
       {"events", "Array[Hash[String[1], Data]]",
        [](const ResourceInstance& resource) { return Value(resource.data()->events); }},
       {"reference", "String", [](const ResourceInstance& resource) { return Value(resource.to_string()); }}},
      {{"add_event", "Hash[String[1], Data] event", "Array[Hash[String[1], Data]]", add_event},
       {"set_state", kState, kGivesState, merge<&ResourceData::state>},
       {"overwrite_state", kState, kGivesState, overwrite<&ResourceData::state>},
       {"set_desired_state", kState, kGivesState, merge<&ResourceData::desired_state>},
       {"overwrite_desired_state", kState, kGivesState, overwrite<&ResourceData::desired_state>}});
  return table;
}

}  // namespace

std::string capitalized_type(std::string name) {
  bool first = true;
  for (char& letter : name) {
    const auto byte = static_cast<unsigned char>(letter);
    letter = static_cast<char>(first ? std::toupper(byte) : std::tolower(byte));
    first = false;
  }
  return name;
}

std::string resource_reference(const std::string& type, const std::string& title) {
  return capitalized_type(type) + "[" + title + "]";
}

std::string ResourceData::reference() const { return resource_reference(type, title); }

Value ResourceInstance::to_data() const {
  return Value(Hash{{"target", target_.as_object().to_data()},
                    {"type", data_->type},
                    {"title", data_->title},
                    {"state", data_->state},
                    {"desired_state", data_->desired_state},
                    {"events", data_->events}});
}

bool ResourceInstance::equals(const Object& other) const {
  const auto* resource = dynamic_cast<const ResourceInstance*>(&other);
  return resource != nullptr && strictly_equal(target_, resource->target_) && to_string() == resource->to_string();
}

std::size_t ResourceInstance::hash_code() const { return std::hash<std::string>{}(to_string()); }

std::optional<Value> ResourceInstance::attribute(std::string_view name) const { return members().read(*this, name); }

std::optional<Value> ResourceInstance::call(std::string_view name, std::span<const Value> arguments) const {
  return members().call(*this, name, arguments);
}

std::optional<Value> ResourceInstance::index(std::span<const Value> keys) const {
  if (keys.size() != 1) {
    return std::nullopt;
  }
  const Value* found = data_->state.find(keys[0]);
  return found == nullptr ? Value() : *found;
}

std::span<const MemberReference> resource_instance_member_references() { return members().members(); }

}  // namespace volley::runtime
