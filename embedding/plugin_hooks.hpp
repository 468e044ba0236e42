// What a module may do as a plugin, and the file that says which of its tasks do it.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace volley::embedding {

// The names of all hooks, as listings order them.
[[nodiscard]] std::span<const std::string_view> plugin_hooks();

// Hook -> task, as a bolt_plugin.json names them. Throws PlanError bolt/invalid-plugin-data.
[[nodiscard]] std::map<std::string, std::string> hooks_in(const std::string& file, const std::string& module);

}  // namespace volley::embedding
