#include "runtime/project/schema.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/plugin.hpp"
#include "runtime/value/text.hpp"

namespace volley::runtime {
namespace {

constexpr std::pair<unsigned, std::string_view> kKindNames[] = {{kind::kBoolean, "Boolean"},
                                                                {kind::kInteger, "Integer"},
                                                                {kind::kString, "String"},
                                                                {kind::kArray, "Array"},
                                                                {kind::kHash, "Hash"}};

unsigned kind_of(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::Boolean: return kind::kBoolean;
    case Value::Kind::Integer: return kind::kInteger;
    case Value::Kind::String: return kind::kString;
    case Value::Kind::Array: return kind::kArray;
    case Value::Kind::Hash: return kind::kHash;
    default: return 1U << 16U;
  }
}

std::string kind_list(unsigned kinds) {
  std::vector<std::string_view> names;
  for (const auto& [bit, name] : kKindNames) {
    if ((kinds & bit) != 0) {
      names.push_back(name);
    }
  }
  return fmt::format("{}", fmt::join(names, " or "));
}

bool is_of(const Value& value, unsigned kinds) { return kinds == kind::kAny || (kind_of(value) & kinds) != 0; }

}  // namespace

std::string join_path(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : path + "." + std::string(key);
}

void check_kind(const Value& value, unsigned kinds, const std::string& path, SchemaReport& report) {
  if (!is_of(value, kinds)) {
    report.errors.push_back(fmt::format("Value at '{}' must be of type {}", path, kind_list(kinds)));
  }
}

void check_value(const Value& value, const ConfigKey& key, const std::string& path, SchemaReport& report) {
  if (is_reference(value)) {
    if (!key.reference) {
      report.errors.push_back(
          fmt::format("Value at '{}' is a plugin reference, which is unsupported at this location", path));
    }
    return;
  }
  if (!is_of(value, key.kinds)) {
    check_kind(value, key.kinds, path, report);
    return;
  }
  if (!key.choices.empty() && value.is_string() &&
      std::find(key.choices.begin(), key.choices.end(), value.as_string()) == key.choices.end()) {
    report.errors.push_back(fmt::format("Value at '{}' must be one of {}", path, fmt::join(key.choices, ", ")));
  }
  if (key.minimum && value.is_integer() && value.as_integer() < *key.minimum) {
    report.errors.push_back(fmt::format("Value at '{}' must be a minimum of {}", path, *key.minimum));
  }
  if (value.is_array() && key.item_kinds != kind::kAny) {
    for (std::size_t i = 0; i < value.as_array().size(); ++i) {
      const Value& item = value.as_array()[i];
      if (!is_reference(item)) {
        check_kind(item, key.item_kinds, join_path(path, std::to_string(i)), report);
      }
    }
  }
  if (value.is_hash() && !key.children.empty()) {
    check_keys(value.as_hash(), key.children, path, report);
    if (key.free_form) {
      report.unknown.clear();
    }
  }
}

void check_keys(const Hash& data, std::span<const ConfigKey> keys, const std::string& path, SchemaReport& report) {
  for (const auto& [name, value] : data) {
    const std::string text = to_text(name);
    const auto known = std::find_if(keys.begin(), keys.end(), [&](const ConfigKey& key) { return key.name == text; });
    if (known == keys.end()) {
      report.unknown.push_back(join_path(path, text));
    } else if (!value.is_undef()) {
      check_value(value, *known, join_path(path, text), report);
    }
  }
}

void throw_if_invalid(const SchemaReport& report, std::string_view location) {
  if (!report.errors.empty()) {
    throw PlanError("bolt/validation-error",
                    fmt::format("Invalid configuration at {}:\n  {}", location, fmt::join(report.errors, "\n  ")));
  }
}

}  // namespace volley::runtime
