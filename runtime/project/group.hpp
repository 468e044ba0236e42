// The groups of an inventory as its file defines them, validated but not merged.
//
//   GroupTree tree = load_groups(parse_yaml(...).as_hash());
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/project/schema.hpp"
#include "runtime/value/hash.hpp"

namespace volley::runtime {

class ReferenceResolver;

// The data keys that groups and targets share; each undef when absent, and possibly with unresolved references.
struct InventoryData {
  Value config;
  Value facts;
  Value vars;
  Value features;
  Value plugin_hooks;
};

struct TargetDefinition {
  std::string name;
  std::string uri;  // empty: none
  std::vector<std::string> aliases;
  bool single_alias = false;   // given as a text, not as an array
  bool assumed_agent = false;  // its feature puppet-agent is a mere courtesy
  InventoryData data;
};

struct Group {
  std::string name;
  const Group* parent = nullptr;
  std::size_t order = 0;  // children before parents, earlier siblings before later ones: who wins comes first
  InventoryData data;
  std::vector<TargetDefinition> targets;
  std::vector<std::unique_ptr<Group>> groups;
};

struct GroupTree {
  std::unique_ptr<Group> all;
  std::unordered_map<std::string, const Group*> groups;  // by name
  std::unordered_map<std::string, std::string> aliases;  // alias -> target name
  std::vector<Warning> warnings;
};

// Throws PlanError of kind bolt.inventory/validation-error. `plugins` may be null.
[[nodiscard]] GroupTree load_groups(const Hash& data, ReferenceResolver* plugins = nullptr);

// Reads one target in hash form (also that of Target.new). `path` names its group in errors.
[[nodiscard]] TargetDefinition read_target_definition(const Hash& data, const std::vector<std::string>& path,
                                                      ReferenceResolver* plugins = nullptr);

}  // namespace volley::runtime
