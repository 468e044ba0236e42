#include "runtime/execute/drop_ledger.hpp"

#include <fmt/format.h>

namespace volley::runtime {

std::string DroppedTarget::location() const {
  return place.known() ? fmt::format("{}:{}", place.file(), place.position().line) : std::string();
}

Value DroppedTarget::to_data() const {
  Hash data{{"target", target}, {"action", function}, {"object", object.empty() ? Value() : Value(object)}};
  if (place.known()) {
    data.set("file", place.file());
    data.set("line", Value(static_cast<std::int64_t>(place.position().line)));
  }
  data.set("kind", kind);
  data.set("msg", message);
  return Value(std::move(data));
}

void DropLedger::add(DroppedTarget target) {
  // Branches that run side by side may lose the same target twice.
  if (positions_.emplace(target.target, targets_.size()).second) {
    targets_.push_back(std::move(target));
  }
}

const DroppedTarget* DropLedger::find(const std::string& target) const {
  const auto found = positions_.find(target);
  return found == positions_.end() ? nullptr : &targets_[found->second];
}

Value DropLedger::to_data() const {
  Values rows;
  for (const DroppedTarget& target : targets_) {
    rows.push_back(target.to_data());
  }
  return Value(std::move(rows));
}

}  // namespace volley::runtime
