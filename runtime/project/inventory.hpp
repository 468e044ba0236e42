// All groups and targets of a run, with what plans change in them.
//
//   auto inventory = std::make_shared<Inventory>(parse_inventory(input), options);
//   for (TargetId id : resolve_targets(*inventory, "web,db*", SpecSyntax::CommandLine)) use(inventory->target(id));
//
// Targets are merged when first touched and kept; a change (set_variable, add_facts...) is seen by everybody who holds
// the id. Not thread-safe: the evaluator's thread alone reads and changes it.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/execute/transport.hpp"
#include "runtime/project/group.hpp"
#include "runtime/project/target.hpp"
#include "runtime/project/yaml.hpp"

namespace volley::runtime {

struct ResourceData;

struct InventoryOptions {
  // What lies below the inventory: "transport" and transport hashes of the command line over those of the
  // configuration files.
  Hash config;
  Hash plugin_hooks;
  std::string base_directory;            // relative paths in configs start here
  ReferenceResolver* plugins = nullptr;  // besides env_var; outlives the inventory
};

// The text of an inventory file or of $BOLT_INVENTORY, checked. Throws PlanError.
[[nodiscard]] Hash parse_inventory(const YamlInput& input);

class Inventory {
 public:
  explicit Inventory(const Hash& data = {}, InventoryOptions options = {});

  [[nodiscard]] const std::vector<Warning>& warnings() const { return tree_.warnings; }
  // What resolves references, besides env_var; may be null.
  [[nodiscard]] ReferenceResolver* plugins() const { return options_.plugins; }
  [[nodiscard]] std::vector<std::string> group_names() const;  // sorted
  [[nodiscard]] bool has_group(std::string_view name) const;
  // Its targets in order; "all" has those made by the plan or command line as well.
  [[nodiscard]] const std::vector<TargetId>& group_targets(std::string_view name);

  [[nodiscard]] std::optional<TargetId> find(std::string_view name_or_alias) const;
  // To be told of each target that a specification means: `all` begins with them.
  void use(TargetId id);
  // The target of that name, made from the URI when there is none.
  TargetId find_or_create(const std::string& uri);
  // Target.new: replaces a target of the same name.
  TargetId create(const Hash& definition);
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] const std::string& name(TargetId id) const { return entry(id).name; }
  [[nodiscard]] bool from_file(TargetId id) const { return entry(id).from_file; }
  [[nodiscard]] const std::unordered_map<std::string, std::string>& aliases() const { return tree_.aliases; }

  // Valid until the target is changed. Throws PlanError when its data cannot be used.
  [[nodiscard]] const Target& target(TargetId id);
  [[nodiscard]] TargetAddress address(TargetId id);
  // What `inventory show --detail` prints.
  [[nodiscard]] Hash detail(TargetId id);

  void set_variable(TargetId id, const std::string& name, const Value& value);
  void add_facts(TargetId id, const Hash& facts);
  void set_feature(TargetId id, const std::string& feature, bool present);
  // `path` is a key ("transport") or several (["ssh", "user"]); an empty one replaces the whole.
  void set_config(TargetId id, const std::vector<std::string>& path, const Value& value);
  void add_to_group(TargetId id, const std::string& group);
  // From the groups inside of that group, too.
  void remove_from_group(TargetId id, const std::string& group);
  // The resource of that type and title from now on: the known one with the new state, or the given one.
  std::shared_ptr<ResourceData> set_resource(TargetId id, const std::shared_ptr<ResourceData>& data);
  // By reference: "File[/x]".
  [[nodiscard]] const std::map<std::string, std::shared_ptr<ResourceData>>& resources(TargetId id) const;

 private:
  struct Membership {
    const Group* group;
    const TargetDefinition* definition;  // nullptr when a plan added the target to the group
    bool left = false;                   // a plan removed the target from the group
  };
  struct Changes {
    Hash variables;
    Hash facts;
    std::map<std::string, bool> features;
    Hash config;
  };
  struct Entry {
    std::string name;
    bool from_file = false;
    bool used = false;
    std::vector<Membership> memberships;
    std::unique_ptr<TargetDefinition> own;  // of targets that no file defines
    std::unique_ptr<Changes> changes;
    std::unique_ptr<Target> merged;
    std::map<std::string, std::shared_ptr<ResourceData>> resources;
  };
  // The data of all groups of a target, merged once for each set of groups.
  struct GroupData {
    std::vector<std::string> features, groups;
    Value config_value, vars_value, facts_value, plugin_hooks_value;
  };

  [[nodiscard]] const Entry& entry(TargetId id) const { return entries_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] Entry& entry(TargetId id) { return entries_[static_cast<std::size_t>(id)]; }
  void register_group(const Group& group);
  TargetId add_entry(std::string name);
  void take_aliases(const TargetDefinition& definition);
  [[nodiscard]] const Group& group_for_change(const std::string& name) const;
  void leave_group(TargetId id, const Group& group);
  [[nodiscard]] Changes& changes(TargetId id);
  void collect_first(std::vector<TargetId>& targets, std::vector<bool>& seen) const;
  void collect_targets(const Group& group, std::vector<TargetId>& targets, std::vector<bool>& seen) const;
  [[nodiscard]] std::vector<const Group*> groups_of(const Entry& entry) const;
  [[nodiscard]] const GroupData& group_data(std::vector<const Group*> groups);
  [[nodiscard]] Target merge(const Entry& entry);
  void merge_definitions(const Entry& entry, Target& target) const;
  void apply_changes(const Entry& entry, Target& target) const;
  void address_target(Target& target) const;

  InventoryOptions options_;
  GroupTree tree_;
  std::deque<Entry> entries_;
  std::unordered_map<std::string, TargetId> by_name_;
  std::vector<TargetId> used_;
  std::unordered_map<const Group*, std::vector<TargetId>> direct_;
  std::unordered_map<std::string, std::vector<TargetId>> group_targets_;  // filled on demand
  std::map<std::vector<const Group*>, GroupData> group_data_;
};

}  // namespace volley::runtime
