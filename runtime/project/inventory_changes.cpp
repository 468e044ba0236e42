// What plans change in an inventory: new targets, members of groups, data, resources.
#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/inventory.hpp"
#include "runtime/project/merge.hpp"
#include "runtime/project/resource_instance.hpp"

namespace volley::runtime {
namespace {

[[noreturn]] void refuse(const std::string& message) { throw PlanError("bolt.inventory/validation-error", message); }

// Targets of the controller that plans make are said to have an agent.
bool assumes_agent(const TargetDefinition& definition) {
  const Hash config = definition.data.config.is_hash() ? definition.data.config.as_hash() : Hash{};
  const Value transport = config.get("transport");
  const Value local = config.get("local");
  const bool refused =
      local.is_hash() && local.as_hash().contains("bundled-ruby") && !local.as_hash().get("bundled-ruby").truthy();
  return !refused &&
         (definition.uri.starts_with("local:") || (transport.is_string() && transport.as_string() == "local"));
}

}  // namespace

void Inventory::take_aliases(const TargetDefinition& definition) {
  for (const std::string& alias : definition.aliases) {
    if (has_group(alias)) {
      refuse("Alias " + alias + " conflicts with group of the same name");
    }
    if (by_name_.contains(alias)) {
      refuse("Alias " + alias + " conflicts with target of the same name");
    }
    const auto known = tree_.aliases.find(alias);
    if (known != tree_.aliases.end() && known->second != definition.name) {
      refuse("Alias " + alias + " refers to multiple targets: " + known->second + " and " + definition.name);
    }
  }
  std::erase_if(tree_.aliases, [&](const auto& entry) { return entry.second == definition.name; });
  for (const std::string& alias : definition.aliases) {
    tree_.aliases.emplace(alias, definition.name);
  }
}

TargetId Inventory::create(const Hash& definition) {
  auto own = std::make_unique<TargetDefinition>(read_target_definition(definition, {}, options_.plugins));
  own->single_alias = definition.get("alias").is_string();
  own->assumed_agent = assumes_agent(*own);
  if (has_group(own->name)) {
    refuse("Target name " + own->name + " conflicts with group of the same name");
  }
  const auto known = by_name_.find(own->name);
  Entry trial;
  trial.name = own->name;
  if (known != by_name_.end()) {
    trial.memberships = entry(known->second).memberships;
  }
  trial.own = std::make_unique<TargetDefinition>(*own);
  auto merged = std::make_unique<Target>(merge(trial));
  if (known != by_name_.end() || !own->aliases.empty()) {
    take_aliases(*own);
  }
  const TargetId id = known == by_name_.end() ? add_entry(own->name) : known->second;
  Entry& made = entry(id);
  made.own = std::move(own);
  made.changes.reset();
  made.resources.clear();
  made.merged = std::move(merged);
  if (made.memberships.empty()) {
    made.memberships.push_back({tree_.all.get(), nullptr});
    direct_[tree_.all.get()].push_back(id);
    // Kept up to date rather than dropped: many targets made one by one must not cost a walk each.
    if (const auto all = group_targets_.find("all"); all != group_targets_.end() && used_.size() + 1 == size()) {
      all->second.push_back(id);
      made.used = true;
      used_.push_back(id);
    }
  }
  use(id);
  return id;
}

const Group& Inventory::group_for_change(const std::string& name) const {
  const auto group = tree_.groups.find(name);
  if (group == tree_.groups.end()) {
    refuse("Group " + name + " does not exist in inventory");
  }
  return *group->second;
}

void Inventory::add_to_group(TargetId id, const std::string& name) {
  const Group& group = group_for_change(name);
  std::vector<TargetId>& direct = direct_[&group];
  if (std::find(direct.begin(), direct.end(), id) == direct.end()) {
    direct.push_back(id);
    entry(id).memberships.push_back({&group, nullptr});
    entry(id).merged.reset();
    group_targets_.clear();
  }
}

// What the file says of the target in that group stays.
void Inventory::leave_group(TargetId id, const Group& group) {
  std::erase(direct_[&group], id);
  for (Membership& membership : entry(id).memberships) {
    membership.left = membership.left || membership.group == &group;
  }
  for (const auto& child : group.groups) {
    leave_group(id, *child);
  }
}

void Inventory::remove_from_group(TargetId id, const std::string& name) {
  if (name == "all") {
    refuse("Cannot remove Target from Group 'all'");
  }
  leave_group(id, group_for_change(name));
  entry(id).merged.reset();
  group_targets_.clear();
}

Inventory::Changes& Inventory::changes(TargetId id) {
  Entry& changed = entry(id);
  if (!changed.changes) {
    changed.changes = std::make_unique<Changes>();
  }
  changed.merged.reset();
  return *changed.changes;
}

void Inventory::set_variable(TargetId id, const std::string& name, const Value& value) {
  changes(id).variables.set(name, value);
}

void Inventory::add_facts(TargetId id, const Hash& facts) {
  Changes& changed = changes(id);
  changed.facts = deep_merge(changed.facts, facts);
}

void Inventory::set_feature(TargetId id, const std::string& feature, bool present) {
  changes(id).features[feature] = present;
}

void Inventory::set_config(TargetId id, const std::vector<std::string>& path, const Value& value) {
  Value nested = value;
  for (auto key = path.rbegin(); key != path.rend(); ++key) {
    Hash level;
    level.set(*key, std::move(nested));
    nested = Value(std::move(level));
  }
  if (nested.is_hash()) {
    Changes& changed = changes(id);
    changed.config = deep_merge(changed.config, nested.as_hash());
  }
}

std::shared_ptr<ResourceData> Inventory::set_resource(TargetId id, const std::shared_ptr<ResourceData>& data) {
  auto& known = entry(id).resources[data->reference()];
  if (known == nullptr || known == data) {
    known = data;
    return known;
  }
  known->state = data->state;
  known->desired_state = data->desired_state;
  known->events.insert(known->events.end(), data->events.begin(), data->events.end());
  return known;
}

const std::map<std::string, std::shared_ptr<ResourceData>>& Inventory::resources(TargetId id) const {
  return entry(id).resources;
}

}  // namespace volley::runtime
