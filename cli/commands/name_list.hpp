// What `task show` and `plan show` have in common when they list names.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/session.hpp"
#include "runtime/value/value.hpp"

namespace volley::cli {

class NameList {
 public:
  // `kind` is "task" or "plan".
  explicit NameList(std::string_view kind) : kind_(kind) {}

  // `description` may be empty.
  void add(const std::string& name, const std::string& description);
  void show(Session& session) const;

 private:
  [[nodiscard]] std::string lines() const;

  std::string kind_;
  runtime::Values entries_;
  std::vector<std::pair<std::string, std::string>> rows_;
};

// Whether --filter and the project let a name be listed; `setting` is "tasks" or "plans".
[[nodiscard]] bool passes_filter(Session& session, std::string_view setting, const std::string& name);

}  // namespace volley::cli
