#include "runtime/project/group.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_set>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/plugin.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

using Path = std::vector<std::string>;
constexpr std::size_t kGroupDepth = 100;
constexpr std::string_view kGroupKeys[] = {"name",         "config",  "facts", "features", "groups",
                                           "plugin_hooks", "targets", "vars",  "version"};
constexpr std::string_view kTargetKeys[] = {"name",  "uri",  "alias",    "config",
                                            "facts", "vars", "features", "plugin_hooks"};

[[noreturn]] void refuse(const std::string& message, const Path& path) {
  std::string suffix;
  if (!path.empty()) {
    suffix = fmt::format(" for group at [\"{}\"]", fmt::join(path, "\", \""));
  }
  throw PlanError("bolt.inventory/validation-error", message + suffix);
}

std::string_view ruby_class(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Undef: return "NilClass";
    case Value::Kind::Boolean: return value.as_boolean() ? "TrueClass" : "FalseClass";
    case Value::Kind::Integer: return "Integer";
    case Value::Kind::Float: return "Float";
    case Value::Kind::String: return "String";
    case Value::Kind::Array: return "Array";
    default: return "Hash";
  }
}

Value typed(const Hash& data, std::string_view key, Value::Kind kind, const Path& path) {
  Value value = data.get(key);
  if (!value.is_undef() && value.kind() != kind && !is_reference(value)) {
    refuse(fmt::format("Expected {} to be of type {}, not {}", key, kind == Value::Kind::Hash ? "Hash" : "Array",
                       ruby_class(value)),
           path);
  }
  return value;
}

InventoryData read_data(const Hash& data, const Path& path) {
  return {typed(data, "config", Value::Kind::Hash, path), typed(data, "facts", Value::Kind::Hash, path),
          typed(data, "vars", Value::Kind::Hash, path), typed(data, "features", Value::Kind::Array, path),
          typed(data, "plugin_hooks", Value::Kind::Hash, path)};
}

void check_characters(const std::string& name, std::string_view what, const Path& path) {
  for (const char c : name) {
    if ((static_cast<unsigned char>(c) & 0x80U) != 0) {
      refuse(fmt::format("{} name must be ASCII characters: {}", what == "target" ? "Target" : what, name), path);
    }
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',') {
      refuse(fmt::format("Illegal character '{}' in {} name '{}'", c, what, name), path);
    }
  }
}

std::string text_of(const Hash& data, std::string_view key, const Path& path, ReferenceResolver* plugins) {
  const Value value = resolve_references(data.get(key), plugins);
  if (!value.is_undef() && !value.is_string()) {
    refuse(fmt::format("Expected {} to be of type String, not {}", key, ruby_class(value)), path);
  }
  return value.is_string() ? std::string(value.as_string()) : std::string();
}

std::vector<std::string> read_aliases(const Hash& data, const Path& path, ReferenceResolver* plugins) {
  const Value value = resolve_references(data.get("alias"), plugins);
  std::vector<std::string> aliases;
  if (value.is_undef()) {
    return aliases;
  }
  const Values list = value.is_array() ? value.as_array() : Values{value};
  for (const Value& alias : list) {
    if (!alias.is_string()) {
      refuse(fmt::format("Alias entry on {} must be a String or Array", text_of(data, "name", path, plugins)), path);
    }
    check_characters(std::string(alias.as_string()), "alias", path);
    aliases.emplace_back(alias.as_string());
  }
  return aliases;
}

// Loads in two passes: first all groups with their targets in hash form, then the plain strings, which may name
// targets and aliases of any other group.
class Loader {
 public:
  explicit Loader(ReferenceResolver* plugins) : plugins_(plugins) {}

  GroupTree run(const Hash& data) {
    if (const Value version = data.get("version");
        !version.is_undef() && !(version.is_integer() && version.as_integer() == 2)) {
      refuse(fmt::format("Unsupported version {} specified in inventory", to_text(version)), {});
    }
    if (const Value name = data.get("name"); name.is_string() && name.as_string() != "all") {
      warn("top_level_group_name",
           "Top-level group '" + std::string(name.as_string()) + "' cannot specify a name, using 'all' instead.");
    }
    tree_.all = read_group(data, "all", nullptr, {});
    for (const PendingStrings& pending : pending_) {
      add_strings(pending);
    }
    check_names();
    return std::move(tree_);
  }

 private:
  struct PendingStrings {
    Group* group;
    std::vector<std::string> words;
    Path path;
  };

  void warn(std::string id, std::string text) { tree_.warnings.push_back({std::move(id), std::move(text)}); }

  std::unique_ptr<Group> read_group(const Hash& data, const std::string& name, const Group* parent, Path path) {
    path.push_back(name);
    if (path.size() > kGroupDepth) {
      refuse("Groups are nested too deeply", {});
    }
    if (data.contains("nodes")) {
      refuse(fmt::format(
                 "Found 'nodes' key in group {}. This looks like a v1 inventory file, which is no longer supported. "
                 "Rename 'nodes' to 'targets' and the 'name' of each target to 'uri'.",
                 name),
             path);
    }
    check_characters(name, "group", path);
    auto group = std::make_unique<Group>();
    group->name = name;
    group->parent = parent;
    group->data = read_data(data, path);
    if (!tree_.groups.emplace(name, group.get()).second) {
      refuse("Tried to redefine group " + name, path);
    }
    warn_unknown(data, kGroupKeys, "unknown_group_keys", "group " + name);
    read_targets(data, *group, path);
    read_children(data, *group, path);
    group->order = next_order_++;
    return group;
  }

  void read_children(const Hash& data, Group& group, const Path& path) {
    const Value groups = resolve_reference(data.get("groups"), plugins_);
    if (!groups.is_undef() && !groups.is_array()) {
      refuse(fmt::format("Expected groups to be of type Array, not {}", ruby_class(groups)), path);
    }
    if (groups.is_undef()) {
      return;
    }
    for (const Value& item : groups.as_array()) {
      const Value entry = resolve_reference(item, plugins_);
      for (const Value& child : entry.is_array() ? entry.as_array() : Values{entry}) {
        if (!child.is_hash()) {
          refuse("Expected group to be of type Hash, not " + std::string(ruby_class(child)), path);
        }
        const std::string name = text_of(child.as_hash(), "name", path, plugins_);
        if (name.empty()) {
          refuse("Group does not have a name", path);
        }
        group.groups.push_back(read_group(child.as_hash(), name, &group, path));
      }
    }
  }

  void read_targets(const Hash& data, Group& group, const Path& path) {
    const Value targets = resolve_reference(data.get("targets"), plugins_);
    if (targets.is_undef()) {
      return;
    }
    if (!targets.is_array()) {
      refuse(fmt::format("Expected targets to be of type Array, not {}", ruby_class(targets)), path);
    }
    PendingStrings strings{&group, {}, path};
    std::unordered_set<std::string> names;
    for (const Value& item : targets.as_array()) {
      const Value entry = resolve_reference(item, plugins_);
      if (entry.is_array() && is_reference(item)) {
        for (const Value& found : entry.as_array()) {
          read_target(resolve_reference(found, plugins_), group, strings, names, path);
        }
      } else {
        read_target(entry, group, strings, names, path);
      }
    }
    pending_.push_back(std::move(strings));
  }

  void read_target(const Value& entry, Group& group, PendingStrings& strings, std::unordered_set<std::string>& names,
                   const Path& path) {
    if (entry.is_string()) {
      strings.words.emplace_back(entry.as_string());
      return;
    }
    if (!entry.is_hash()) {
      refuse("Target entry must be a String or Hash, not " + std::string(ruby_class(entry)), path);
    }
    TargetDefinition target = read_target_definition(entry.as_hash(), path, plugins_);
    warn_unknown(entry.as_hash(), kTargetKeys, "unknown_target_keys", "target " + target.name);
    if (!names.insert(target.name).second) {
      return;
    }
    target_paths_.emplace(target.name, &group);
    for (const std::string& alias : target.aliases) {
      const auto [known, added] = tree_.aliases.emplace(alias, target.name);
      if (!added && known->second != target.name) {
        refuse(fmt::format("Alias {} refers to multiple targets: {} and {}", alias, known->second, target.name), path);
      }
    }
    group.targets.push_back(std::move(target));
  }

  void add_strings(const PendingStrings& pending) {
    std::unordered_set<std::string> names;
    for (const TargetDefinition& target : pending.group->targets) {
      names.insert(target.name);
    }
    for (const std::string& word : pending.words) {
      TargetDefinition target;
      const auto alias = tree_.aliases.find(word);
      if (alias != tree_.aliases.end()) {
        target.name = alias->second;
      } else {
        if (word.empty()) {
          refuse("No name or uri for target", pending.path);
        }
        check_characters(word, "target", pending.path);
        target.name = word;
        // A string names a target that is defined somewhere as a hash; only a new one brings its URI.
        target.uri = target_paths_.contains(word) ? std::string() : word;
      }
      if (names.insert(target.name).second) {
        pending.group->targets.push_back(std::move(target));
      }
    }
    for (const std::string& name : names) {
      all_names_.insert(name);
    }
  }

  void check_names() const {
    for (const auto& [name, group] : tree_.groups) {
      if (all_names_.contains(name)) {
        refuse("Group " + name + " conflicts with target of the same name", path_of(group));
      }
      if (tree_.aliases.contains(name)) {
        refuse("Group " + name + " conflicts with alias of the same name", path_of(group));
      }
    }
    for (const auto& [alias, target] : tree_.aliases) {
      if (all_names_.contains(alias)) {
        refuse("Target name " + alias + " conflicts with alias of the same name", {});
      }
    }
  }

  static Path path_of(const Group* group) {
    Path path;
    for (; group != nullptr; group = group->parent) {
      path.insert(path.begin(), group->name);
    }
    return path;
  }

  template <typename Keys>
  void warn_unknown(const Hash& data, const Keys& keys, const std::string& id, const std::string& what) {
    std::vector<std::string> unknown;
    for (const auto& [key, value] : data) {
      const std::string text = to_text(key);
      if (std::find(std::begin(keys), std::end(keys), text) == std::end(keys)) {
        unknown.push_back(text);
      }
    }
    if (!unknown.empty()) {
      warn(id, fmt::format("Found unexpected key(s) {} in {}", fmt::join(unknown, ", "), what));
    }
  }

  ReferenceResolver* plugins_;
  GroupTree tree_;
  std::vector<PendingStrings> pending_;
  std::unordered_map<std::string, const Group*> target_paths_;
  std::unordered_set<std::string> all_names_;
  std::size_t next_order_ = 0;
};

}  // namespace

TargetDefinition read_target_definition(const Hash& data, const std::vector<std::string>& path,
                                        ReferenceResolver* plugins) {
  TargetDefinition target;
  target.uri = text_of(data, "uri", path, plugins);
  target.name = text_of(data, "name", path, plugins);
  if (target.name.empty()) {
    target.name = target.uri;
  }
  if (target.name.empty()) {
    refuse("No name or uri for target: " + to_text(Value(data)), path);
  }
  check_characters(target.name, "target", path);
  target.aliases = read_aliases(data, path, plugins);
  target.data = read_data(data, path);
  return target;
}

GroupTree load_groups(const Hash& data, ReferenceResolver* plugins) { return Loader(plugins).run(data); }

}  // namespace volley::runtime
