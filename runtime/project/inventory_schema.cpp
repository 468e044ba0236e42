// The types that an inventory file must keep to, checked before its groups are read.
#include "runtime/evaluate/error.hpp"
#include "runtime/project/inventory.hpp"
#include "runtime/project/plugin.hpp"
#include "runtime/project/transport_options.hpp"

namespace volley::runtime {
namespace {

using kind::kArray;
using kind::kHash;
using kind::kString;

constexpr ConfigKey kDataKeys[] = {
    {"alias", kString | kArray, "", "Other names of a target.", true, {}, {}, {}, kString},
    {"facts", kHash, "", "Facts.", true},
    {"features", kArray, "", "Features.", true, {}, {}, {}, kString},
    {"name", kString, "", "Name.", true},
    {"plugin_hooks", kHash, "", "Plugins to use.", true},
    {"uri", kString, "", "Address of a target.", true},
    {"vars", kHash, "", "Variables.", true},
};

constexpr int kGroupDepth = 100;

void check_data(const Hash& data, const std::string& path, SchemaReport& report) {
  for (const ConfigKey& key : kDataKeys) {
    if (const Value* value = data.find(key.name); value != nullptr && !value->is_undef()) {
      check_value(*value, key, join_path(path, key.name), report);
    }
  }
  if (const Value* config = data.find("config"); config != nullptr && !config->is_undef() && !is_reference(*config)) {
    check_kind(*config, kHash, join_path(path, "config"), report);
    if (config->is_hash()) {
      check_keys(config->as_hash(), transport_keys(), join_path(path, "config"), report);
    }
  }
}

void check_target(const Value& target, const std::string& path, SchemaReport& report) {
  check_kind(target, kString | kHash, path, report);
  if (target.is_hash() && !is_reference(target)) {
    check_data(target.as_hash(), path, report);
  }
}

void check_group(const Hash& group, const std::string& path, SchemaReport& report, int depth);

template <typename Check>
void check_list(const Hash& group, std::string_view key, const std::string& path, SchemaReport& report, Check check) {
  const Value* list = group.find(key);
  const std::string place = join_path(path, key);
  if (list == nullptr || list->is_undef() || is_reference(*list)) {
    return;
  }
  check_kind(*list, kArray, place, report);
  if (list->is_array()) {
    for (std::size_t i = 0; i < list->as_array().size(); ++i) {
      const Value& item = list->as_array()[i];
      if (item.is_string()) {
        check(item, std::string());  // the frequent case: no path is needed for what cannot be wrong
      } else {
        check(item, join_path(place, std::to_string(i)));
      }
    }
  }
}

void check_group(const Hash& group, const std::string& path, SchemaReport& report, int depth) {
  check_data(group, path, report);
  check_list(group, "targets", path, report,
             [&](const Value& target, const std::string& place) { check_target(target, place, report); });
  check_list(group, "groups", path, report, [&](const Value& child, const std::string& place) {
    const std::string where = place.empty() ? join_path(path, "groups") : place;
    check_kind(child, kHash, where, report);
    if (!child.is_hash() || is_reference(child) || depth >= kGroupDepth) {
      return;
    }
    if (!child.as_hash().contains("name")) {
      report.errors.push_back("Value at '" + where + "' is missing required keys name");
    }
    check_group(child.as_hash(), where, report, depth + 1);
  });
}

}  // namespace

Hash parse_inventory(const YamlInput& input) {
  const Value data = parse_yaml(input);
  if (data.is_undef()) {
    return {};
  }
  if (!data.is_hash()) {
    throw PlanError("bolt/parse-error", "Could not parse " + input.subject + ": it must be a hash");
  }
  SchemaReport report;
  check_group(data.as_hash(), "", report, 0);
  throw_if_invalid(report, input.name);
  return data.as_hash();
}

}  // namespace volley::runtime
