#include "cli/commands/name_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/report/sections.hpp"
#include "runtime/value/hash.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;
using runtime::Values;

std::string upper(std::string text, bool whole) {
  for (std::size_t at = 0; at < (whole ? text.size() : 1); ++at) {
    text[at] = static_cast<char>(text[at] - 'a' + 'A');
  }
  return text;
}

}  // namespace

void NameList::add(const std::string& name, const std::string& description) {
  entries_.push_back(Value(Values{name, description.empty() ? Value() : Value(description)}));
  rows_.emplace_back(name, description);
}

std::string NameList::lines() const {
  constexpr std::size_t kGap = 5;
  std::size_t width = 0;
  for (const auto& [name, description] : rows_) {
    width = std::max(width, name.size() + kGap);
  }
  std::string lines;
  for (const auto& [name, description] : rows_) {
    lines += description.empty() ? name + "\n" : fmt::format("{:<{}}{}\n", name, width, description);
  }
  return lines;
}

void NameList::show(Session& session) const {
  const auto& directories = session.workspace().modules().directories();
  Sections sections;
  sections.add(upper(kind_, false) + "s", rows_.empty() ? fmt::format("No available {}s", kind_) : lines());
  sections.add("Modulepath", fmt::format("{}", fmt::join(directories, ":")));
  sections.add("Additional information",
               fmt::format("Use 'volley {0} show <{1} NAME>' to view details and parameters for a specific {0}.", kind_,
                           upper(kind_, true)));
  session.output().document(sections.text(),
                            Value(Hash{{Value(kind_ + "s"), Value(entries_)},
                                       {"modulepath", Values(directories.begin(), directories.end())}}));
}

bool passes_filter(Session& session, std::string_view setting, const std::string& name) {
  const std::string filter = session.arguments().text("filter").value_or("");
  return name.find(filter) != std::string::npos && session.is_listed(setting, name);
}

}  // namespace volley::cli
