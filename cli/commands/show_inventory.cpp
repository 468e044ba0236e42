// inventory show, group show.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "cli/commands/commands.hpp"
#include "cli/report/sections.hpp"
#include "cli/report/yaml_text.hpp"
#include "cli/session.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Inventory;
using runtime::TargetId;
using runtime::Value;
using runtime::Values;

constexpr std::string_view kNotInFile = "(Not found in inventory file)";

bool from_environment() {
  const char* text = std::getenv("BOLT_INVENTORY");
  return text != nullptr && *text != '\0';
}

std::string inventory_path(Session& session) {
  const auto given = session.arguments().text("inventoryfile");
  return given ? std::filesystem::absolute(*given).lexically_normal().string()
               : session.workspace().project().inventory_file();
}

std::string source_text(Session& session) {
  return from_environment() ? "BOLT_INVENTORY environment variable" : inventory_path(session);
}

// The targets in the order of the output: for details those that are not in the file come first.
std::string list(Inventory& inventory, const std::vector<TargetId>& ids) {
  std::size_t width = 0;
  for (const TargetId id : ids) {
    width = std::max(width, inventory.name(id).size());
  }
  std::string lines;
  for (const TargetId id : ids) {
    const std::string& name = inventory.name(id);
    lines += inventory.from_file(id) ? name + "\n" : fmt::format("{:<{}}    {}\n", name, width, kNotInFile);
  }
  return lines;
}

void add_details(Sections& sections, Inventory& inventory, const std::vector<TargetId>& ids) {
  for (const bool from_file : {false, true}) {
    for (const TargetId id : ids) {
      if (inventory.from_file(id) == from_file) {
        sections.add(inventory.name(id) + (from_file ? "" : fmt::format(" {}", kNotInFile)),
                     yaml_text(Value(inventory.detail(id))));
      }
    }
  }
}

std::string inventory_text(Session& session, Inventory& inventory, const std::vector<TargetId>& ids,
                           std::size_t known) {
  Sections sections;
  const bool detail = session.arguments().flag("detail");
  if (detail) {
    add_details(sections, inventory, ids);
  } else {
    sections.add("Targets", list(inventory, ids));
  }
  sections.add("Inventory source", source_text(session));
  sections.add("Target count",
               fmt::format("{} total, {} from inventory, {} adhoc", ids.size(), known, ids.size() - known));
  std::string hints;
  if (!session.arguments().has("targets") && !session.arguments().has("rerun")) {
    hints = "Use the '--targets', '--query', or '--rerun' option to view specific targets\n";
  }
  hints += detail ? "" : "Use the '--detail' option to view target configuration and data";
  if (!hints.empty()) {
    sections.add("Additional information", hints);
  }
  return sections.text();
}

Value inventory_data(Session& session, Inventory& inventory, const std::vector<TargetId>& ids) {
  const bool detail = session.arguments().flag("detail");
  Values known;
  Values adhoc;
  for (const TargetId id : ids) {
    (inventory.from_file(id) ? known : adhoc)
        .push_back(detail ? Value(inventory.detail(id)) : Value(inventory.name(id)));
  }
  Values all = known;
  all.insert(all.end(), adhoc.begin(), adhoc.end());
  const Value file = from_environment() ? Value() : Value(inventory_path(session));
  return Value(Hash{{"adhoc", Hash{{"count", adhoc.size()}, {"targets", adhoc}}},
                    {"inventory", Hash{{"count", known.size()},
                                       {"targets", known},
                                       {"file", file},
                                       {"default", session.workspace().project().inventory_file()}}},
                    {"targets", all},
                    {"count", all.size()}});
}

}  // namespace

int show_inventory(Session& session) {
  const std::vector<TargetId> ids = session.target_ids();
  Inventory& inventory = *session.workspace().inventory();
  for (const TargetId id : ids) {
    static_cast<void>(inventory.target(id));  // data that cannot be used is an error here, not later
  }
  const auto known = static_cast<std::size_t>(
      std::count_if(ids.begin(), ids.end(), [&](TargetId id) { return inventory.from_file(id); }));
  const bool json = session.arguments().text("format") == "json";
  session.output().document(json ? "" : inventory_text(session, inventory, ids, known),
                            json ? inventory_data(session, inventory, ids) : Value());
  return 0;
}

int show_groups(Session& session) {
  const std::vector<std::string> names = session.workspace().inventory()->group_names();
  Sections sections;
  sections.add("Groups", fmt::format("{}", fmt::join(names, "\n")));
  sections.add("Inventory source", source_text(session));
  sections.add("Group count", fmt::format("{} total", names.size()));
  session.output().document(sections.text(),
                            Value(Hash{{"count", names.size()}, {"groups", Values(names.begin(), names.end())}}));
  return 0;
}

}  // namespace volley::cli
