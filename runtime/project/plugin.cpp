#include "runtime/project/plugin.hpp"

#include <cstdlib>
#include <span>

#include "runtime/evaluate/error.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/json.hpp"

namespace volley::runtime {
namespace {

// What a reference stands for may hold references again; a loop among them must end.
constexpr int kReferenceChain = 50;

Value resolve_all(const Value& value, ReferenceResolver* plugins, int depth);

Value environment_variable(const Hash& options) {
  const Value variable = options.get("var");
  if (!variable.is_string()) {
    throw PlanError("bolt/validation-error", "env_var plugin requires that the 'var' is specified");
  }
  const std::string name(variable.as_string());
  const char* text = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): nothing sets variables
  if (text == nullptr) {
    if (!options.contains("default") && !options.get("optional").truthy()) {
      throw PlanError("bolt/validation-error", "env_var plugin requires that the var '" + name + "' be set");
    }
    return options.get("default");
  }
  if (!options.get("json").truthy()) {
    return Value(text);
  }
  try {
    return parse_json(text);
  } catch (const JsonError&) {
    throw PlanError("bolt/validation-error", "env_var plugin expected the var '" + name + "' to be valid JSON");
  }
}

struct Plugin {
  std::string_view name;
  Value (*resolve)(const Hash& options);
};

constexpr Plugin kPlugins[] = {{"env_var", environment_variable}};

Value resolve_once(const Hash& reference, ReferenceResolver* plugins) {
  const Value name = reference.get("_plugin");
  for (const Plugin& plugin : kPlugins) {
    if (name.is_string() && name.as_string() == plugin.name) {
      return plugin.resolve(reference);
    }
  }
  if (plugins != nullptr && name.is_string()) {
    if (const std::optional<Value> value = plugins->resolve(name.as_string(), reference)) {
      return *value;
    }
  }
  throw PlanError("bolt/unknown-plugin",
                  "Unknown plugin: '" + (name.is_string() ? std::string(name.as_string()) : "") + "'");
}

Value resolve_one(const Value& value, ReferenceResolver* plugins, int depth) {
  Value current = value;
  for (int step = depth; is_reference(current); ++step) {
    if (step >= kReferenceChain) {
      throw PlanError("bolt/recursive-reference-loop", "Plugin references lead to each other too many times");
    }
    Hash options;
    for (const auto& [key, option] : current.as_hash()) {
      options.set(key, resolve_all(option, plugins, step + 1));
    }
    current = resolve_once(options, plugins);
  }
  return current;
}

Value resolve_all(const Value& value, ReferenceResolver* plugins, int depth) {
  if (!has_reference(value)) {
    return value;
  }
  if (is_reference(value)) {
    return resolve_all(resolve_one(value, plugins, depth), plugins, depth + 1);
  }
  if (value.is_array()) {
    Values items;
    for (const Value& item : value.as_array()) {
      items.push_back(resolve_all(item, plugins, depth));
    }
    return Value(std::move(items));
  }
  Hash hash;
  for (const auto& [key, item] : value.as_hash()) {
    hash.set(key, resolve_all(item, plugins, depth));
  }
  return Value(std::move(hash));
}

}  // namespace

bool is_reference(const Value& value) { return value.is_hash() && value.as_hash().contains("_plugin"); }

bool has_reference(const Value& value) {
  if (value.is_array()) {
    for (const Value& item : value.as_array()) {
      if (has_reference(item)) {
        return true;
      }
    }
  } else if (value.is_hash()) {
    for (const auto& [key, item] : value.as_hash()) {
      if ((key.is_string() && key.as_string() == "_plugin") || has_reference(item)) {
        return true;
      }
    }
  }
  return false;
}

Value resolve_reference(const Value& value, ReferenceResolver* plugins) { return resolve_one(value, plugins, 0); }

Value resolve_references(const Value& value, ReferenceResolver* plugins) { return resolve_all(value, plugins, 0); }

}  // namespace volley::runtime
