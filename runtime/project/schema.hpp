// What a configuration file may hold: one table of keys validates it and is what documentation is made from.
//
//   SchemaReport report = check_schema(data, kProjectKeys, "bolt-project.yaml");
//   throw_if_invalid(report, path);
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/hash.hpp"

namespace volley::runtime {

namespace kind {
inline constexpr unsigned kBoolean = 1;
inline constexpr unsigned kInteger = 2;
inline constexpr unsigned kString = 4;
inline constexpr unsigned kArray = 8;
inline constexpr unsigned kHash = 16;
inline constexpr unsigned kAny = 0;
}  // namespace kind

struct ConfigKey {
  std::string_view name;
  unsigned kinds = kind::kAny;
  std::string_view default_text = {};
  std::string_view description = {};
  bool reference = false;  // a plugin reference may stand for it
  std::optional<int> minimum = {};
  std::span<const std::string_view> choices = {};
  std::span<const ConfigKey> children = {};  // of a hash; empty: any
  unsigned item_kinds = kind::kAny;          // of an array
  bool free_form = false;                    // unknown children are fine
};

// Something for the user to know that does not stop the run; printed as "TEXT [ID: id]".
struct Warning {
  std::string id;
  std::string text;
};

struct SchemaReport {
  std::vector<std::string> errors;   // "Value at 'a.b' must be of type T"
  std::vector<std::string> unknown;  // paths of keys that the table does not know
};

void check_value(const Value& value, const ConfigKey& key, const std::string& path, SchemaReport& report);
void check_keys(const Hash& data, std::span<const ConfigKey> keys, const std::string& path, SchemaReport& report);
// "a.b" out of "a" and "b"; the top has no name.
[[nodiscard]] std::string join_path(const std::string& path, std::string_view key);
// "Value at 'a.b' must be of type Integer or String" unless the value is of one of the kinds.
void check_kind(const Value& value, unsigned kinds, const std::string& path, SchemaReport& report);

// PlanError of kind bolt/validation-error: "Invalid configuration at LOCATION:\n  ...".
void throw_if_invalid(const SchemaReport& report, std::string_view location);

}  // namespace volley::runtime
