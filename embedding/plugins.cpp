#include "embedding/plugins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "embedding/plugin_hooks.hpp"
#include "runtime/evaluate/error.hpp"
#include "runtime/project/task.hpp"
#include "runtime/project/yaml.hpp"
#include "runtime/secret/pkcs7.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::embedding {
namespace {

using runtime::Hash;
using runtime::PlanError;
using runtime::Value;

constexpr std::int64_t kKeyBits = 2048;

[[noreturn]] void refuse(const std::string& message) { throw PlanError("bolt/validation-error", message); }

std::string required_text(const Hash& options, std::string_view option, std::string_view plugin) {
  const Value value = options.get(option);
  if (!value.is_string()) {
    refuse(fmt::format("The plugin {} needs the option '{}', a String", plugin, option));
  }
  return std::string(value.as_string());
}

PlanError execution_error(std::string_view plugin, std::string_view hook, std::string_view message) {
  return {"bolt/plugin-error", fmt::format("Error executing plugin {0} from {1} in {0}: {2}", plugin, hook, message)};
}

}  // namespace

struct Plugins::BuiltIn {
  std::string_view name;
  std::string_view hook;
  std::string_view description;
  Value (Plugins::*run)(const Hash& options);
};

std::span<const Plugins::BuiltIn> Plugins::built_ins() {
  static constexpr BuiltIn kTable[] = {
      {"pkcs7", "resolve_reference", "Decrypt a value with the project's private key.", &Plugins::decrypt},
      {"pkcs7", "secret_createkeys", "Make a key pair for secrets.", &Plugins::create_keys},
      {"pkcs7", "secret_decrypt", "Decrypt a value with the project's private key.", &Plugins::decrypt},
      {"pkcs7", "secret_encrypt", "Encrypt a value with the project's public key.", &Plugins::encrypt},
      {"prompt", "resolve_reference", "Ask for a value on the terminal.", &Plugins::prompt},
      {"task", "resolve_reference", "Take the value that a task answers.", &Plugins::task},
      {"yaml", "resolve_reference", "Read a value from a YAML file.", &Plugins::yaml},
  };
  return kTable;
}

Plugins::Plugins(const runtime::Project& project, runtime::ModulePath& modules, AskSecret ask)
    : project_(project), modules_(modules), ask_(std::move(ask)), tasks_(project, modules) {}

std::optional<Value> Plugins::resolve(std::string_view plugin, const Hash& reference) {
  const std::string name(plugin);
  const auto table = built_ins();
  const bool known = std::any_of(table.begin(), table.end(), [&](const BuiltIn& row) { return row.name == plugin; });
  if (!known && !module_hooks(name)) {
    return std::nullopt;
  }
  return run_hook(name, "resolve_reference", reference);
}

Value Plugins::run_hook(const std::string& plugin, const std::string& hook, const Hash& options) {
  bool known = plugin == "env_var";
  for (const BuiltIn& row : built_ins()) {
    known = known || row.name == plugin;
    if (row.name == plugin && row.hook == hook) {
      return (this->*row.run)(options);
    }
  }
  const auto hooks = known ? std::nullopt : module_hooks(plugin);
  if (!known && !hooks) {
    throw PlanError("bolt/unknown-plugin", fmt::format("Unknown plugin: '{}'", plugin));
  }
  if (hooks) {
    if (const auto task = hooks->find(hook); task != hooks->end()) {
      return run_module_hook(plugin, hook, task->second, options);
    }
  }
  throw PlanError("bolt/unsupported-hook", fmt::format("Plugin {} does not support {}", plugin, hook));
}

Hash Plugins::configuration(const std::string& plugin) const {
  const Value all = project_.setting("plugins");
  const Value own = all.is_hash() ? all.as_hash().get(plugin) : Value();
  return own.is_hash() ? own.as_hash() : Hash();
}

Value Plugins::task(const Hash& options) {
  const Value name = options.get("task");
  if (!name.is_string()) {
    refuse("Task plugin requires that the 'task' is specified");
  }
  const Value parameters = options.get("parameters");
  const auto task = tasks_.prepare(std::string(name.as_string()), parameters.is_hash() ? parameters.as_hash() : Hash());
  try {
    const Hash answer = tasks_.run(*task);
    if (const Value* value = answer.find("value")) {
      return *value;
    }
    refuse(fmt::format("Task result did not return 'value': {}", runtime::to_json(Value(answer))));
  } catch (const PlanError& error) {
    throw execution_error("task", "resolve_reference", error.what());
  }
}

Value Plugins::yaml(const Hash& options) {
  const std::string path = project_.file(required_text(options, "filepath", "yaml"));
  try {
    return runtime::parse_yaml({path, runtime::read_file(path, "YAML file"), {}});
  } catch (const PlanError& error) {
    throw execution_error("yaml", "resolve_reference", error.what());
  }
}

Value Plugins::prompt(const Hash& options) {
  const Value message = options.get("message");
  if (!message.truthy()) {
    refuse("Prompt requires a 'message'");
  }
  if (!ask_) {
    throw execution_error("prompt", "resolve_reference", "there is nobody to ask");
  }
  return Value(ask_(runtime::to_text(message) + ": "));
}

std::string Plugins::key_file(std::string_view option) const {
  const Value configured = configuration("pkcs7").get(option);
  return project_.file(configured.is_string() ? configured.as_string() : fmt::format("keys/{}.pkcs7.pem", option));
}

Value Plugins::decrypt(const Hash& options) {
  return Value(runtime::pkcs7_decrypt(required_text(options, "encrypted_value", "pkcs7"),
                                      {key_file("public_key"), key_file("private_key")}));
}

Value Plugins::encrypt(const Hash& options) {
  return Value(runtime::pkcs7_encrypt(required_text(options, "plaintext_value", "pkcs7"), key_file("public_key")));
}

Value Plugins::create_keys(const Hash& options) {
  const runtime::KeyPairFiles files{key_file("public_key"), key_file("private_key")};
  runtime::Values existing;
  std::error_code error;
  for (const std::string& file : {files.public_key, files.private_key}) {
    if (std::filesystem::exists(file, error)) {
      existing.push_back(Value(file));
    }
  }
  if (!existing.empty() && !options.get("force").truthy()) {
    throw PlanError("bolt/pkcs7-error",
                    fmt::format("Found existing key pair {}. Existing key pairs can be overwritten by setting the "
                                "'force' option to true.",
                                runtime::to_json(Value(existing))));
  }
  const Value bits = configuration("pkcs7").get("keysize");
  runtime::create_key_pair(files, bits.is_integer() ? bits.as_integer() : kKeyBits);
  return Value(runtime::Values{files.public_key, files.private_key});
}

std::optional<Plugins::Hooks> Plugins::module_hooks(const std::string& module) {
  const auto directory = modules_.module_directory(module);
  std::error_code error;
  if (!directory || !std::filesystem::exists(*directory + "/bolt_plugin.json", error)) {
    return std::nullopt;
  }
  Hooks hooks = hooks_in(*directory + "/bolt_plugin.json", module);
  for (const std::string_view hook : plugin_hooks()) {
    const std::string task = fmt::format("{}::{}", module, hook);
    if (!hooks.contains(std::string(hook)) && tasks_.find(task) != nullptr) {
      hooks.emplace(hook, task);
    }
  }
  return hooks;
}

Value Plugins::run_module_hook(const std::string& plugin, const std::string& hook, const std::string& task,
                               const Hash& options) {
  const auto definition = tasks_.find(task);
  const bool takes_all = definition == nullptr || !definition->parameters;
  Hash parameters;
  for (const auto& [key, value] : configuration(plugin)) {
    if (takes_all || definition->find_parameter(runtime::to_text(key)) != nullptr) {
      parameters.set(key, value);
    }
  }
  for (const auto& [key, value] : options) {
    if (!runtime::to_text(key).starts_with("_")) {
      parameters.set(key, value);
    }
  }
  if (takes_all) {
    parameters.set("_boltdir", project_.path());
  }
  const auto prepared = tasks_.prepare(task, parameters);
  try {
    const Hash answer = tasks_.run(*prepared);
    if (const Value* value = answer.find("value")) {
      return *value;
    }
    refuse(fmt::format("Plugin {} result did not include a value, got {}", plugin, runtime::to_json(Value(answer))));
  } catch (const PlanError& error) {
    throw execution_error(plugin, hook, error.what());
  }
}

Plugins::Listing Plugins::list() {
  Listing listing;
  for (const BuiltIn& row : built_ins()) {
    listing[std::string(row.hook)][std::string(row.name)] = row.description;
  }
  listing["resolve_reference"]["env_var"] = "Take the value of an environment variable.";
  for (const auto& [module, directory] : modules_.modules()) {
    if (const auto hooks = module_hooks(module)) {
      for (const auto& [hook, task] : *hooks) {
        const auto definition = tasks_.find(task);
        listing[hook].emplace(module, definition == nullptr ? "" : definition->description);
      }
    }
  }
  return listing;
}

}  // namespace volley::embedding
