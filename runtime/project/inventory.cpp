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

// Targets that the file lists in `all` itself, then those that the run has used already, in that order.
void Inventory::collect_first(std::vector<TargetId>& targets, std::vector<bool>& seen) const {
  const auto add = [&](TargetId id) {
    if (!seen[static_cast<std::size_t>(id)]) {
      seen[static_cast<std::size_t>(id)] = true;
      targets.push_back(id);
    }
  };
  for (const TargetId id : direct_.at(tree_.all.get())) {
    if (from_file(id)) {
      add(id);
    }
  }
  std::ranges::for_each(used_, add);
}

void Inventory::use(TargetId id) {
  if (!entry(id).used) {
    entry(id).used = true;
    used_.push_back(id);
    group_targets_.erase("all");
  }
}

const std::vector<TargetId>& Inventory::group_targets(std::string_view name) {
  const auto [cached, added] = group_targets_.try_emplace(std::string(name));
  if (added) {
    const auto group = tree_.groups.find(std::string(name));
    if (group != tree_.groups.end()) {
      std::vector<bool> seen(entries_.size());
      if (group->second == tree_.all.get()) {
        collect_first(cached->second, seen);
      }
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
