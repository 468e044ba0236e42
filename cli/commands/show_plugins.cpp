// plugin show
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/report/sections.hpp"
#include "cli/session.hpp"
#include "embedding/plugin_hooks.hpp"

namespace volley::cli {

using runtime::Hash;
using runtime::Value;
using runtime::Values;

int show_plugins(Session& session) {
  const embedding::Plugins::Listing listing = session.workspace().plugins().list();
  std::size_t width = 0;
  for (const auto& [hook, plugins] : listing) {
    for (const auto& [name, description] : plugins) {
      width = std::max(width, name.size() + 4);
    }
  }
  Sections sections;
  Hash data;
  for (const std::string_view hook : embedding::plugin_hooks()) {
    std::string lines;
    Hash entries;
    if (const auto plugins = listing.find(std::string(hook)); plugins != listing.end()) {
      for (const auto& [name, description] : plugins->second) {
        lines += description.empty() ? name + "\n" : fmt::format("{:<{}}{}\n", name, width, description);
        entries.set(name, description.empty() ? Value() : Value(description));
      }
    }
    data.set(hook, Value(std::move(entries)));
    if (!lines.empty() && hook != "validate_resolve_reference") {
      sections.add(hook, lines);
    }
  }
  const auto& directories = session.workspace().modules().directories();
  sections.add("Modulepath", fmt::format("{}", fmt::join(directories, ":")));
  session.output().document(
      sections.text(),
      Value(Hash{{"plugins", std::move(data)}, {"modulepath", Values(directories.begin(), directories.end())}}));
  return 0;
}

}  // namespace volley::cli
