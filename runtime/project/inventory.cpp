#include "runtime/project/inventory.hpp"

#include <algorithm>
#include <utility>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/merge.hpp"
#include "runtime/project/plugin.hpp"

namespace volley::runtime {

Inventory::Inventory(const Hash& data, InventoryOptions options)
    : options_(std::move(options)), tree_(load_groups(data, options_.plugins)) {
  register_group(*tree_.all);
}

void Inventory::register_group(const Group& group) {
  std::vector<TargetId>& direct = direct_[&group];
  direct.reserve(group.targets.size());
  for (const TargetDefinition& definition : group.targets) {
    const auto known = by_name_.find(definition.name);
    const TargetId id = known == by_name_.end() ? add_entry(definition.name) : known->second;
    entry(id).from_file = true;
    entry(id).memberships.push_back({&group, &definition});
    direct.push_back(id);
  }
  for (const auto& child : group.groups) {
    register_group(*child);
  }
}

TargetId Inventory::add_entry(std::string name) {
  const TargetId id{static_cast<std::uint32_t>(entries_.size())};
  by_name_.emplace(name, id);
  entries_.emplace_back().name = std::move(name);
  return id;
}

std::vector<std::string> Inventory::group_names() const {
  std::vector<std::string> names;
  for (const auto& [name, group] : tree_.groups) {
    names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool Inventory::has_group(std::string_view name) const { return tree_.groups.contains(std::string(name)); }

void Inventory::collect_targets(const Group& group, std::vector<TargetId>& targets, std::vector<bool>& seen) const {
  for (const TargetId id : direct_.at(&group)) {
    if (!seen[static_cast<std::size_t>(id)]) {
      seen[static_cast<std::size_t>(id)] = true;
      targets.push_back(id);
    }
  }
  for (const auto& child : group.groups) {
    collect_targets(*child, targets, seen);
  }
}

const std::vector<TargetId>& Inventory::group_targets(std::string_view name) {
  const auto [cached, added] = group_targets_.try_emplace(std::string(name));
  if (added) {
    const auto group = tree_.groups.find(std::string(name));
    if (group != tree_.groups.end()) {
      std::vector<bool> seen(entries_.size());
      collect_targets(*group->second, cached->second, seen);
    }
  }
  return cached->second;
}

std::optional<TargetId> Inventory::find(std::string_view name_or_alias) const {
  const std::string name(name_or_alias);
  if (const auto known = by_name_.find(name); known != by_name_.end()) {
    return known->second;
  }
  if (const auto alias = tree_.aliases.find(name); alias != tree_.aliases.end()) {
    return by_name_.at(alias->second);
  }
  return std::nullopt;
}

TargetId Inventory::find_or_create(const std::string& uri) {
  if (const auto known = find(uri)) {
    return *known;
  }
  Hash definition;
  definition.set("uri", uri);
  return create(definition);
}

TargetId Inventory::create(const Hash& definition) {
  auto own = std::make_unique<TargetDefinition>(read_target_definition(definition, {}, options_.plugins));
  if (has_group(own->name)) {
    throw PlanError("bolt.inventory/validation-error",
                    "Target name " + own->name + " conflicts with group of the same name");
  }
  for (const std::string& alias : own->aliases) {
    const auto [known, added] = tree_.aliases.emplace(alias, own->name);
    if (!added && known->second != own->name) {
      throw PlanError("bolt.inventory/validation-error",
                      "Alias " + alias + " refers to multiple targets: " + known->second + " and " + own->name);
    }
  }
  const auto known = by_name_.find(own->name);
  const TargetId id = known == by_name_.end() ? add_entry(own->name) : known->second;
  Entry& made = entry(id);
  const Target check = [&] {
    Entry trial;
    trial.name = made.name;
    trial.memberships = made.memberships;
    trial.own = std::make_unique<TargetDefinition>(*own);
    return merge(trial);
  }();
  made.own = std::move(own);
  made.changes.reset();
  made.merged = std::make_unique<Target>(check);
  if (made.memberships.empty()) {
    made.memberships.push_back({tree_.all.get(), nullptr});
    direct_[tree_.all.get()].push_back(id);
    // Kept up to date rather than dropped: many targets made one by one must not cost a walk each.
    if (const auto all = group_targets_.find("all"); all != group_targets_.end()) {
      all->second.push_back(id);
    }
  }
  return id;
}

void Inventory::add_to_group(TargetId id, const std::string& name) {
  const auto group = tree_.groups.find(name);
  if (group == tree_.groups.end()) {
    throw PlanError("bolt.inventory/validation-error", "Group " + name + " does not exist in inventory");
  }
  std::vector<TargetId>& direct = direct_[group->second];
  if (std::find(direct.begin(), direct.end(), id) == direct.end()) {
    direct.push_back(id);
    entry(id).memberships.push_back({group->second, nullptr});
    entry(id).merged.reset();
    group_targets_.clear();
  }
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

const Target& Inventory::target(TargetId id) {
  Entry& wanted = entry(id);
  if (!wanted.merged) {
    wanted.merged = std::make_unique<Target>(merge(wanted));
  }
  return *wanted.merged;
}

TargetAddress Inventory::address(TargetId id) {
  const Target& data = target(id);
  return {data.safe_name,
          data.host.value_or(""),
          data.port,
          data.user,
          data.password,
          data.transport_config.as_hash(),
          options_.base_directory};
}

}  // namespace volley::runtime
