#include "runtime/project/target_spec.hpp"

#include "runtime/evaluate/error.hpp"
#include "runtime/project/glob.hpp"

namespace volley::runtime {
namespace {

// Collects targets in order, each once.
class Selection {
 public:
  void add(TargetId id) {
    const auto index = static_cast<std::size_t>(id);
    if (index >= seen_.size()) {
      seen_.resize(index * 2 + 64);
    }
    if (!seen_[index]) {
      seen_[index] = true;
      targets_.push_back(id);
    }
  }
  void add(const std::vector<TargetId>& ids) {
    for (const TargetId id : ids) {
      add(id);
    }
  }
  [[nodiscard]] std::vector<TargetId> take() { return std::move(targets_); }

 private:
  std::vector<TargetId> targets_;
  std::vector<bool> seen_;
};

void add_matching(Inventory& inventory, const std::string& pattern, Braces braces, Selection& selection) {
  bool found = false;
  const auto matches = [&](const std::string& name) {
    const bool match = glob_matches(pattern, name, braces, LetterCase::Ignore);
    found = found || match;
    return match;
  };
  for (const std::string& group : inventory.group_names()) {
    if (matches(group)) {
      selection.add(inventory.group_targets(group));
    }
  }
  for (const TargetId id : inventory.group_targets("all")) {
    if (matches(inventory.name(id))) {
      selection.add(id);
    }
  }
  for (const auto& [alias, name] : inventory.aliases()) {
    if (matches(alias)) {
      selection.add(*inventory.find(name));
    }
  }
  if (!found) {
    throw PlanError("bolt.inventory/wildcard-error", "Found 0 targets matching wildcard pattern " + pattern);
  }
}

bool has_scheme(const std::string& word) {
  const std::size_t mark = word.find("://");
  return mark != std::string::npos && mark > 0 && word.find_first_of("*?[]{}") > mark;
}

}  // namespace

std::vector<std::string> split_target_spec(std::string_view text, SpecSyntax syntax) {
  std::vector<std::string> words;
  std::string word;
  int depth = 0;
  for (const char c : text) {
    if (syntax == SpecSyntax::CommandLine && (c == '{' || c == '[')) {
      ++depth;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space || (c == ',' && depth == 0)) {
      if (!word.empty()) {
        words.push_back(std::move(word));
      }
      word.clear();
      depth = space ? 0 : depth;
    } else {
      word += c;
    }
  }
  if (!word.empty()) {
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<TargetId> resolve_targets(Inventory& inventory, std::string_view spec, SpecSyntax syntax) {
  const Braces braces = syntax == SpecSyntax::CommandLine ? Braces::Expand : Braces::Literal;
  Selection selection;
  for (const std::string& word : split_target_spec(spec, syntax)) {
    if (inventory.has_group(word)) {
      selection.add(inventory.group_targets(word));
    } else if (const auto known = inventory.find(word)) {
      selection.add(*known);
    } else if (is_glob(word) && !has_scheme(word)) {
      add_matching(inventory, word, braces, selection);
    } else {
      selection.add(inventory.find_or_create(word));
    }
  }
  std::vector<TargetId> targets = selection.take();
  for (const TargetId id : targets) {
    inventory.use(id);
  }
  return targets;
}

}  // namespace volley::runtime
