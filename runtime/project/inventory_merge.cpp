// How the data of groups, definitions and plan-time changes becomes one Target.
#include <algorithm>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/inventory.hpp"
#include "runtime/project/merge.hpp"
#include "runtime/project/plugin.hpp"
#include "runtime/project/transport_options.hpp"
#include "runtime/project/uri.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

const std::string kAgent = "puppet-agent";

const Hash& hash_or_empty(const Value& value) {
  static const Hash empty;
  return value.is_hash() ? value.as_hash() : empty;
}

// Plugins may answer with nothing; such an option counts as not given.
Hash without_undef(const Hash& options) {
  Hash kept;
  for (const auto& [key, value] : options) {
    if (!value.is_undef()) {
      kept.set(key, value);
    }
  }
  return kept;
}

void add_features(const Value& features, std::vector<std::string>& all, ReferenceResolver* plugins) {
  const Value resolved = resolve_references(features, plugins);
  if (!resolved.is_array()) {
    return;
  }
  for (const Value& feature : resolved.as_array()) {
    const std::string name = to_text(feature);
    if (std::find(all.begin(), all.end(), name) == all.end()) {
      all.push_back(name);
    }
  }
}

// Shares what is there already when nothing is to be added.
void merge_into(Value& base, const Value& over, Hash (*merge)(const Hash&, const Hash&), ReferenceResolver* plugins) {
  const Value resolved = resolve_references(over, plugins);
  if (resolved.is_hash() && !resolved.as_hash().empty()) {
    base = Value(merge(hash_or_empty(base), resolved.as_hash()));
  }
}

std::optional<std::string> text_option(const Hash& options, std::string_view key) {
  const Value value = options.get(key);
  return value.is_string() ? std::optional(std::string(value.as_string())) : std::nullopt;
}

}  // namespace

std::vector<const Group*> Inventory::groups_of(const Entry& entry) const {
  std::vector<const Group*> groups;
  for (const Membership& membership : entry.memberships) {
    for (const Group* group = membership.left ? nullptr : membership.group; group != nullptr; group = group->parent) {
      groups.push_back(group);
    }
  }
  if (groups.empty()) {
    groups.push_back(tree_.all.get());
  }
  std::sort(groups.begin(), groups.end(), [](const Group* a, const Group* b) { return a->order < b->order; });
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

const Inventory::GroupData& Inventory::group_data(std::vector<const Group*> groups) {
  if (const auto known = group_data_.find(groups); known != group_data_.end()) {
    return known->second;
  }
  GroupData data;
  data.config_value = Value(options_.config);
  data.plugin_hooks_value = Value(options_.plugin_hooks);
  data.vars_value = data.facts_value = Value(Hash{});
  for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
    merge_into(data.config_value, (*group)->data.config, deep_merge, options_.plugins);
    merge_into(data.facts_value, (*group)->data.facts, deep_merge, options_.plugins);
    merge_into(data.vars_value, (*group)->data.vars, shallow_merge, options_.plugins);
    merge_into(data.plugin_hooks_value, (*group)->data.plugin_hooks, shallow_merge, options_.plugins);
  }
  for (const Group* group : groups) {
    add_features(group->data.features, data.features, options_.plugins);
    data.groups.push_back(group->name);
  }
  return group_data_.emplace(std::move(groups), std::move(data)).first->second;
}

void Inventory::merge_definitions(const Entry& entry, Target& target) const {
  std::vector<const TargetDefinition*> definitions;
  if (entry.own) {
    definitions.push_back(entry.own.get());
  } else {
    std::vector<Membership> memberships = entry.memberships;
    std::stable_sort(memberships.begin(), memberships.end(),
                     [](const Membership& a, const Membership& b) { return a.group->order < b.group->order; });
    for (const Membership& membership : memberships) {
      if (membership.definition != nullptr) {
        definitions.push_back(membership.definition);
      }
    }
  }
  for (auto definition = definitions.rbegin(); definition != definitions.rend(); ++definition) {
    const InventoryData& data = (*definition)->data;
    merge_into(target.config, data.config, deep_merge, options_.plugins);
    merge_into(target.facts, data.facts, deep_merge, options_.plugins);
    merge_into(target.vars, data.vars, shallow_merge, options_.plugins);
    merge_into(target.plugin_hooks, data.plugin_hooks, shallow_merge, options_.plugins);
  }
  for (const TargetDefinition* definition : definitions) {
    add_features(definition->data.features, target.features, options_.plugins);
    if (definition->assumed_agent) {
      target.assumed_agent = std::ranges::find(target.features, kAgent) == target.features.end();
      add_features(Value(Values{Value(kAgent)}), target.features, options_.plugins);
    }
    target.single_alias = definition->single_alias;
    target.aliases.insert(target.aliases.end(), definition->aliases.begin(), definition->aliases.end());
    if (!target.uri && !definition->uri.empty()) {
      target.uri = definition->uri;
    }
  }
}

void Inventory::apply_changes(const Entry& entry, Target& target) const {
  if (!entry.changes) {
    return;
  }
  const Changes& changes = *entry.changes;
  merge_into(target.config, Value(changes.config), deep_merge, options_.plugins);
  merge_into(target.facts, Value(changes.facts), deep_merge, options_.plugins);
  merge_into(target.vars, Value(changes.variables), shallow_merge, options_.plugins);
  target.assumed_agent = target.assumed_agent && !changes.features.contains(kAgent);
  for (const auto& [feature, present] : changes.features) {
    const auto known = std::find(target.features.begin(), target.features.end(), feature);
    if (present && known == target.features.end()) {
      target.features.push_back(feature);
    } else if (!present && known != target.features.end()) {
      target.features.erase(known);
    }
  }
}

void Inventory::address_target(Target& target) const {
  const TargetUri uri = target.uri ? parse_target_uri(*target.uri) : TargetUri{};
  target.safe_name = target.uri && target.name == *target.uri ? uri.safe : target.name;
  target.protocol = uri.scheme;
  const Hash& config = hash_or_empty(target.config);
  const Value transport = config.get("transport");
  const std::string configured(transport.is_string() ? transport.as_string() : "ssh");
  // The URI of a remote target is for the task that works on its behalf.
  target.transport = uri.scheme && configured != "remote" ? *uri.scheme : configured;
  if (!is_transport(target.transport)) {
    throw PlanError("bolt/unknown-transport",
                    "Unknown transport " + target.transport + " found for " + target.uri.value_or(target.name));
  }
  const Value given = config.get(target.transport);
  target.transport_config =
      Value(sorted_by_key(deep_merge(transport_defaults(target.transport), without_undef(hash_or_empty(given)))));
  const Hash& options = target.transport_config.as_hash();
  const Value port = options.get("port");
  target.host = uri.host ? uri.host : text_option(options, "host");
  target.user = uri.user ? uri.user : text_option(options, "user");
  target.password = uri.password ? uri.password : text_option(options, "password");
  target.port = uri.port || !port.is_integer() ? uri.port : std::optional(static_cast<int>(port.as_integer()));
}

Target Inventory::merge(const Entry& entry) {
  const GroupData& groups = group_data(groups_of(entry));
  Target target;
  target.name = entry.name;
  target.config = groups.config_value;
  target.vars = groups.vars_value;
  target.facts = groups.facts_value;
  target.plugin_hooks = groups.plugin_hooks_value;
  target.groups = groups.groups;
  if (entry.name == "localhost") {
    bool configured = false;
    for (const Group* group : groups_of(entry)) {
      configured =
          configured || hash_or_empty(resolve_references(group->data.config, options_.plugins)).contains("transport");
    }
    if (!configured) {
      Hash local;
      local.set("transport", "local");
      merge_into(target.config, Value(local), deep_merge, options_.plugins);
    }
  }
  merge_definitions(entry, target);
  std::vector<std::string> own = std::move(target.features);
  target.features = groups.features;
  for (std::string& feature : own) {
    if (std::find(target.features.begin(), target.features.end(), feature) == target.features.end()) {
      target.features.push_back(std::move(feature));
    }
  }
  apply_changes(entry, target);
  address_target(target);
  return target;
}

Hash Inventory::detail(TargetId id) {
  const Target& data = target(id);
  const auto list = [](const std::vector<std::string>& items) { return Value(Values(items.begin(), items.end())); };
  Hash config;
  config.set("transport", data.transport);
  config.set(data.transport, data.transport_config);
  Hash out;
  out.set("name", data.name);
  out.set("uri", data.uri ? Value(*data.uri) : Value());
  out.set("alias", list(data.aliases));
  out.set("config", Value(std::move(config)));
  out.set("vars", data.vars);
  out.set("features", list(data.features));
  out.set("facts", data.facts);
  out.set("plugin_hooks", data.plugin_hooks);
  out.set("groups", list(data.groups));
  return out;
}

}  // namespace volley::runtime
