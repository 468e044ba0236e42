#include "embedding/plugin_hooks.hpp"

#include <fmt/format.h>

#include "runtime/evaluate/error.hpp"
#include "runtime/project/project.hpp"
#include "runtime/value/hash.hpp"
#include "runtime/value/json.hpp"
#include "runtime/value/text.hpp"

namespace volley::embedding {
namespace {

using runtime::Value;

[[noreturn]] void refuse(const std::string& module, std::string_view message) {
  throw runtime::PlanError("bolt/invalid-plugin-data", fmt::format("Invalid Plugin Data for {}: {}", module, message));
}

Value read(const std::string& file, const std::string& module) {
  try {
    return runtime::parse_json(runtime::read_file(file, "plugin data"));
  } catch (const runtime::JsonError& error) {
    refuse(module, error.what());
  }
}

}  // namespace

std::span<const std::string_view> plugin_hooks() {
  static constexpr std::string_view kHooks[] = {"puppet_library", "resolve_reference", "secret_encrypt",
                                                "secret_decrypt", "secret_createkeys", "validate_resolve_reference"};
  return kHooks;
}

std::map<std::string, std::string> hooks_in(const std::string& file, const std::string& module) {
  const Value data = read(file, module);
  if (!data.is_hash()) {
    refuse(module, "the file must hold an object");
  }
  if (data.as_hash().contains("config")) {
    refuse(module,
           "Found unsupported key 'config' in bolt_plugin.json. Config for a plugin is inferred\nfrom task parameters, "
           "with config values passed as parameters.");
  }
  const Value hooks = data.as_hash().get("hooks");
  if (!hooks.is_undef() && !hooks.is_hash()) {
    refuse(module, "'hooks' must be a hash");
  }
  std::map<std::string, std::string> tasks;
  if (hooks.is_undef()) {
    return tasks;
  }
  for (const auto& [hook, specification] : hooks.as_hash()) {
    const Value task = specification.is_hash() ? specification.as_hash().get("task") : Value();
    if (!task.is_string()) {
      refuse(module, fmt::format("Unexpected hook specification {} in {} for hook {}", runtime::to_json(specification),
                                 module, runtime::to_text(hook)));
    }
    tasks.emplace(runtime::to_text(hook), task.as_string());
  }
  return tasks;
}

}  // namespace volley::embedding
