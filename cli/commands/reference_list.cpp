#include "cli/commands/reference_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lang/nearest_name.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;
using runtime::Values;

}  // namespace

void ReferenceList::add(const Session& session, std::string_view group, const std::string& name,
                        const std::string& words) {
  const std::string filter = session.arguments().text("filter").value_or("");
  if (name.find(filter) != std::string::npos) {
    entries_.push_back({std::string(group), name, words});
  }
}

std::string ReferenceList::text(Session& session) const {
  Sections sections;
  for (std::size_t begin = 0; begin < entries_.size();) {
    std::size_t end = begin;
    std::size_t width = 0;
    while (end < entries_.size() && entries_[end].group == entries_[begin].group) {
      width = std::max(width, entries_[end++].name.size());
    }
    std::string lines;
    for (std::size_t at = begin; at < end; ++at) {
      const Entry& entry = entries_[at];
      lines += entry.words.empty() ? entry.name + "\n" : fmt::format("{:<{}}  {}\n", entry.name, width, entry.words);
    }
    sections.add(entries_[begin].group, lines);
    begin = end;
  }
  sections.add("Modulepath", fmt::format("{}", fmt::join(session.workspace().modules().directories(), ":")));
  sections.add("Additional information", fmt::format("Use 'volley {0} show <NAME>' to read about one {0}.", kind_));
  return sections.text();
}

void ReferenceList::show(Session& session) const {
  Values list;
  for (const Entry& entry : entries_) {
    list.push_back(Value(Values{entry.name, entry.words.empty() ? Value() : Value(entry.words)}));
  }
  const auto& directories = session.workspace().modules().directories();
  session.output().document(text(session), Value(Hash{{Value(kind_ + "s"), Value(std::move(list))},
                                                      {"modulepath", Values(directories.begin(), directories.end())}}));
}

void throw_unknown_name(std::string_view kind, std::string_view name, const std::vector<std::string>& known) {
  std::string nearest = lang::did_you_mean(name, known);
  if (!nearest.empty()) {
    nearest = " D" + nearest.substr(1);
  }
  throw runtime::PlanError(
      fmt::format("bolt/unknown-{}", kind),
      fmt::format("Could not find a {0} named '{1}'.{2} For a list of available {0}s, run 'volley {0} show'.", kind,
                  name, nearest));
}

}  // namespace volley::cli
