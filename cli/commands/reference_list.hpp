// What `function show` and `type show` have in common: groups of names with a line of words for each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/report/sections.hpp"
#include "cli/session.hpp"

namespace volley::cli {

class ReferenceList {
 public:
  // `kind` is "function" or "type".
  explicit ReferenceList(std::string_view kind) : kind_(kind) {}

  // Entries with the same group follow each other. Those that --filter leaves out are not kept.
  void add(const Session& session, std::string_view group, const std::string& name, const std::string& words);
  void show(Session& session) const;

 private:
  struct Entry {
    std::string group;
    std::string name;
    std::string words;
  };

  [[nodiscard]] std::string text(Session& session) const;

  std::string kind_;
  std::vector<Entry> entries_;
};

// Error bolt/unknown-<kind>, with the nearest of the known names.
[[noreturn]] void throw_unknown_name(std::string_view kind, std::string_view name,
                                     const std::vector<std::string>& known);

}  // namespace volley::cli
